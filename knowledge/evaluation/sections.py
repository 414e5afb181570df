"""Which passages of an index are right for a question."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.entries.faq import load_faq
from knowledge.entries.kinds import SUFFIXES
from knowledge.entries.resources import load_resources
from knowledge.entries.terms import load_terms
from knowledge.entries.texts import heading
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.entries.faq import Faq
    from knowledge.entries.resources import Resource
    from knowledge.entries.terms import Term
    from knowledge.evaluation.questions import Question
    from knowledge.index import Index, IndexedDocument

__all__ = ["Sections"]

_LOADERS: dict[str, Callable[[Path], Sequence[Faq | Resource | Term]]] = {
    "faq": load_faq,
    "resources": load_resources,
    "terms": load_terms,
}


class Sections:
    """The sections of an index by the file names and headings that questions name them by.

    An entry stands in the index once in each language, and is right in all of them. Questions name it by its id, which
    is read from its file, or by what it is called in any language.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[tuple[str, str], set[int]] = {}
        self._same: dict[int, set[int]] = {}
        names = {item.key: item.name for item in index.documents}
        headings: dict[str, dict[str, set[int]]] = {}
        for key, path, rows in index.sections():
            for level in path or ("",):
                self._rows.setdefault((names[key], _collapsed(level)), set()).update(rows.tolist())
            if path:
                headings.setdefault(key, {}).setdefault(_collapsed(path[-1]), set()).update(rows.tolist())
        for file, parts in _files_of_entries(index.documents).items():
            for entry in _entries(Path(file), parts[0].collection):
                found = [headings.get(part.key, {}).get(_collapsed(heading(entry, part.language))) for part in parts]
                rows_of_entry = set().union(*filter(None, found))
                if rows_of_entry:
                    self._rows[parts[0].name, entry.id] = rows_of_entry
                    self._same.update(dict.fromkeys(rows_of_entry, rows_of_entry))

    @property
    def documents(self) -> frozenset[str]:
        """File names of the documents in the index."""
        return frozenset(item.name for item in self._index.documents)

    def rows(self, question: Question) -> frozenset[int]:
        """Rows of the passages that answer a question; empty where there are none in the index."""
        found: set[int] = set()
        for number, (document, section) in enumerate(question.places):
            rows = self._rows.get((document, _collapsed(section)), set())
            if not number and not section and question.stretch:
                rows = self._within(sorted(rows), question.stretch)
            found |= rows
        return frozenset(found.union(*(self._same.get(row, ()) for row in found)))

    def _within(self, rows: Sequence[int], stretch: tuple[int, int]) -> set[int]:
        """Those of some passages that have a good part of the characters of a stretch of their text."""
        start = 0
        shared: dict[int, int] = {}
        for row, passage in zip(rows, self._index.passages(rows), strict=True):
            end = start + len(_collapsed(passage.text))
            shared[row] = min(end, stretch[1]) - max(start, stretch[0])
            start = end + 1
        least = max(shared.values(), default=0) / 2
        return {row for row, characters in shared.items() if characters > 0 and characters >= least}


def _files_of_entries(documents: Iterable[IndexedDocument]) -> dict[str, list[IndexedDocument]]:
    """The documents, one a language, of each file of entries, by its path."""
    files: dict[str, list[IndexedDocument]] = {}
    for item in documents:
        if item.part and item.collection in _LOADERS and item.name.lower().endswith(SUFFIXES):
            files.setdefault(item.path, []).append(item)
    return files


def _entries(path: Path, kind: str) -> Sequence[Faq | Resource | Term]:
    """The entries of a file; none where it is no longer there or whole: then sections are missing, which is told."""
    try:
        return _LOADERS[kind](path)
    except KnowledgeError:
        return ()


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
