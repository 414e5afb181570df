"""Filters by language, collection and document, by the names that people know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.index import Index
    from knowledge.instruments import Instruments

__all__ = ["rows_passing"]

#: Values that an error names at most.
_LISTED = 20


def rows_passing(
    index: Index, instruments: Instruments, language: str | None, collection: str | None, document: str | None
) -> NDArray[np.int64] | None:
    """The rows of an index that pass all filters, ascending; ``None`` where there is no filter.

    Args:
        index: to be searched.
        instruments: so that a document can be called by an instrument's usual name.
        language: ISO 639-1, in any case.
        collection: in any case.
        document: key, file name with or without its ending, title or usual name, in any case.

    Raises:
        KnowledgeError: a filter has a value that nothing in the index has; the text names those there are.
    """
    if language is None and collection is None and document is None:
        return None
    documents = index.documents
    language = language.lower() if language else language
    _check("language", language, {item.language for item in documents})
    _check("collection", collection, {item.collection for item in documents})
    if document is None:
        passing: NDArray[np.int64] | None = index.rows_where(language=language, collection=collection)
        return passing
    keys = _document_keys(index, instruments, document)
    if not keys:
        _check("document", document, {item.name for item in documents})
    parts = [index.rows_where(language, collection, key) for key in keys]
    inside: NDArray[np.int64] = np.unique(
        np.concatenate([part for part in parts if part is not None] or [np.empty(0, np.int64)])
    )
    return inside


def _document_keys(index: Index, instruments: Instruments, wanted: str) -> list[str]:
    """Keys of the documents that go by that name; key and file name come before titles and instruments."""
    folded = " ".join(wanted.split()).casefold()
    documents = index.documents
    for names in (
        lambda item: (item.key, item.name, item.name.rpartition(".")[0]),
        lambda item: (" ".join(item.title.split()),),
    ):
        found = [item.key for item in documents if folded in {name.casefold() for name in names(item)}]
        if found:
            return found
    named = {reference.instrument for reference in instruments.recognise(wanted) if reference.instrument}
    titles = [(item.key, instruments.of_title(item.title)) for item in documents] if named else []
    return [key for key, instrument in titles if instrument and instrument.id in named]


def _check(name: str, value: str | None, known: set[str]) -> None:
    if value is None or value.casefold() in {each.casefold() for each in known}:
        return
    listed = sorted(known)
    there = ", ".join(listed[:_LISTED]) + (f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else "")
    raise KnowledgeError(f"There is no {name} {value!r} in the index; it has: {there or 'nothing'}.")
