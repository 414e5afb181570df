"""The index, open for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BrokenIndex, NoIndex
from knowledge.index.layout import LEXICAL, PASSAGES, SPELLINGS, vectors_folder
from knowledge.index.lexical import LexicalIndex
from knowledge.index.manifest import IndexedDocument, Manifest
from knowledge.index.store import Store
from knowledge.index.swap import current
from knowledge.index.vectors import VectorIndex
from knowledge.spelling import Counts

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.index.encoders import Vectors
    from knowledge.passage import Passage

__all__ = ["Index"]

Rows = NDArray[np.int64]

#: How often to look again when a build was swapped out between reading its name and opening its files.
_ATTEMPTS = 5


class Index:
    """One build of an index: passages are rows 0 to ``len(index) - 1``, the same in all of its parts.

    It never changes once open, also when a newer build is swapped in meanwhile (see ``stale``), and is safe to share
    between threads. Use ``open``.

    Attributes:
        manifest: what the index is made of.
        folder: the index folder it was opened from.
    """

    def __init__(
        self,
        folder: Path,
        build: Path,
        encoders: Mapping[str, str] | None = None,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.manifest = Manifest.read(build)
        self.manifest.check(encoders or {})
        self.manifest.check_files(build)
        # All files are opened here and now: a build that is swapped out is removed, and what is open stays readable.
        self._store = Store(build / PASSAGES)
        self._lexical = LexicalIndex(build / LEXICAL, len(self._store))
        # An index of the time before words were counted has none, and no typing error is mended until it is renewed.
        self._spellings = (build / SPELLINGS).read_bytes() if SPELLINGS in self.manifest.files else b"{}"
        wanted = set(encoders) if encoders is not None else {record.name for record in self.manifest.encoders}
        wanted |= {record.name for record in self.manifest.encoders if (also or {}).get(record.name) == record.checksum}
        self._vectors = {
            record.name: VectorIndex(vectors_folder(build, record.checksum))
            for record in self.manifest.encoders
            if record.name in wanted
        }

    @classmethod
    def open(
        cls, folder: Path, *, encoders: Mapping[str, str] | None = None, also: Mapping[str, str] | None = None
    ) -> Index:
        """Open the index in use.

        Args:
            folder: the index folder.
            encoders: checksum by name of the encoders it will be searched with; the vectors of others are not loaded.
                ``None`` loads all there are and checks none.
            also: the same of encoders that the index may do without (``has_vectors``).

        Raises:
            NoIndex: there is no index in that folder yet.
            IndexMismatch: it was made with another model or another version.
            BrokenIndex: files are missing, cut off or damaged.
        """
        for _ in range(_ATTEMPTS):
            build = current(folder)
            if build is None:
                raise NoIndex(
                    f"There is no index in {folder} yet: run `make ready`, or `attache index` with the files to index."
                )
            try:
                return cls(folder, build, encoders, also)
            except FileNotFoundError:
                continue
        raise BrokenIndex(
            f"The index is not whole: {build} is missing. Build it again with `make ready`, or with `attache index` "
            "and its sources."
        )

    def __len__(self) -> int:
        return len(self._store)

    def has_vectors(self, encoder: str) -> bool:
        """Whether it was opened with the vectors of an encoder."""
        return encoder in self._vectors

    @property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """The documents, in the order of their rows."""
        return self.manifest.documents

    def stale(self) -> bool:
        """Whether another build has taken its place, so that it is time to open the index anew."""
        try:
            build = current(self.folder)
        except OSError:
            return False
        return build is not None and build.name != self.manifest.build

    def passage(self, row: int) -> Passage:
        """The passage in a row.

        Raises:
            IndexError: there is no such row.
        """
        return self._store.passage(row)

    def passages(self, rows: Sequence[int] | Rows) -> list[Passage]:
        """Passages in the order of ``rows``.

        Raises:
            IndexError: there is no such row.
        """
        return self._store.passages([int(row) for row in rows])

    def row_of(self, identity: str) -> int | None:
        """The row of the passage with that id; ``None`` when the index has none."""
        return self._store.row_of(identity)

    def vectors_search(self, encoder: str, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Vectors, Rows]:
        """The passages nearest to a question, best first.

        Args:
            encoder: name of the encoder that made ``vector``.
            vector: ``[d]``, L2-normalised.
            k: at most this many, from 1.
            rows: only among these; all when ``None``.

        Returns:
            Cosines in -1 to 1, and rows.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        return self._vectors[encoder].search(vector, k, rows)

    def lexical_scores(
        self, tokens: Iterable[str] | Mapping[str, Iterable[str]], k: int | None = None, rows: Rows | None = None
    ) -> tuple[Vectors, Rows]:
        """BM25 scores, from 0 without upper bound.

        Args:
            tokens: of the question, by ``tokens.tokenise``; by language when it was tokenised as several, where a token
                counts once however many of them have it.
            k: the best ``k`` that score above 0, best first; ``None`` gives every row asked for, in the order of
                ``rows``.
            rows: only these; all when ``None``.

        Returns:
            Scores, and rows.
        """
        flat = [token for part in tokens.values() for token in part] if isinstance(tokens, Mapping) else tokens
        return self._lexical.search(flat, k, rows)

    def has_token(self, token: str) -> bool:
        """Whether a token (``tokens.tokenise``) occurs in some passage."""
        return token in self._lexical

    @cached_property
    def counts(self) -> Counts:
        """How often words occur, as they are written.

        Raises:
            BrokenIndex: that file cannot be made sense of.
        """
        return Counts.read(self._spellings)

    def passage_vectors(self, encoder: str, rows: Sequence[int] | Rows) -> Vectors:
        """Vectors ``[n, d]`` of passages.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        return self._vectors[encoder].vectors(rows)

    def sentence_vectors(self, encoder: str, row: int) -> Vectors:
        """Vectors ``[k, d]`` of the sentences of one passage, in their order.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        return self._vectors[encoder].sentences(row)

    def nearest_sentences(self, encoder: str, rows: Rows, vector: Vectors) -> Vectors:
        """For each of some rows ``[n]`` the cosine, -1 to 1, of a vector ``[d]`` and its nearest sentence.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        return self._vectors[encoder].nearest_sentences(rows, vector)

    def nearest_to_each(self, encoder: str, rows: Rows, vectors: Vectors) -> Vectors:
        """For each of some rows ``[n]`` the mean of the cosines of some vectors ``[t, d]`` and its sentence nearest to
        each; NaN where it has none.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        return self._vectors[encoder].nearest_to_each(rows, vectors)

    def rows_where(
        self, language: str | None = None, collection: str | None = None, document: str | None = None
    ) -> Rows | None:
        """The rows that pass all filters, ascending; ``None`` when there is no filter, empty when nothing passes.

        Args:
            language: of the document, ISO 639-1.
            collection: name of its folder, in any case.
            document: its key or its file name, in any case.
        """
        if language is None and collection is None and document is None:
            return None
        parts = [np.empty(0, np.int64)]
        for item in self.documents:
            if language is not None and item.language != language:
                continue
            if collection is not None and item.collection.casefold() != collection.casefold():
                continue
            if document is not None and document.casefold() not in (item.key.casefold(), item.name.casefold()):
                continue
            parts.append(np.arange(item.rows.start, item.rows.stop))
        return np.concatenate(parts)

    def by_section(self, document: str, section: Sequence[str]) -> Rows:
        """The rows of one document under a heading path, ascending; all of its rows for an empty path.

        Args:
            document: its key.
            section: the path from the outermost heading in; what lies below it counts as well.
        """
        wanted = tuple(section)
        rows = [
            row
            for path, part in self._sections.get(document, {}).items()
            if path[: len(wanted)] == wanted
            for row in part
        ]
        return np.array(sorted(rows), np.int64)

    def sections(self) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
        """Document key, heading path and rows of every section that has passages of its own, in reading order."""
        for document, paths in self._sections.items():
            for path, rows in paths.items():
                yield document, path, np.array(rows, np.int64)

    @cached_property
    def _sections(self) -> dict[str, dict[tuple[str, ...], list[int]]]:
        found: dict[str, dict[tuple[str, ...], list[int]]] = {}
        for row, document, path in self._store.sections():
            found.setdefault(document, {}).setdefault(path, []).append(row)
        return found

    def close(self) -> None:
        """Let go of the files; the index cannot be used afterwards."""
        self._store.close()
        self._vectors.clear()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
