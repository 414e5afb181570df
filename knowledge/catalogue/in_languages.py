"""Lists of entries, which say the same in six languages: which rows say it in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.entries.kinds import KINDS, SUFFIXES

if TYPE_CHECKING:
    from knowledge.index import Index, IndexedDocument

__all__ = ["is_entries", "lists", "spoken"]


def is_entries(document: IndexedDocument) -> bool:
    """Whether a document is a list of terms, frequent questions or resources."""
    return document.collection in KINDS and document.name.lower().endswith(SUFFIXES)


def lists(index: Index, kind: str) -> list[dict[str, IndexedDocument]]:
    """The lists of one kind, each as its documents by language."""
    files: dict[str, dict[str, IndexedDocument]] = {}
    for document in index.documents:
        if document.collection == kind and is_entries(document):
            files.setdefault(document.file_key, {})[document.language] = document
    return list(files.values())


def spoken(versions: dict[str, IndexedDocument], language: str) -> IndexedDocument:
    """The version of a list in ``language``, else in English, else the first."""
    return versions.get(language) or versions.get("en") or next(iter(versions.values()))
