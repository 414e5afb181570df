"""The passages themselves, in one SQLite file that is written once and then only read."""

from __future__ import annotations

import errno
import json
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

from knowledge.document import Place
from knowledge.errors import BrokenIndex
from knowledge.passage import Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Store"]

_SCHEMA = """
    CREATE TABLE documents (document INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, title TEXT, collection TEXT);
    CREATE TABLE sections (section INTEGER PRIMARY KEY, path TEXT UNIQUE);
    CREATE TABLE passages (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents,
        section INTEGER NOT NULL REFERENCES sections,
        language TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        text TEXT NOT NULL,
        sentences TEXT NOT NULL
    );
"""
_INDEX = "CREATE UNIQUE INDEX passages_id ON passages (id)"
_INSERT = "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SELECT = """
    SELECT row, id, key, name, title, collection, language, path, first, last, text, sentences
    FROM passages JOIN documents USING (document) JOIN sections USING (section)
"""
#: What SQLite says when the disk is full or cannot be written, rather than that something is wrong with us.
_DISK = ("full", "disk I/O", "readonly", "unable to open")
#: SQLite takes 999 parameters in one statement wherever it comes from.
_PARAMETERS = 900


class Store:
    """Random access to passages by row number. Safe to share between threads.

    Raises:
        BrokenIndex: the file is not what ``write`` made.
        FileNotFoundError: there is no such file.
    """

    def __init__(self, path: Path) -> None:
        path.stat()
        self._path = path
        self._lock = threading.Lock()
        # The file never changes, so SQLite need not look for other writers ("immutable").
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None
        )
        # The first query opens the file itself: whoever removes the build afterwards takes nothing away.
        self._count = int(self._query("SELECT count(*) FROM passages")[0][0])

    @staticmethod
    def write(path: Path, passages: Iterable[Passage]) -> int:
        """Write ``passages`` as rows 0, 1, 2, ...

        Returns:
            The number of rows.

        Raises:
            OSError: the disk is full or cannot be written.
            sqlite3.IntegrityError: two passages have one id.
        """
        documents: dict[str, int] = {}
        sections: dict[tuple[str, ...], int] = {}
        connection = None
        try:
            connection = sqlite3.connect(path, isolation_level=None)
            # Nobody reads the file before the whole build has been synced, so SQLite's own safety would cost time only.
            connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
            connection.execute("BEGIN")
            count = 0
            for row, passage in enumerate(passages):
                if passage.document not in documents:
                    documents[passage.document] = len(documents)
                    connection.execute(
                        "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
                        (len(documents) - 1, passage.document, passage.name, passage.title, passage.collection),
                    )
                if passage.section not in sections:
                    sections[passage.section] = len(sections)
                    connection.execute(
                        "INSERT INTO sections VALUES (?, ?)",
                        (len(sections) - 1, json.dumps(passage.section, ensure_ascii=False)),
                    )
                values = (
                    row,
                    passage.id,
                    documents[passage.document],
                    sections[passage.section],
                    passage.language,
                    passage.start,
                    passage.end,
                    passage.text,
                    _pack(passage.sentences),
                )
                connection.execute(_INSERT, values)
                count = row + 1
            connection.execute("COMMIT")
            connection.execute(_INDEX)
            return count
        except sqlite3.OperationalError as error:
            if any(word in str(error) for word in _DISK):
                raise OSError(errno.EIO, str(error), str(path)) from error
            raise
        finally:
            if connection is not None:
                connection.close()

    def __len__(self) -> int:
        return self._count

    def passage(self, row: int) -> Passage:
        """The passage in that row.

        Raises:
            IndexError: the row is not in 0 to ``len(self) - 1``.
        """
        return self.passages([row])[0]

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Passages in the order of ``rows``, which may repeat.

        Raises:
            IndexError: a row is not in 0 to ``len(self) - 1``.
        """
        wanted = [int(row) for row in rows]
        for row in wanted:
            if not 0 <= row < self._count:
                raise IndexError(f"There is no row {row}: the index has rows 0 to {self._count - 1}.")
        found: dict[int, Passage] = {}
        for start in range(0, len(wanted), _PARAMETERS):
            part = wanted[start : start + _PARAMETERS]
            marks = ",".join("?" * len(part))
            for record in self._query(f"{_SELECT} WHERE row IN ({marks})", part):
                found[record[0]] = _passage(record)
        return [found[row] for row in wanted]

    def block(self, start: int, end: int) -> list[Passage]:
        """The passages of rows ``start`` to ``end - 1``, for those who go through all of them."""
        records = self._query(f"{_SELECT} WHERE row >= ? AND row < ? ORDER BY row", (start, end))
        return [_passage(record) for record in records]

    def row_of(self, identity: str) -> int | None:
        """The row of the passage with that id; ``None`` where there is none."""
        records = self._query("SELECT row FROM passages WHERE id = ?", (identity,))
        return int(records[0][0]) if records else None

    def sections(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Row, document key and heading path of every passage, in the order of the rows."""
        paths = {number: tuple(json.loads(path)) for number, path in self._query("SELECT section, path FROM sections")}
        keys: dict[int, str] = dict(self._query("SELECT document, key FROM documents"))
        for row, document, section in self._query("SELECT row, document, section FROM passages ORDER BY row"):
            yield row, keys[document], paths[section]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise BrokenIndex(
                    f"The index is not whole: {self._path} cannot be read ({error}). Build it again with `make ready`, "
                    "or with `attache index` and its sources."
                ) from error


def _pack(sentences: Sequence[Sentence]) -> str:
    """Sentences as JSON: distinct places once, then ``[start, end, number of the place, paragraph]`` for each."""
    places: dict[Place, int] = {}
    packed = []
    for sentence in sentences:
        at = places.setdefault(sentence.place, len(places))
        packed.append([sentence.start, sentence.end, at, sentence.paragraph])
    listed = [[place.page, place.page_label, place.start, place.end, place.speaker] for place in places]
    return json.dumps([listed, packed], ensure_ascii=False, separators=(",", ":"))


def _passage(record: tuple[Any, ...]) -> Passage:
    _, identity, key, name, title, collection, language, path, start, end, text, packed = record
    listed, sentences = json.loads(packed)
    places = [Place(*values) for values in listed]
    return Passage(
        id=identity,
        document=key,
        name=name,
        title=title,
        collection=collection,
        language=language,
        section=tuple(json.loads(path)),
        start=start,
        end=end,
        text=text,
        sentences=tuple(Sentence(first, last, places[at], paragraph) for first, last, at, paragraph in sentences),
    )
