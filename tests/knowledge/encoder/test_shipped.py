"""Vectors that ship: the same bytes every time, and never in the way when they are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder.shipped import StoredVectors, ship, shipped
from knowledge.errors import CacheError

if TYPE_CHECKING:
    from pathlib import Path


def some(count: int = 3) -> dict[str, StoredVectors]:
    random = np.random.default_rng(1)
    return {
        bytes([200 - row] * 32).hex(): StoredVectors(
            random.normal(size=8).astype(np.float16), random.normal(size=(row, 8)).astype(np.float16)
        )
        for row in range(count)
    }


def test_they_come_back_as_they_were(tmp_path: Path) -> None:
    vectors = some()
    assert ship(tmp_path / "deep" / "er", "abc", vectors) == tmp_path / "deep" / "er" / "abc.npz"
    found = shipped(tmp_path / "deep" / "er", "abc")
    assert found.keys() == vectors.keys()
    for key, stored in vectors.items():
        assert found[key].vector.tobytes() == stored.vector.tobytes()
        assert found[key].sentences.shape == stored.sentences.shape
        assert found[key].sentences.tobytes() == stored.sentences.tobytes()


def test_the_order_of_the_vectors_does_not_change_the_bytes(tmp_path: Path) -> None:
    one = ship(tmp_path / "one", "abc", some()).read_bytes()
    two = ship(tmp_path / "two", "abc", dict(reversed(some().items()))).read_bytes()
    assert one == two
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["abc.npz"]


def test_the_file_is_hardly_larger_than_its_vectors(tmp_path: Path) -> None:
    size = ship(tmp_path, "abc", some(20)).stat().st_size
    assert size < 20 * (32 + 4 + 16) + sum(range(20)) * 16 + 1200


def test_another_encoder_has_none(tmp_path: Path) -> None:
    ship(tmp_path, "abc", some())
    assert shipped(tmp_path, "abd") == {}


@pytest.mark.parametrize("keep", [0, 10, 300, -1])
def test_a_damaged_file_is_as_none(tmp_path: Path, keep: int) -> None:
    path = ship(tmp_path, "abc", some())
    path.write_bytes(path.read_bytes()[:keep])
    assert shipped(tmp_path, "abc") == {}


def test_nothing_to_ship_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no vectors to ship"):
        ship(tmp_path, "abc", {})


def test_a_place_that_cannot_be_written_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CacheError, match="cannot be written"):
        ship(tmp_path / "file", "abc", some())
