"""The cache: keeps, shares, begins anew when damaged, and says so when the disk is full."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder.cache import VectorCache
from knowledge.encoder.shipped import StoredVectors, ship
from knowledge.errors import CacheError
from settings.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def some(start: int, count: int) -> dict[str, StoredVectors]:
    return {
        f"{row:064x}": StoredVectors(np.full(8, row, np.float16), np.full((row % 4, 8), -row, np.float16))
        for row in range(start, start + count)
    }


def same(found: dict[str, StoredVectors], expected: dict[str, StoredVectors]) -> bool:
    return found.keys() == expected.keys() and all(
        found[key].vector.tolist() == stored.vector.tolist()
        and found[key].sentences.shape == stored.sentences.shape
        and found[key].sentences.tolist() == stored.sentences.tolist()
        for key, stored in expected.items()
    )


def test_an_empty_cache_has_nothing_and_makes_no_file(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors", "abc")
    assert cache.get_many(["00" * 32]) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_was_put_in_is_there_for_the_next_process(tmp_path: Path) -> None:
    vectors = some(0, 1200)
    VectorCache(tmp_path, "abc").put_many(vectors)
    assert same(VectorCache(tmp_path, "abc").get_many([*vectors, "ff" * 32, *vectors]), vectors)
    assert VectorCache(tmp_path, "abd").get_many(vectors) == {}


def test_putting_again_replaces(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "abc")
    (key,) = some(1, 1)
    cache.put_many(some(1, 1))
    cache.put_many({key: some(2, 1).popitem()[1]})
    assert cache.get_many([key])[key].vector.tolist() == [2.0] * 8


def test_shipped_vectors_are_found_first(tmp_path: Path) -> None:
    (key,) = some(1, 1)
    ship(tmp_path / "shipped", "abc", some(1, 1))
    cache = VectorCache(tmp_path / "vectors", "abc", shipped=tmp_path / "shipped")
    cache.put_many({key: some(2, 1).popitem()[1]} | some(5, 1))
    found = cache.get_many([key, *some(5, 1)])
    assert found[key].vector.tolist() == [1.0] * 8
    assert len(found) == 2


@pytest.mark.parametrize("damage", ["noise", "empty", "cut", "tables"])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: str) -> None:
    cache = VectorCache(tmp_path, "abc")
    cache.put_many(some(0, 500))
    data = cache.path.read_bytes()
    if damage == "tables":
        with sqlite3.connect(cache.path) as database:
            database.execute("DROP TABLE vectors")
            database.execute("CREATE TABLE vectors (something TEXT)")
    else:
        broken = {"noise": b"\xff" * 5000, "empty": b"", "cut": data[: len(data) // 2 + 7]}
        cache.path.write_bytes(broken[damage])
    assert isinstance(cache.get_many(some(0, 500)), dict)
    cache.put_many(some(0, 500))
    assert same(cache.get_many(some(0, 500)), some(0, 500))


def test_a_row_of_the_wrong_length_is_as_none(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "abc")
    cache.put_many(some(0, 2))
    with sqlite3.connect(cache.path) as database:
        database.execute("UPDATE vectors SET sentences = x'0102' WHERE key = ?", (bytes(32),))
    assert list(cache.get_many(some(0, 2))) == [f"{1:064x}"]


WRITER = """
import sys, pathlib, numpy
from knowledge.encoder.cache import VectorCache
from knowledge.encoder.shipped import StoredVectors
folder, start = pathlib.Path(sys.argv[1]), int(sys.argv[2])
for row in range(start, start + 50):
    vector = numpy.full(8, row, numpy.float16)
    VectorCache(folder, "abc").put_many({f"{row:064x}": StoredVectors(vector, vector.reshape(1, 8))})
"""


def test_several_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), str(start)] for start in (0, 50, 100)]
    writers = [subprocess.Popen(command, cwd=PROJECT) for command in commands]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    found = VectorCache(tmp_path, "abc").get_many(some(0, 150))
    assert [int(found[key].vector[0]) for key in sorted(found)] == list(range(150))


def test_a_full_disk_is_a_clear_sentence_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = VectorCache(tmp_path, "abc")
    cache.put_many(some(0, 2))
    connect = sqlite3.connect

    def small(*args: object, **kwargs: object) -> sqlite3.Connection:
        # SQLite reports a file at its largest size exactly as it reports a disk without room.
        database = connect(*args, **kwargs)
        database.execute("PRAGMA max_page_count = 4")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", small)
        with pytest.raises(CacheError, match="make room on that disk"):
            cache.put_many(some(10, 5000))
    assert same(cache.get_many([*some(0, 2), *some(10, 5000)]), some(0, 2))


def test_a_folder_that_cannot_be_made_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CacheError, match="cannot be made"):
        VectorCache(tmp_path / "file" / "vectors", "abc").put_many(some(0, 1))
