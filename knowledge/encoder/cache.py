"""Vectors that were computed once are not computed again: one SQLite file an encoder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from knowledge.encoder.shipped import StoredVectors, shipped
from knowledge.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

__all__ = ["VectorCache"]

Result = TypeVar("Result")

#: Seconds to wait for another process that is writing.
WAIT = 30

#: Keys in one query; SQLite's own limit on parameters was 999 for long.
_AT_ONCE = 500

_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, vector BLOB NOT NULL, sentences BLOB NOT NULL
) WITHOUT ROWID
"""

#: What SQLite says when the file is sound and the disk, the folder or another process is not.
_OUTSIDE = ("full", "disk i/o", "locked", "readonly", "unable to open")


class VectorCache:
    """Vectors of passages by key, of one encoder.

    Several processes may read and write at once. A damaged file is begun anew: it holds nothing that cannot be
    computed again. Vectors that ship with the library are looked up first and never written to.
    """

    def __init__(self, folder: Path, checksum: str, shipped: Path | None = None) -> None:
        """Name the places; nothing is opened yet.

        Args:
            folder: where the cache's files lie; made when something is put in.
            checksum: the encoder's.
            shipped: folder of the vectors that ship with the library.
        """
        self.path = folder / f"{checksum}.sqlite"
        self.checksum = checksum
        self._shipped_folder = shipped
        self._shipped: dict[str, StoredVectors] | None = None

    def get_many(self, keys: Iterable[str]) -> dict[str, StoredVectors]:
        """What is kept of ``keys`` (as ``vector_key`` makes them).

        Raises:
            CacheError: the file is sound but cannot be read.
        """
        if self._shipped is None:
            self._shipped = shipped(self._shipped_folder, self.checksum) if self._shipped_folder else {}
        wanted = dict.fromkeys(keys)
        found = {key: self._shipped[key] for key in wanted if key in self._shipped}
        rest = [key for key in wanted if key not in found]
        if rest and self.path.exists():
            found |= self._run(lambda database: _select(database, rest))
        return found

    def put_many(self, vectors: Mapping[str, StoredVectors]) -> None:
        """Keep vectors, all or none of them.

        Raises:
            CacheError: the disk is full, the folder cannot be written, or another process writes for too long.
        """
        rows = [
            (bytes.fromhex(key), stored.vector.astype("<f2").tobytes(), stored.sentences.astype("<f2").tobytes())
            for key, stored in vectors.items()
        ]
        if rows:
            self._run(lambda database: _insert(database, rows))

    def _run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            return self._attempt(work)
        except sqlite3.DatabaseError as error:
            self._explain(error)
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        try:
            return self._attempt(work)
        except sqlite3.DatabaseError as error:
            self._explain(error)
            raise CacheError(f"Vectors cannot be kept in {self.path} ({error}): remove that file.") from None

    def _attempt(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CacheError(f"The folder {self.path.parent} cannot be made ({error.strerror}).") from None
        with closing(sqlite3.connect(self.path, timeout=WAIT)) as database:
            # Readers go on while one writes; a crash may cost the newest vectors, never the file.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_TABLE)
            with database:
                return work(database)

    def _explain(self, error: sqlite3.DatabaseError) -> None:
        if any(word in str(error).lower() for word in _OUTSIDE):
            raise CacheError(
                f"Vectors cannot be kept in {self.path} ({error}): "
                "make room on that disk and see that the folder can be written, then run the same command again."
            ) from None


def _select(database: sqlite3.Connection, keys: list[str]) -> dict[str, StoredVectors]:
    found = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = [bytes.fromhex(key) for key in keys[start : start + _AT_ONCE]]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, vector, sentences FROM vectors WHERE key IN ({marks})"  # noqa: S608 - only question marks
        for key, vector, sentences in database.execute(query, some):
            row = np.frombuffer(vector, "<f2")
            if len(row) and len(sentences) % len(vector) == 0:
                found[key.hex()] = StoredVectors(row, np.frombuffer(sentences, "<f2").reshape(-1, len(row)))
    return found


def _insert(database: sqlite3.Connection, rows: list[tuple[bytes, bytes, bytes]]) -> None:
    database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
