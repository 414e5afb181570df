"""What staff plan: everything about a session that can be said before it exists, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from programme.errors import BadValue
from programme.values import text
from programme.zones import resolve, zone_of

if TYPE_CHECKING:
    from typing import Any

__all__ = ["KINDS", "LONGEST", "SLOT", "Plan"]

KINDS = ("seminar", "course", "event", "office_hours")
#: A part of office hours, for one person; made by ``OfficeHours`` only.
SLOT = "slot"

_LONGEST = {
    "title": 200,
    "description": 4000,
    "topic": 100,
    "place": 200,
    "audience": 200,
    "host": 200,
    "module": 100,
    "cohort": 100,
}
_MINUTES = range(5, 24 * 60 + 1)
#: No session is longer.
LONGEST = timedelta(minutes=_MINUTES[-1])
_CAPACITY = range(1, 10_001)
_LANGUAGE = re.compile(r"[a-z]{2}")
_LINK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session to be.

    Attributes:
        title: 1 to 200 characters.
        kind: one of ``KINDS``; ``slot`` for a part of office hours.
        starts: as clocks at the place show it, without a zone.
        minutes: how long, 5 to 1440.
        zone: IANA name of the place's zone.
        second: which of two moments, where the clocks show ``starts`` twice.
        languages: ISO 639-1 codes of what is spoken there, at least one.
        link: where to join, an https address.
        capacity: 1 to 10,000; None for as many as come.
        module: of the course that it belongs to; ``cohort`` those who take it together.
        recording: name of a document of the index; ``materials`` names of others.

    Raises:
        BadValue: a value is out of its range; the text says which, its limit and the next step.
        BadZone: there is no such zone.
    """

    title: str
    starts: datetime
    minutes: int
    zone: str
    kind: str = "seminar"
    languages: tuple[str, ...] = ("en",)
    description: str = ""
    topic: str | None = None
    place: str | None = None
    link: str | None = None
    capacity: int | None = None
    audience: str | None = None
    host: str | None = None
    module: str | None = None
    cohort: str | None = None
    recording: str | None = None
    materials: tuple[str, ...] = ()
    second: bool | None = None

    def __post_init__(self) -> None:
        zone_of(self.zone)
        for name, longest in _LONGEST.items():
            value = getattr(self, name)
            if value is not None:
                text(value, name, empty=name != "title")
                if len(value) > longest:
                    raise BadValue(f"{name} has {len(value)} characters. At most {longest} fit; shorten it.")
        if self.kind not in (*KINDS, SLOT):
            raise BadValue(f"kind is {self.kind!r}. It must be one of {', '.join(KINDS)}.")
        if self.starts.tzinfo is not None:
            raise BadValue(
                "starts has a time zone. Give the time that clocks at the place show, and the zone by its name."
            )
        if self.minutes not in _MINUTES:
            raise BadValue(
                f"The session lasts {self.minutes} minutes. It must be from {_MINUTES[0]} to {_MINUTES[-1]}."
            )
        if self.capacity is not None and self.capacity not in _CAPACITY:
            raise BadValue(f"capacity is {self.capacity}. It must be from 1 to {_CAPACITY[-1]}, or left out.")
        if not self.languages or not all(_LANGUAGE.fullmatch(each) for each in self.languages):
            raise BadValue(f"languages is {self.languages!r}. Give codes of two letters, such as en or fr.")
        if self.link is not None and not _is_link(self.link):
            raise BadValue("The link cannot be used. Give an https address of at most 500 characters.")

    def moments(self) -> tuple[datetime, datetime]:
        """Beginning and end, UTC. The length is counted in minutes that pass, not on the clock.

        Raises:
            SkippedTime: the clocks never show ``starts``.
            RepeatedTime: they show it twice, and ``second`` does not say which is meant.
        """
        start = resolve(self.starts, zone_of(self.zone), second=self.second)
        return start, start + timedelta(minutes=self.minutes)

    def but(self, **changes: Any) -> Plan:
        """The plan with changes; checked again."""
        return replace(self, **changes)


def _is_link(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = link.isprintable() and " " not in link  # no other space counts as printable
    return parts.scheme == "https" and bool(parts.hostname) and plain and len(link) <= _LINK
