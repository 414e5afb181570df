"""A session that is being planned: what is known of it so far."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from programme.plan import Plan

__all__ = ["NEEDED", "Draft"]

#: What a session cannot be planned without, in the order in which it is asked for.
NEEDED = ("title", "day", "hour", "zone", "minutes")

#: A rule without one of these goes on for ever.
_ENDS = re.compile(r"\b(?:COUNT|UNTIL)=", re.IGNORECASE)
#: What a plan has not, or has otherwise.
_OF_DRAFTS = ("day", "hour", "minutes", "on_clock", "rule", "slot", "without")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """As ``programme.plan.Plan``, but nothing has to be known and nothing is checked.

    Attributes:
        day: at the place; ``hour`` likewise, as clocks there show it.
        minutes: how long, in minutes that pass.
        on_clock: how long on the clocks of the place, in minutes, where an end was said: over a change of the clocks
            that is not the same. One of the two is enough; this one goes first.
        slot: of office hours, how long one slot is, in minutes.
        rule: of a series (RFC 5545); None for one session.
        without: times of the rule at which there is none, as clocks at the place show them.
    """

    title: str | None = None
    day: date | None = None
    hour: time | None = None
    zone: str | None = None
    minutes: int | None = None
    on_clock: int | None = None
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
    slot: int | None = None
    rule: str | None = None
    without: tuple[datetime, ...] = ()

    @property
    def starts(self) -> datetime | None:
        """Day and hour together; None while one of them is missing."""
        return None if self.day is None or self.hour is None else datetime.combine(self.day, self.hour)

    @property
    def missing(self) -> str | None:
        """What is to be asked for next: one of ``NEEDED``, or ``"rule_end"``; None when it can be planned."""
        gaps = (name for name in NEEDED if getattr(self, name) in (None, ""))
        found = next((name for name in gaps if name != "minutes" or self.on_clock is None), None)
        if found is None and self.rule is not None and not _ENDS.search(self.rule):
            return "rule_end"
        return found

    def but(self, **changes: Any) -> Draft:
        """The draft with changes."""
        return replace(self, **changes)

    def plan(self) -> Plan:
        """The plan that it is.

        Raises:
            BadValue: something is missing or out of its range.
            BadZone: there is no such zone.
        """
        from programme.errors import BadValue
        from programme.plan import Plan

        starts = self.starts
        if starts is None or self.missing not in (None, "rule_end"):
            raise BadValue(f"{self.missing} is missing. Give it, and what is planned can be checked.")
        given = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in _OF_DRAFTS}
        return Plan(starts=starts, minutes=self._lasts(), **given)

    def _lasts(self) -> int:
        """In minutes that pass."""
        from programme.errors import RepeatedTime
        from programme.zones import resolve, zone_of

        starts = self.starts
        if self.on_clock is None or starts is None:
            return self.minutes or 0
        zone = zone_of(self.zone or "")
        start = resolve(starts, zone, second=self.second)
        try:
            end = resolve(starts + timedelta(minutes=self.on_clock), zone)
        except RepeatedTime as twice:
            end = next(each for each in twice.moments if each > start)
        return int((end - start).total_seconds()) // 60

    def as_data(self) -> dict[str, Any]:
        """For JSON: only what is known."""
        known = {name: value for name, value in asdict(self).items() if value not in (None, "", ())}
        if self.day is not None:
            known["day"] = self.day.isoformat()
        if self.hour is not None:
            known["hour"] = self.hour.isoformat()
        for name in ("languages", "materials"):
            known[name] = list(getattr(self, name))
        known["without"] = [each.isoformat() for each in self.without]
        return known

    @classmethod
    def of(cls, starts: datetime | None = None, **known: Any) -> Draft:
        """A draft whose day and hour are given together."""
        if starts is not None:
            known |= {"day": starts.date(), "hour": starts.time()}
        return cls(**known)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Draft:
        """What ``as_data`` made."""
        names = {each.name for each in fields(cls)}
        known = {name: value for name, value in data.items() if name in names}
        if "day" in known:
            known["day"] = date.fromisoformat(known["day"])
        if "hour" in known:
            known["hour"] = time.fromisoformat(known["hour"])
        known["without"] = tuple(datetime.fromisoformat(each) for each in known.get("without", ()))
        for name in ("languages", "materials"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)
