"""Which kinds of entries there are, and how one tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.passage import Passage

__all__ = ["FAQ", "INSTRUMENTS", "KINDS", "RESOURCES", "SUFFIXES", "kind_of", "kind_of_data"]

#: The kinds; also the collections that their passages are in.
KINDS = ("faq", "instruments", "resources", "terms")
FAQ = "faq"
INSTRUMENTS = "instruments"
RESOURCES = "resources"

#: Endings of files of entries; nothing else that is indexed has them.
SUFFIXES = (".yaml", ".yml")

_QUESTION = {"question", "answer"}
_RESOURCE = {"name", "description", "address"}
_TERM = {"instruments", "related"}
_INSTRUMENT = {"title", "adopted", "in_force", "names"}


def kind_of(passage: Passage) -> str | None:
    """The kind of entry that a passage is; ``None`` for every other passage."""
    return passage.collection if passage.name.lower().endswith(SUFFIXES) else None


def kind_of_data(data: object) -> str | None:
    """The kind of entries that a parsed file lists, told from the fields of its first entry; ``None`` for any other."""
    listed = data.get(INSTRUMENTS) if isinstance(data, dict) else data
    first = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(first, dict):
        return None
    fields = set(first)
    if isinstance(data, dict):
        return INSTRUMENTS if len(_INSTRUMENT & fields) >= len(_INSTRUMENT) - 1 and "id" in fields else None
    for kind, own in ((FAQ, _QUESTION), (RESOURCES, _RESOURCE), ("terms", _TERM)):
        if len(own & fields) >= len(own) - 1 and "id" in fields:
            return kind
    return None
