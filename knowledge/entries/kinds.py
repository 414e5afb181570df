"""Which kinds of entries there are, and how one tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.passage import Passage

__all__ = ["FAQ", "KINDS", "RESOURCES", "SUFFIXES", "kind_of", "kind_of_data"]

#: The kinds; also the collections that their passages are in.
KINDS = ("faq", "resources", "terms")
FAQ = "faq"
RESOURCES = "resources"

#: Endings of files of entries; nothing else that is indexed has them.
SUFFIXES = (".yaml", ".yml")

_QUESTION = {"question", "answer"}
_RESOURCE = {"name", "description", "address"}
_TERM = {"instruments", "related"}


def kind_of(passage: Passage) -> str | None:
    """The kind of entry that a passage is; ``None`` for every other passage."""
    return passage.collection if passage.name.lower().endswith(SUFFIXES) else None


def kind_of_data(data: object) -> str | None:
    """The kind of entries that a parsed file lists, told from the fields of its first entry; ``None`` for any other."""
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, dict):
        return None
    fields = set(first)
    for kind, own in (("faq", _QUESTION), ("resources", _RESOURCE), ("terms", _TERM)):
        if len(own & fields) >= len(own) - 1 and "id" in fields:
            return kind
    return None
