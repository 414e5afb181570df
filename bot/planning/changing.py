"""What somebody wants other about a session: a new time, more places, another room, read from a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from bot.planning.draft import Draft
    from nlu.dates import When

__all__ = ["Changes", "read_wanted"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is wanted.

    Attributes:
        on: the day on which the session is now, where the sentence says it.
        day: the new one; ``hour`` likewise, as clocks at the place show it.
        on_clock: the new length on the clocks, in minutes.
        capacity: of places.
        place: the room.
        link: where to join.
    """

    on: date | None = None
    day: date | None = None
    hour: time | None = None
    on_clock: int | None = None
    capacity: int | None = None
    place: str | None = None
    link: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether the sentence says of nothing what it is to be."""
        return all(each is None for each in (self.day, self.hour, self.on_clock, self.capacity, self.place, self.link))

    def applied(self, draft: Draft) -> Draft:
        """The draft of the session with them."""
        new = draft.but(**{
            name: getattr(self, name)
            for name in ("day", "hour", "capacity", "place", "link")
            if getattr(self, name) is not None
        })  # fmt: skip
        if self.on_clock is not None:
            new = new.but(on_clock=self.on_clock)
        return new if new.starts == draft.starts else new.but(second=None)


def read_wanted(text: str, language: str, now: datetime, zone: str) -> Changes:
    """What a sentence wants other, and on which day the session is now.

    "The remittances seminar of 12 March to 14:00" says both; "to 5 March" only what it is to be. Of a day that stands
    alone the caller knows whether a session is on it (``on`` and ``day`` are the same then).

    Args:
        text: the sentence.
        language: of it, one of six.
        now: with a zone.
        zone: of the session's place.

    Raises:
        NoSuchDay: the day is in no calendar.
    """
    from nlu.dates import find
    from nlu.wishes import read_plan

    here = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    planned = read_plan(text, language, here)
    other = Changes(capacity=planned.capacity, link=planned.link, place=planned.room)
    found = find(text, language, here)
    if found is None:
        return other
    first = found.options[0]
    behind = text[found.words[1] :]
    then = find(behind, language, here)
    if then is not None:
        on = None if first.start is None else first.start.date()
        day, hour, length = _time(then.options[0], behind[then.words[0] : then.words[1]], language, here)
        return replace(other, on=on, day=day, hour=hour, on_clock=length)
    if first.start is not None and first.end is not None and not _hour(first) and _days(first) > 1:  # 12 to 15 March
        last = first.end if first.end.time() != time() else first.end - timedelta(days=1)
        hour = None if last.time() == time() else last.time()
        return replace(other, on=first.start.date(), day=last.date(), hour=hour)
    day, hour, length = _time(first, text[found.words[0] : found.words[1]], language, here)
    return replace(other, on=day, day=day, hour=hour, on_clock=length)


def _time(when: When, said: str, language: str, now: datetime) -> tuple[date | None, time | None, int | None]:
    from nlu.dates import is_hour_alone

    start = when.start or when.end
    if start is None:
        return None, None, None
    hour = _hour(when)
    length = None
    if hour and when.start is not None and when.end is not None:
        length = int((when.end - when.start).total_seconds()) // 60
    day = None if hour and is_hour_alone(said, language, now) else start.date()
    return day, (start.time() if hour else None), length


def _hour(when: When) -> bool:
    """Whether a time of day is said; one that begins a stretch counts, too."""
    start = when.start or when.end
    return when.clock or (start is not None and start.time() != time())


def _days(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 0
