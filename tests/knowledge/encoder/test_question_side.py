"""What is added for questions alone: they change, passages do not, and an index stays right."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest

from knowledge.encoder import Encoder, build
from knowledge.encoder.adapter import OTHERS, QUESTIONS, Adapter
from knowledge.encoder.export import MASK, MODEL, WORDS, export
from knowledge.encoder.export import QUESTIONS as GRAPH
from knowledge.encoder.joined import PACKAGE
from knowledge.encoder.stamp import STAMP, Stamp
from knowledge.errors import EncoderError
from knowledge.language import LANGUAGES
from tests.knowledge.encoder.conftest import take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.passage import Passage

module = sys.modules[build.__module__]

OTHER_LANGUAGES = tuple(language for language in LANGUAGES if language != "en")

NAMES = ("encoder.layer.0.attention.self.query.weight", "encoder.layer.0.output.dense.weight")


def written(folder: Path, *, strength: float = 1.0, seed: int = 1, wide: int = 64) -> Path:
    """An adapter of rank two for two weights of the tiny model."""
    random = np.random.default_rng(seed)
    tensors = {}
    for name, (outputs, inputs) in zip(NAMES, ((32, 32), (32, wide)), strict=True):
        tensors[f"{name}.down"] = random.normal(size=(2, inputs)).astype(np.float16)
        tensors[f"{name}.up"] = random.normal(size=(outputs, 2)).astype(np.float16)
    record = {"model": "some/model", "strength": strength, "languages": ["fr", "ar"]}
    Adapter.write(folder, tensors, record)
    return folder


@pytest.fixture(scope="module")
def tuned_folder(tiny_packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model with additions for questions."""
    folder = tmp_path_factory.mktemp("tuned")
    with pytest.MonkeyPatch.context() as monkeypatch:
        take(tiny_packed, monkeypatch)
        build(folder / "tiny", questions=written(folder / "adapter", strength=0.5))
    return folder / "tiny"


@pytest.mark.usefixtures("use_tiny")
def test_questions_change_and_passages_do_not(
    tiny: Encoder, tuned_folder: Path, tmp_path: Path, passage: Callable[..., Passage]
) -> None:
    build(tmp_path / "wholly", adapter=written(tmp_path / "adapter", strength=0.5))
    tuned, wholly = Encoder.load(tuned_folder), Encoder.load(tmp_path / "wholly")
    text = passage("the law of the sea.", "a refugee.")
    one, other = tiny.embed_passages([text]), tuned.embed_passages([text])
    np.testing.assert_allclose(one.vectors, other.vectors, atol=1e-5)
    np.testing.assert_allclose(one.sentences[0], other.sentences[0], atol=1e-5)
    for question in ("law of the sea", "refugee"):
        read, plain = tuned.read_question(question, "fr"), tiny.read_question(question, "fr")
        assert not np.allclose(plain.vector, read.vector, atol=1e-2)
        # As if it had been added to the weights.
        np.testing.assert_allclose(wholly.read_question(question, "fr").vector, read.vector, atol=1e-4)
        # Not for other languages, nor where a question is understood and not searched with.
        np.testing.assert_allclose(tuned.read_question(question, "en").vector, plain.vector, atol=1e-5)
        np.testing.assert_allclose(tuned.embed_question(question), plain.vector, atol=1e-5)
    assert [tuned.tuned_for(language) for language in ("fr", "en", "ar")] == [True, False, True]
    assert not tiny.tuned_for("fr")
    assert tiny.checksum == tuned.checksum != wholly.checksum
    assert tiny.questions_checksum == tiny.checksum != tuned.questions_checksum


def test_questions_have_a_graph_of_their_own(tuned_folder: Path, tiny_folder: Path) -> None:
    for path in (MODEL, GRAPH):
        assert [value.name for value in onnx.load(tuned_folder / path).graph.input] == [WORDS, MASK]
    assert not (tiny_folder / GRAPH).exists()


@pytest.mark.usefixtures("use_tiny")
def test_one_of_a_single_graph_for_both_is_built_anew(tuned_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tuned_folder, tmp_path / "tiny")
    stamp = Stamp.read(folder)
    assert stamp is not None
    files = {name: entry for name, entry in stamp.files.items() if name != GRAPH.as_posix()}
    replace(stamp, files=files).write(folder)
    (folder / GRAPH).unlink()
    with pytest.raises(EncoderError, match="built by an earlier Attaché: run `make ready`"):
        Encoder.load(folder)
    build(folder, questions=written(tmp_path / "adapter", strength=0.5))
    assert Encoder.load(folder).read_question("sea", "fr").vector.shape == (32,)


@pytest.mark.usefixtures("use_tiny")
def test_the_build_knows_that_it_is_there(tuned_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(tuned_folder, tmp_path / "tiny")
    exported: list[Path | None] = []

    def export_again(into: Path, *, questions: Path | None = None) -> None:
        exported.append(questions)
        (into / MODEL).parent.mkdir(exist_ok=True)
        for path in (MODEL, GRAPH) if questions else (MODEL,):
            (into / path).write_bytes(b"a graph")

    monkeypatch.setattr(module, "export", export_again)
    first, second = written(tmp_path / "one", strength=0.5), written(tmp_path / "two", seed=2)
    for questions in (first, second, second, None):
        build(folder, questions=questions)
    assert exported == [second, None]
    stamp = Stamp.read(folder)
    assert stamp is not None
    assert (stamp.questions, stamp.asked_in) == ("", ())


@pytest.mark.usefixtures("use_tiny")
def test_a_stamp_from_before_there_were_any_is_read(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "tiny")
    path = folder / STAMP
    path.write_text(path.read_text().replace('"questions": "",', "").replace('"asked_in": [],', ""))
    assert "questions" not in path.read_text()
    steps: list[str] = []
    build(folder, progress=lambda step, _: steps.append(step))
    assert steps == ["encoder ready"]


def test_one_that_does_not_fit_is_said(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "copy")
    with pytest.raises(EncoderError, match=r"some/model does not fit this model \(encoder\.layer\.0\.output\.dense"):
        export(folder, questions=written(tmp_path / "adapter", wide=16))


@pytest.mark.parametrize(
    ("shipped", "model", "languages", "told"),
    [(QUESTIONS, PACKAGE, LANGUAGES, "en"), (OTHERS, "intfloat/multilingual-e5-small", OTHER_LANGUAGES, "others")],
)
def test_what_ships_is_small_and_says_what_it_was_made_of(
    shipped: Path, model: str, languages: tuple[str, ...], told: str
) -> None:
    adapter = Adapter.read(shipped)
    record = json.loads((shipped / "adapter.json").read_text())
    assert (adapter.model, record["side"], adapter.languages) == (model, "questions", languages)
    assert set(record) >= {"recipe", "data", "data_sha256", "held_out", "strength", "minutes"}
    assert record["held_out"]["after"][told]["hit@1"] >= record["held_out"]["before"][told]["hit@1"]


def test_all_that_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in QUESTIONS.parent.glob("*/adapter.safetensors")) < 20_000_000
