"""Which passages of an index are right for a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.evaluation.questions import Question
    from knowledge.index import Index, IndexedDocument

__all__ = ["Sections"]


class Sections:
    """The sections of an index by the file names and headings that questions name them by.

    An entry, which stands in the index once in each language, is right in all of them.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[tuple[str, str], set[int]] = {}
        of_document: dict[str, list[tuple[tuple[str, ...], list[int]]]] = {}
        for key, path, rows in index.sections():
            of_document.setdefault(key, []).append((path, rows.tolist()))
        for item in index.documents:
            for path, own in of_document.get(item.key, ()):
                for heading in path or ("",):
                    self._rows.setdefault((item.name, _collapsed(heading)), set()).update(own)
        self._same = _same(index.documents, of_document)

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


def _same(
    documents: Iterable[IndexedDocument], sections: dict[str, list[tuple[tuple[str, ...], list[int]]]]
) -> dict[int, set[int]]:
    """By row of an entry, the rows of that entry in all languages."""
    files: dict[str, list[list[tuple[tuple[str, ...], list[int]]]]] = {}
    for item in documents:
        if item.part:
            files.setdefault(item.file_key, []).append(sections.get(item.key, []))
    same: dict[int, set[int]] = {}
    for parts in files.values():
        if len({len(part) for part in parts}) > 1:  # parts that are no translations of each other
            continue
        for translations in zip(*parts, strict=True):
            rows = {row for _, own in translations for row in own}
            same.update(dict.fromkeys(rows, rows))
    return same


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
