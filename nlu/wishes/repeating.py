"""The rule of a series: "every second Tuesday until June", "tous les lundis", "еженедельно, 10 раз"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from nlu.dates import find
from nlu.dates.lexicon import lexicon

if TYPE_CHECKING:
    import re
    from datetime import date, datetime

    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["Repeating", "repeating_in"]

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: What may stand between two days of one series: "Mondays and Thursdays".
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Repeating:
    """A series without its beginning.

    Attributes:
        parts: of an RFC 5545 rule, in order, without its end.
        days: weekdays 0 to 6 that it falls on; empty where the first session decides.
        until: how its end is said, and whether that day or stretch belongs to it; None where it is not.
        count: of sessions; None where ``until`` says it or nothing.
        day: where its first weekday stands in the text: the first session is on the next such day when no date is said.
    """

    parts: tuple[tuple[str, str], ...]
    days: tuple[int, ...]
    until: tuple[str, bool] | None
    count: int | None
    day: tuple[int, int] | None

    def last(self, first: datetime, language: str) -> date | None:
        """The last day that belongs to it, None where none is said; a day without a year is the next from ``first`` on.

        Raises:
            NoSuchDay: it is in no calendar.
        """
        if self.until is None:
            return None
        said, inclusive = self.until
        found = find(said, language, first)
        assert found is not None  # noqa: S101 - it was read before
        option = found.options[0]
        edge = option.start if option.clock or not inclusive else option.end
        if edge is None:
            return None
        return (edge if option.clock and inclusive else edge - timedelta(days=1)).date()

    def rule(self, last: date | None) -> str:
        """The rule, RFC 5545 without ``RRULE:``."""
        parts = [*self.parts]
        if self.days:
            parts.append(("BYDAY", ",".join(_DAYS[day] for day in self.days)))
        if self.count is not None:
            parts.append(("COUNT", str(self.count)))
        elif last is not None:
            parts.append(("UNTIL", f"{last:%Y%m%d}"))
        return ";".join(f"{name}={value}" for name, value in parts)


def repeating_in(left: Remainder, words: Words, language: str, now: datetime) -> Repeating | None:
    """The series that a message plans; its words are taken out. None for a single session.

    Raises:
        NoSuchDay: it is to end on a day that is in no calendar.
    """
    shown = left.shown
    named = _weekdays(left, words, language)
    often = _frequency(left, words)
    plural = [day for day in named if day[3]]
    each = [day for day in named if _follows(words, shown, day[1])]
    if often is None and not plural and not each:
        return None
    if often is not None and any(often[1] < day[2] and day[1] < often[2] for day in (*plural, *each)):
        often = None  # 每周二 is every Tuesday, not every week
    name, start, end = often or ("weekly", 0, 0)
    anchors = each or plural or [day for day in named if often and 0 <= day[1] - end <= 4]
    days = _together(named, anchors[0]) if anchors and name in ("weekly", "every second") else []
    if often is not None:
        left.take_shown(start, end)
    if days:  # before its end is looked for: "по вторникам" is no "по вторник"
        left.take_shown(_before(words, shown, days[0][1]), days[-1][2])
    until = _until(left, words, language, now)
    count, weeks = _number(left, words, words.count), _number(left, words, words.weeks)
    if count is None and weeks is not None and name in ("weekly", "every second"):
        count = -(-weeks * max(1, len(days)) // (2 if name == "every second" else 1))
    kind = {"monthly": "MONTHLY", "daily": "DAILY"}.get(name, "WEEKLY")
    parts = (("FREQ", kind), *((("INTERVAL", "2"),) if name == "every second" else ()))
    where = left.origin(days[0][1], days[0][2]) if days else None
    return Repeating(parts, tuple(sorted({day[0] for day in days})), until, count, where)


_Day = tuple[int, int, int, bool]


def _weekdays(left: Remainder, words: Words, language: str) -> list[_Day]:
    """Weekdays of a message: number, beginning and end in ``shown``, whether the word alone says it is a series."""
    signs = [sign for sign in lexicon(language).read(left.shown) if sign.letter in "Ww"]
    found = {sign.start: (int(sign.value), sign.start, sign.end, False) for sign in signs}
    for number, pattern in enumerate(words.weekdays):
        found.update({match.start(): (number, *match.span(), True) for match in pattern.finditer(left.shown)})
    return [found[place] for place in sorted(found)]


def _frequency(left: Remainder, words: Words) -> tuple[str, int, int] | None:
    matches = [
        (name, *match.span()) for name, pattern in words.frequency.items() for match in pattern.finditer(left.shown)
    ]
    return max(matches, key=lambda each: each[2] - each[1], default=None)


def _follows(words: Words, shown: str, place: int) -> bool:
    return _before(words, shown, place) < place


def _before(words: Words, shown: str, place: int) -> int:
    """Where "every" begins that leads to a place; the place itself where none does."""
    for match in words.every.finditer(shown, max(0, place - 14), place):
        if not shown[match.end() : place].strip():
            return match.start()
    return place


def _together(named: list[_Day], first: _Day) -> list[_Day]:
    """A weekday and those that stand right behind it."""
    days = [first]
    for day in named:
        if 0 <= day[1] - days[-1][2] <= _NEAR:
            days.append(day)
    return days


def _until(left: Remainder, words: Words, language: str, now: datetime) -> tuple[str, bool] | None:
    for pattern, inclusive in ((words.until, True), (words.before, False)):
        for match in pattern.finditer(left.shown):
            start, end = left.origin(*match.span())
            found = find(left.text[end:], language, now)
            if found is None or not found.day or found.words[0] > _NEAR or not left.is_there(*match.span()):
                continue
            if any(option.start is not None and option.end is not None for option in found.options) or (
                found.options[0].clock and found.options[0].start is not None
            ):
                left.take(start, end + found.words[1])
                return left.text[end:][slice(*found.words)], inclusive
    return None


def _number(left: Remainder, words: Words, pattern: re.Pattern[str]) -> int | None:
    for match in pattern.finditer(left.shown):
        if left.is_there(*match.span()):
            left.take_shown(*match.span())
            return int(match["figure"]) if match["figure"] else words.numbers[match["word"]]
    return None
