"""The resources of an index as a directory: by kind, by audience, one by its id."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue.in_languages import lists, spoken
from knowledge.entries.kinds import RESOURCES
from knowledge.entries.loading import parse
from knowledge.entries.resources import parse_resources
from knowledge.entries.texts import address_of, traits_of
from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.index import Index, IndexedDocument
    from knowledge.passage import Passage

__all__ = ["Listed", "find_resource", "resources"]

#: What may stand in a link and in a button.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
#: Characters of a passage's id that stand for a resource whose own id cannot be told.
_PASSAGE = 16


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource in one language.

    Attributes:
        id: as its file has it, else (a file that has changed since it was indexed, an id that fits into no button)
            the beginning of its passage's id.
        name: what it is called.
        passage: what the index has of it.
        kinds: keys of ``words.RESOURCE_KINDS``, as a rule one.
        audiences: keys of ``words.AUDIENCES``.
        address: an https URL; ``None`` where it has none.
    """

    id: str
    name: str
    passage: Passage
    kinds: frozenset[str]
    audiences: frozenset[str]
    address: str | None


def resources(index: Index, language: str) -> tuple[Listed, ...]:
    """All resources in the order of their files, in ``language``, else in English."""
    found = []
    for versions in lists(index, RESOURCES):
        document = spoken(versions, language)
        ids = _ids(document.path, document.sha256)
        # An entry that is too long for one passage stands in several: the first says what it is.
        entries: dict[tuple[str, ...], Passage] = {}
        for passage in index.passages(list(document.rows)):
            if passage.section:
                entries.setdefault(passage.section, passage)
        found += [_listed(passage, ids, document) for passage in entries.values()]
    return tuple(found)


def find_resource(index: Index, identity: str, language: str) -> Listed | None:
    """The resource with that id, in ``language`` where it is there; ``None`` where there is none."""
    for version in dict.fromkeys((language, *LANGUAGES)):
        for each in resources(index, version):
            if identity in (each.id, each.passage.id[:_PASSAGE]):
                return each
    return None


def _listed(passage: Passage, ids: Mapping[tuple[str, str], str], document: IndexedDocument) -> Listed:
    name = passage.section[-1]
    identity = ids.get((document.language, name), "")
    traits = traits_of(passage)
    return Listed(
        identity if _ID.fullmatch(identity) else passage.id[:_PASSAGE],
        name,
        passage,
        traits["kind"],
        traits["audience"],
        address_of(passage),
    )


@lru_cache(maxsize=8)
def _ids(path: str, sha256: str) -> dict[tuple[str, str], str]:
    """Ids by language and name, from the file itself, as long as it is what was indexed."""
    file = Path(path)
    try:
        data = file.read_bytes()
        # The same bytes were read before, in a child process with limits: they can do no harm here.
        if hashlib.sha256(data).hexdigest() != sha256:
            return {}
        entries = parse_resources(parse(data, file.name), file.name)
    except (OSError, KnowledgeError):
        return {}
    return {(language, name): entry.id for entry in entries for language, name in entry.name.items()}
