"""Times of day: "3 pm", "15h30", "下午三点半", "from 10 to 11:30", "in the morning"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlu.dates.lexicon import Sign

__all__ = ["Clock", "clocks", "moment"]

#: First and last hour of the parts of a day.
PARTS = {
    "morning": (6, 12),
    "noon": (12, 14),
    "afternoon": (12, 18),
    "evening": (18, 23),
    "night": (0, 6),
    "midnight": (0, 1),
}
_SECOND_HALF = ("noon", "afternoon", "evening")
#: "At 3" is in the afternoon: nobody meets at night.
_FIRST_HOUR = 7

#: A time of day; an hour after "at" or before "o'clock" only where it is not the day of a month or a number of days.
_ONE = r"(?:P_?C[AQ]?|P_?h?n(?![MmUy])|C(?:[AQP]|_P)?|h?n(?:o|(?=[AQ]))(?:[AQP]|_P)?|hn(?![MmUyno])(?:P|_P)?|n[AQ])"
#: "From 2 to 5" is a stretch of hours where no month stands around it; Russian says "с 14 до 16", French "15h à 16h".
_RANGE = re.compile(
    rf"(?:[fb]?(?P<one>{_ONE}|n)(?:[tau]|[hB](?=C))(?P<two>nP|{_ONE}))"
    rf"|(?<![MmNDd])f(?P<from>n)[tB](?P<till>n)(?![MmNUyn])"
    rf"|(?P<alone>{_ONE})|(?P<part>P)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or a stretch of one.

    Attributes:
        start: since midnight.
        end: since midnight; None for a moment.
        said: whether the hour was said, and not only "in the afternoon".
        first: the first sign that says it.
        last: the one after its last.
    """

    start: timedelta
    end: timedelta | None
    said: bool
    first: int
    last: int


def clocks(signs: Sequence[Sign], text: str) -> list[Clock]:
    """All times of day in a message, in order. Hours that no clock shows (25:00) are none."""
    letters = "".join(sign.letter for sign in signs)
    found: list[Clock] = []
    for match in _RANGE.finditer(letters):
        first, last = match.span()
        if match["part"]:
            start, end = PARTS[signs[first].value]
            if signs[first].value in ("noon", "midnight"):
                found.append(Clock(timedelta(hours=start % 24), None, True, first, last))
            else:
                found.append(Clock(timedelta(hours=start), timedelta(hours=end), False, first, last))
        elif match["alone"]:
            at = moment(signs[first:last], text)
            if at is not None:
                found.append(Clock(at, None, True, first, last))
        else:
            names = ("one", "two") if match["two"] else ("from", "till")
            one, two = (moment(signs[match.start(name) : match.end(name)], text) for name in names)
            if one is not None and two is not None and one < two:
                found.append(Clock(one, two, True, first, last))
    return found


def moment(signs: Sequence[Sign], text: str) -> timedelta | None:
    """The time of day that signs say, since midnight; None when no clock shows it."""
    said = next(sign for sign in signs if sign.letter in "Cn")
    hour, minute = said.value if said.letter == "C" else (said.value, 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    half = next((sign for sign in signs if sign.letter in "AQP"), None)
    if half is not None:
        later = half.letter == "Q" or (half.letter == "P" and half.value in _SECOND_HALF)
        if half.letter == "P" and half.value == "noon" and hour >= 11:
            later = False
        if later and hour < 12:
            hour += 12
        elif hour == 12 and (half.letter == "A" or half.value in ("night", "midnight")):
            hour = 0
    elif 0 < hour < _FIRST_HOUR and not text[said.start : said.end].strip().startswith(("0", "٠")):
        hour += 12
    return timedelta(hours=hour, minutes=minute)
