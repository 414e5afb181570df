"""The rule of a series: "every second Tuesday until June", "tous les lundis", "еженедельно, 10 раз"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from nlu.dates import find
from nlu.dates.lexicon import lexicon

if TYPE_CHECKING:
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
        last: the last day that belongs to it.
        count: of sessions; None where ``last`` says it or nothing.
        day: where its first weekday stands in the text: the first session is on the next such day when no date is said.
    """

    parts: tuple[tuple[str, str], ...]
    days: tuple[int, ...]
    last: date | None
    count: int | None
    day: tuple[int, int] | None

    def rule(self) -> str:
        """The rule, RFC 5545 without ``RRULE:``."""
        parts = [*self.parts]
        if self.days:
            parts.append(("BYDAY", ",".join(_DAYS[day] for day in self.days)))
        if self.count is not None:
            parts.append(("COUNT", str(self.count)))
        elif self.last is not None:
            parts.append(("UNTIL", f"{self.last:%Y%m%d}"))
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
    last = _last(left, words, language, now)
    count = _count(left, words)
    for day in days:
        before = _before(words, shown, day[1])
        left.take_shown(before, day[2])
    kind = {"monthly": "MONTHLY", "daily": "DAILY"}.get(name, "WEEKLY")
    parts = (("FREQ", kind), *((("INTERVAL", "2"),) if name == "every second" else ()))
    where = left.origin(days[0][1], days[0][2]) if days else None
    return Repeating(parts, tuple(sorted({day[0] for day in days})), last, count, where)


_Day = tuple[int, int, int, bool]


def _weekdays(left: Remainder, words: Words, language: str) -> list[_Day]:
    """Weekdays of a message: number, beginning and end in ``shown``, whether the word itself says that it is a series."""
    signs = [sign for sign in lexicon(language).read(left.shown) if sign.letter in "Ww"]
    found = {sign.start: (int(sign.value), sign.start, sign.end, False) for sign in signs}
    for number, pattern in enumerate(words.weekdays):
        for match in pattern.finditer(left.shown):
            singular = found.get(match.start())
            always = singular is None or singular[2] < match.end()
            found[match.start()] = (number, *match.span(), always)
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


def _last(left: Remainder, words: Words, language: str, now: datetime) -> date | None:
    """The last day of a series."""
    for pattern, inclusive in ((words.until, True), (words.before, False)):
        for match in pattern.finditer(left.shown):
            start, end = left.origin(*match.span())
            said = left.text[end:]
            found = find(said, language, now)
            if found is None or not found.day or found.words[0] > 5 or not left.is_there(*match.span()):
                continue
            option = found.options[0]
            edge = option.end if inclusive else option.start
            if option.clock:
                edge = option.start and option.start + timedelta(days=1 if inclusive else 0)
            if edge is not None:
                left.take(start, end + found.words[1])
                return (edge - timedelta(days=1)).date()
    return None


def _count(left: Remainder, words: Words) -> int | None:
    for match in words.count.finditer(left.shown):
        if left.is_there(*match.span()):
            left.take_shown(*match.span())
            return int(match["figure"]) if match["figure"] else words.numbers[match["word"]]
    return None
