"""The ids of a library's entries by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.entries.faq import load_faq
from knowledge.entries.resources import load_resources
from knowledge.entries.terms import load_terms
from knowledge.entries.texts import heading
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["entry_ids"]

_FILES = (("faq.yml", load_faq), ("resources.yml", load_resources), ("terms.yml", load_terms))


def entry_ids(library: Path) -> dict[tuple[str, str], str]:
    """Ids of the frequent questions, resources and terms of a library, by file name and heading in any language.

    Raises:
        KnowledgeError: a file of entries is not whole.
    """
    return {
        (name, heading(entry, language)): entry.id
        for name, load in _FILES
        if (library / name).is_file()
        for entry in load(library / name)
        for language in LANGUAGES
    }
