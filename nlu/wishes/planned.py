"""What staff plan in a sentence, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlu.dates import Dated

__all__ = ["Planned", "Wrong"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A part of a sentence that cannot be meant.

    Attributes:
        what: ``"no_such_day"`` (30 February), ``"no_such_time"`` (25:00), ``"end_before_start"``, ``"past"``,
            ``"unknown_place"`` (no zone is known there), ``"places"`` (none, or more than 10,000),
            ``"rule_ends_before_start"``.
        said: as it was written.
    """

    what: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session as a sentence says it. What was not said is None or empty, and named in ``missing``.

    Attributes:
        act: ``"create"``, or what is to be done with one that there is: ``"change"``, ``"cancel"``, ``"announce"``; or
            ``"poll"``, to find a date for one.
        title: as it was written, in quotation marks or as the topic; empty when nothing is left for one.
        kind: ``"seminar"``, ``"course"``, ``"event"`` or ``"office_hours"``.
        when: day and hour on the clocks of the place; several options are to be asked back. An end that was said is in
            it. Of a series the first session.
        minutes: how long.
        slot_minutes: of office hours, how long one person is heard.
        zones: IANA names of the place; several are to be asked back.
        place: the name of the place as it was written: "New York".
        room: likewise: "room 7".
        link: an address to join at.
        capacity: places.
        languages: ISO 639-1 codes, in the order of the sentence.
        host: who leads it.
        topic: what the session is about, as it was written.
        rule: of a series, RFC 5545 without ``RRULE:``, with an end where one was said.
        missing: of ``"title"``, ``"day"``, ``"hour"``, ``"end"``, ``"zone"``, ``"rule_end"``: what is to be asked.
        wrong: what cannot be meant.
    """

    act: str = "create"
    title: str = ""
    kind: str = "seminar"
    when: Dated | None = None
    minutes: int | None = None
    slot_minutes: int | None = None
    zones: tuple[str, ...] = ()
    place: str | None = None
    room: str | None = None
    link: str | None = None
    capacity: int | None = None
    languages: tuple[str, ...] = ()
    host: str | None = None
    topic: str = ""
    rule: str | None = None
    missing: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
