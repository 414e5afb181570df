"""Where one can learn, look up or get help: courses, bodies, databases, networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.entries.loading import Checker, read
from knowledge.entries.words import AUDIENCES, LANGUAGE_NAMES, MODES, RESOURCE_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Resource", "load_resources", "parse_resources"]

_FIELDS = (
    "id",
    "kind",
    "name",
    "description",
    "topics",
    "audience",
    "mode",
    "languages",
    "organisation",
    "address",
)


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource.

    Attributes:
        id: unique in its file.
        kind: a key of `words.RESOURCE_KINDS`.
        name: by language, in all six.
        description: by language, in all six.
        topics: words for what it is about.
        audience: keys of `words.AUDIENCES`.
        mode: a key of `words.MODES`.
        languages: it can be used in; keys of `words.LANGUAGE_NAMES`.
        organisation: who runs it.
        address: an https URL.
    """

    id: str
    kind: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    mode: str
    languages: tuple[str, ...]
    organisation: str
    address: str


def load_resources(path: Path) -> tuple[Resource, ...]:
    """The resources in a file.

    Raises:
        KnowledgeError: something is wrong with it; a line for each fault names file, id and fault.
    """
    return parse_resources(read(path), path.name)


def parse_resources(data: object, name: str) -> tuple[Resource, ...]:
    """The resources in what was read from the file ``name``.

    Raises:
        KnowledgeError: as `load_resources`.
    """
    check = Checker(name, _FIELDS)
    found = []
    for entry in check.entries(data):
        address = check.text(entry, "address")
        if address and not _is_address(address):
            check.wrong(f"the address {address!r:.100} is no https URL; write it as https://example.org/page.")
        found.append(
            Resource(
                id=entry["id"],
                kind=check.chosen(entry, "kind", RESOURCE_KINDS),
                name=check.texts(entry, "name"),
                description=check.texts(entry, "description"),
                topics=check.listed(entry, "topics"),
                audience=check.listed(entry, "audience", AUDIENCES),
                mode=check.chosen(entry, "mode", MODES),
                languages=check.listed(entry, "languages", LANGUAGE_NAMES),
                organisation=check.text(entry, "organisation"),
                address=address,
            )
        )
    check.finish()
    return tuple(found)


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    named = "." in (parts.hostname or "") and parts.username is None and port in (None, 443)
    return parts.scheme == "https" and named and not any(sign in address for sign in ' "<>\\')
