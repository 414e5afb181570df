"""A rule of recurrence (RFC 5545, RRULE) with its exceptions, and the occurrences it makes, always a bounded number."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from programme.errors import BadRecurrence, RepeatedTime, SkippedTime
from programme.zones import resolve, wall, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["LONGEST", "MOST", "Occurrence", "Recurrence"]

#: Most occurrences of a series.
MOST = 400
#: Longest time from the first occurrence to the last.
LONGEST = timedelta(days=5 * 366)

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset(
    (
        "FREQ",
        "COUNT",
        "UNTIL",
        "INTERVAL",
        "BYDAY",
        "BYMONTH",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYSETPOS",
        "WKST",
    )
)
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_NUMBER = re.compile(r"[+-]?\d{1,3}")
_LONGEST_RULE = 300


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence.

    Attributes:
        planned: the time by the rule, as clocks at the place show it: RFC 5545's RECURRENCE-ID.
        at: the moment, UTC.
        moved: whether clocks never show ``planned`` that day, so that ``at`` lies after the gap (RFC 5545, 3.3.5).
    """

    planned: datetime
    at: datetime
    moved: bool = False


class Recurrence:
    """The occurrences of a series. They keep their time on the clocks of the place when daylight saving changes.

    Args:
        rule: of RFC 5545, with or without ``RRULE:`` in front; with COUNT or UNTIL.
        start: the first occurrence, as clocks at the place show it; the rule must make it.
        zone: IANA name of the place's zone.
        without: occurrences that do not take place (EXDATE), as ``start``.
        also: further ones (RDATE), as ``start``.

    Raises:
        BadZone: there is no such zone.
        BadRecurrence: not a rule; without an end; more than ``MOST`` occurrences or longer than ``LONGEST``; nothing
            left; an exception that is no occurrence.
    """

    def __init__(
        self,
        rule: str,
        start: datetime,
        zone: str,
        *,
        without: tuple[datetime, ...] = (),
        also: tuple[datetime, ...] = (),
    ) -> None:
        self.zone = zone_of(zone)
        self.start, self.without, self.also = start, without, also
        self._parts = _read(rule)
        self.rule = ";".join(f"{name}={value}" for name, value in self._parts.items())
        self._times = self._expand()

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All of them, in order; 1 to ``MOST``."""
        return tuple(_occurrence(time, self.zone) for time in self._times)

    def _expand(self) -> list[datetime]:
        from dateutil.rrule import rrulestr

        if not self._may_start():
            raise self._no_start()
        last = self.start + LONGEST
        count = int(self._parts.get("COUNT", MOST + 1))
        if "COUNT" in self._parts and count > MOST:
            raise BadRecurrence(f"The rule makes {count} occurrences. At most {MOST} can be planned; lower COUNT.")
        until = min(_until(self._parts["UNTIL"], self.zone), last) if "UNTIL" in self._parts else last
        # COUNT is counted here: with an end in time as well, a rule that hardly ever matches cannot search for ever.
        kept = ";".join(f"{name}={value}" for name, value in self._parts.items() if name not in ("COUNT", "UNTIL"))
        try:
            rule = rrulestr(f"{kept};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=self.start)
            made = list(itertools.islice(rule, min(count, MOST + 1)))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            raise BadRecurrence(
                f"The rule {self.rule!r} cannot be read. Write one like FREQ=WEEKLY;BYDAY=TU;COUNT=10."
            ) from None
        if not made or made[0] != self.start:  # RFC 5545 leaves open what that means
            raise self._no_start()
        if len(made) > MOST:
            raise BadRecurrence(f"The rule makes more than {MOST} occurrences. Bring UNTIL nearer, or use COUNT.")
        if "COUNT" in self._parts and len(made) < count:
            raise BadRecurrence(
                f"The rule makes {len(made)} occurrences in five years, not {count}. Lower COUNT, or change the rule."
            )
        return self._with_exceptions(made, last)

    def _may_start(self) -> bool:
        """Whether the first day is of the rule's months and days of the month: for a day that is never, 30 February,
        dateutil would look through all years to come.
        """
        days = monthrange(self.start.year, self.start.month)[1]
        allowed = {"BYMONTH": {self.start.month}, "BYMONTHDAY": {self.start.day, self.start.day - days - 1}}
        for name, values in allowed.items():
            said = self._parts.get(name, "").split(",")
            if all(_NUMBER.fullmatch(each) for each in said) and not values & {int(each) for each in said}:
                return False
        return True

    def _no_start(self) -> BadRecurrence:
        return BadRecurrence(
            f"The series starts on {self.start:%A, %Y-%m-%d}, when {self.rule} makes no occurrence. "
            "Start on a day of the rule, or change the rule."
        )

    def _with_exceptions(self, made: list[datetime], last: datetime) -> list[datetime]:
        unknown = [time for time in self.without if time not in made]
        if unknown:
            raise BadRecurrence(
                f"{unknown[0]:%Y-%m-%d %H:%M} is to be left out, but the rule makes no occurrence then. Check the date."
            )
        for time in self.also:
            if not self.start <= time <= last:
                raise BadRecurrence(
                    f"{time:%Y-%m-%d %H:%M} lies outside the five years from {self.start:%Y-%m-%d %H:%M}."
                )
        left = sorted({*made, *self.also} - set(self.without))
        if not left:
            raise BadRecurrence("Every occurrence is left out. Leave at least one, or plan no series.")
        if len(left) > MOST:
            raise BadRecurrence(
                f"With the further dates there are {len(left)} occurrences. At most {MOST} can be planned."
            )
        return left


def _read(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in order."""
    text = re.sub(r"^RRULE:", "", rule.strip().upper())
    if len(text) > _LONGEST_RULE:
        raise BadRecurrence(f"The rule has {len(text)} characters. A rule has at most {_LONGEST_RULE}.")
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name: value for name, sign, value in pairs if sign and value}
    if len(parts) != len(pairs) or not parts:
        raise BadRecurrence(f"The rule {text!r} cannot be read. Write one like FREQ=WEEKLY;BYDAY=TU;COUNT=10.")
    foreign = next((name for name in parts if name not in _PARTS), None)
    if foreign is not None:
        raise BadRecurrence(
            f"The rule has {foreign}, which is not used here. Known parts: {', '.join(sorted(_PARTS))}."
        )
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadRecurrence(f"FREQ is {parts.get('FREQ', 'missing')}. It must be one of {', '.join(_FREQUENCIES)}.")
    if ("COUNT" in parts) == ("UNTIL" in parts):
        raise BadRecurrence("The rule has no end, or two of them. Give COUNT or UNTIL, one of the two.")
    if not re.fullmatch(r"[1-9]\d{0,8}", parts.get("COUNT", "1")):
        raise BadRecurrence(f"COUNT is {parts['COUNT'][:20]}. It must be a whole number from 1 to {MOST}.")
    if not re.fullmatch(r"[1-9]\d{0,3}", parts.get("INTERVAL", "1")):
        raise BadRecurrence(f"INTERVAL is {parts['INTERVAL'][:20]}. It must be a whole number from 1 to 9999.")
    if not _UNTIL.fullmatch(parts.get("UNTIL", "20000101")):
        raise BadRecurrence(f"UNTIL is {parts['UNTIL'][:20]}. Write it as 20270630 or 20270630T220000Z.")
    return parts


def _until(value: str, zone: ZoneInfo) -> datetime:
    """The end on the clocks of the place: of the whole day where only a day is given."""
    match = _UNTIL.fullmatch(value)
    assert match is not None  # noqa: S101 - read before
    try:
        if match[2] is None:
            return datetime.strptime(value, "%Y%m%d").replace(hour=23, minute=59, second=59)
        time = datetime.strptime(f"{match[1]}{match[2]}", "%Y%m%d%H%M%S")
    except ValueError:
        raise BadRecurrence(f"UNTIL is {value}, which is no date. Check the day and the month.") from None
    return wall(time.replace(tzinfo=timezone.utc), zone) if match[3] else time


def _occurrence(planned: datetime, zone: ZoneInfo) -> Occurrence:
    try:
        return Occurrence(planned, resolve(planned, zone))
    except RepeatedTime as twice:  # RFC 5545, 3.3.5: the first of the two
        return Occurrence(planned, twice.moments[0])
    except SkippedTime:  # RFC 5545, 3.3.5: read with the offset before the gap
        return Occurrence(planned, planned.replace(tzinfo=zone, fold=0).astimezone(timezone.utc), moved=True)
