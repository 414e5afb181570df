"""The packed file: unpacked right, refused when it is not the one that is known."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import packed
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def test_header_vocabulary_and_map(tiny_packed: Path) -> None:
    model = packed.read(tiny_packed)
    assert (model.hidden, model.layers, model.heads, model.feed_forward, model.positions) == (32, 1, 2, 64, 64)
    assert model.pieces[:5] == ("<s>", "<pad>", "</s>", "<unk>", "▁")
    assert model.specials == {"bos": 0, "eos": 2, "pad": 1, "unk": 3}
    assert model.normalisation["ﬁ"] == "fi"
    assert model.normalisation["\x01"] == ""
    assert len(model.scores) == len(model.pieces)


def test_four_bits_are_unpacked_as_the_layout_says(tiny_packed: Path) -> None:
    # Written out weight by weight from the layout's description, independently of the vectorised code.
    model = packed.read(tiny_packed)
    entry = model._directory["l0.fo.w"]
    data = tiny_packed.read_bytes()[entry.start : entry.start + entry.size]
    expected = []
    for start in range(0, len(data), 18):
        (scale,) = struct.unpack_from("<e", data, start)
        halves = data[start + 2 : start + 18]
        expected += [((byte & 15) - 8) * scale for byte in halves] + [((byte >> 4) - 8) * scale for byte in halves]
    assert np.allclose(model.tensor("l0.fo.w"), np.array(expected, np.float32), rtol=0, atol=1e-7)
    assert model.tensor("l0.fo.w").dtype == np.float32


def test_plain_tensors_are_taken_as_they_are(tiny_packed: Path) -> None:
    assert packed.read(tiny_packed).tensor("emb.ln.w").tolist() == [1.0] * 32


def test_an_unknown_tensor_is_named(tiny_packed: Path) -> None:
    with pytest.raises(EncoderError, match=r"no tensor 'l9\.q\.w'"):
        packed.read(tiny_packed).tensor("l9.q.w")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.3])
def test_a_file_cut_off_in_its_head_is_refused(tiny_packed: Path, tmp_path: Path, share: float) -> None:
    data = tiny_packed.read_bytes()
    cut = tmp_path / "cut.bin"
    head = min(entry.start for entry in packed.read(tiny_packed)._directory.values())
    cut.write_bytes(data[: int(head * share)])
    with pytest.raises(EncoderError, match="run `make ready` again"):
        packed.read(cut)


def test_a_file_cut_off_in_its_tensors_is_refused(tiny_packed: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(tiny_packed.read_bytes()[:-1])
    model = packed.read(cut)
    last = max(model._directory, key=lambda name: model._directory[name].start)
    with pytest.raises(EncoderError, match="instead of"):
        model.tensor(last)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(200))
    with pytest.raises(EncoderError, match="does not follow the layout"):
        packed.read(other)


def test_check_takes_the_known_file_only(use_tiny: Path, tmp_path: Path) -> None:
    packed.check(use_tiny)
    data = use_tiny.read_bytes()
    cut, changed = tmp_path / "cut.bin", tmp_path / "changed.bin"
    cut.write_bytes(data[:1000])
    changed.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(EncoderError, match=r"cut\.bin has 1,000 bytes instead of .*run `make ready` again"):
        packed.check(cut)
    with pytest.raises(EncoderError, match=r"changed\.bin has the SHA-256"):
        packed.check(changed)
    with pytest.raises(EncoderError, match="cannot be read"):
        packed.check(tmp_path / "absent.bin")


def test_the_installed_package_carries_the_known_file() -> None:
    packed.check(packed.locate())


def test_a_missing_package_is_a_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderError, match=r"no_such_package_here.*is not installed"):
        packed.locate()
