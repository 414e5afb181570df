"""From signs to times. The signs of a message are a word over letters (``lexicon.py``), read by regular expressions.

Days come first, then times of day beside them, then what is said around both: before, after, from, to, between.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from nlu.dates.when import NoSuchDay, When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nlu.dates.lexicon import Lexicon, Sign

__all__ = ["Read", "read"]


#: A number that is a day by its ending, and what makes one of a bare number.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|-?го)", re.IGNORECASE)
_THE = re.compile(r"(?:(?<!\w)le|(?<!\w)el(?: d[ií]a)?|(?<!\w)le jour|يوم)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A time, what it can mean, and which signs say it."""

    options: tuple[When, ...]
    first: int
    last: int


class _Reader:
    def __init__(self, signs: Sequence[Sign], words: Lexicon, now: datetime, text: str) -> None:
        self._signs, self._words, self._now, self._text = signs, words, now, text
        self._today = now.date()
        self._letters = "".join(sign.letter for sign in signs)
        self._rules: tuple[tuple[re.Pattern[str], Callable[[int, int], list[When] | None]], ...] = tuple(
            (re.compile(pattern), rule) for pattern, rule in self._grammar()
        )

    def all(self) -> list[Read]:
        """Every stretch of signs that says a day or a time of day, left to right, the longest first."""
        found: list[Read] = []
        at = 0
        while at < len(self._letters):
            best: Read | None = None
            for pattern, rule in self._rules:
                match = pattern.match(self._letters, at)
                if match and match.end() > at and (best is None or match.end() > best.last):
                    options = rule(at, match.end())
                    if options:
                        best = Read(tuple(options), at, match.end())
            if best is None:
                at += 1
            else:
                found.append(best)
                at = best.last
        return found

    def _grammar(self) -> list[tuple[str, Callable[[int, int], list[When] | None]]]:
        return [
            ("D", self._figures), ("d", self._figures),
            ("n[Mm]y", self._dated), ("n[Mm]", self._dated), ("[Mm]ny", self._dated), ("[Mm]n", self._dated),
            ("[fb]?n[tua]n[Mm]y?", self._from_day_to_day),
            ("[Ww](?:n[Mm]y|n[Mm]|[Mm]ny|[Mm]n|D|d)", self._weekday_and_day),
            ("R", self._relative),
            ("[XLTO]?[Ww](?:[XLTO]U|U[XLTO])", self._weekday_of_week), ("(?:[XLTO]U|U[XLTO])W", self._weekday_of_week),
            ("[XLTO][Ww]", self._weekday), ("[Ww][XLTO]", self._weekday), ("W", self._weekday),
            ("I[n]U", self._distance), ("IZ", self._distance), ("FnU", self._distance), ("FZ", self._distance),
            ("nUF", self._distance), ("I?ZF?", self._distance), ("IU", self._distance), ("FU", self._distance),
            ("nUG", self._distance), ("GnU", self._distance), ("BnU", self._distance), ("BZ", self._distance),
            ("J?[XO]nU", self._stretch), ("J?n[XO]U", self._stretch), ("J?Un[XO]", self._stretch),
            ("LnU", self._stretch), ("nLU", self._stretch), ("UnL", self._stretch), ("JnU", self._stretch),
            ("JZ", self._stretch), ("Z[XO]", self._stretch), ("ZL", self._stretch),
            ("[XLTO]U", self._unit), ("U[XLTO]", self._unit), ("UFX", self._unit_after_next),
            ("[Mm]y", self._month), ("M", self._month), ("[XLTO][Mm]", self._month), ("[Mm][XLTO]", self._month),
            ("nf?[XTO]U", self._day_of_unit), ("nf?U[XTO]", self._day_of_unit), ("[XTO]UD", self._day_of_unit),
            ("[IBFufhJ]m", self._month), ("N", self._month), ("y", self._year), ("n", self._day_of_month),
            ("m", self._month_alone),
        ]  # fmt: skip

    def _values(self, first: int, last: int, letters: str) -> list[Any]:
        return [sign.value for sign in self._signs[first:last] if sign.letter in letters]

    def _said(self, first: int, last: int) -> str:
        return self._text[self._signs[first].start : self._signs[last - 1].end]

    def _day(self, year: int, month: int, day: int, first: int, last: int) -> When:
        try:
            return _days(date(year, month, day), 1)
        except ValueError:
            raise NoSuchDay(self._said(first, last)) from None

    def _coming(self, month: int, day: int, first: int, last: int) -> When:
        """A day without a year: the next one, from today on."""
        year = self._today.year
        if month > 12 or month < 1 or not 1 <= day <= (29 if month == 2 else monthrange(2024, month)[1]):
            raise NoSuchDay(self._said(first, last))
        while True:
            if day <= monthrange(year, month)[1] and date(year, month, day) >= self._today:
                return _days(date(year, month, day), 1)
            year += 1

    def _figures(self, first: int, last: int) -> list[When] | None:
        sign = self._signs[first]
        if sign.letter == "D":
            year, month, day = sign.value
            if month is None:  # only a day of the month
                month = self._today.month + (1 if day < self._today.day else 0)
                year, month = self._today.year + (month - 1) // 12, (month - 1) % 12 + 1
            if year is None:
                return [self._coming(month, day, first, last)]
            return [self._day(year, month, day, first, last)]
        one, two, year = sign.value
        year += 2000 if year < 100 else 0
        readings = [(two, one)] if self._words.order != "ask" or one > 12 else [(two, one), (one, two)]
        if two > 12:
            readings = [(one, two)]
        return list(dict.fromkeys(self._day(year, month, day, first, last) for month, day in readings))

    def _dated(self, first: int, last: int) -> list[When] | None:
        [day], [month] = self._values(first, last, "n"), self._values(first, last, "Mm")
        years = self._values(first, last, "y")
        one, two = self._signs[first : first + 2]
        between, said = self._text[one.end : two.start], self._text[two.start : two.end]
        if two.letter == "n" and ("," in between or "،" in between or not said[:1].isdigit()):
            return None  # "until June, 10 weeks", "in December one hour"
        if years:
            return [self._day(years[0], month, day, first, last)]
        return [self._coming(month, day, first, last)]

    def _day_of_month(self, first: int, last: int) -> list[When] | None:
        """The 14th: of this month or the next; a number alone says nothing."""
        sign = self._signs[first]
        following = self._letters[last : last + 1]
        if not self._is_ordinal(sign) or following in tuple("MmUNynoQAPtZ"):
            return None
        if not 1 <= sign.value <= 31:
            return None
        year, month = self._today.year, self._today.month
        while sign.value > monthrange(year, month)[1] or date(year, month, sign.value) < self._today:
            year, month = _month_after(year, month, 1)
        return [_days(date(year, month, sign.value), 1)]

    def _is_ordinal(self, sign: Sign) -> bool:
        before, said, behind = self._text[: sign.start], self._text[sign.start : sign.end], self._text[sign.end :]
        return bool(_ORDINAL.fullmatch(said) or _THE.search(before) or behind.startswith(" числа"))

    def _day_of_unit(self, first: int, last: int) -> list[When] | None:
        """The 14th of next month, of this one: a number of weeks is none."""
        [unit], [how] = self._values(first, last, "U"), self._values(first, last, "XTO")
        sign = next(each for each in self._signs[first:last] if each.letter in "nD")
        day = sign.value
        if sign.letter == "D":
            day = sign.value[2] if sign.value[:2] == [None, None] else None
        elif not self._is_ordinal(sign):
            return None
        if unit != "month" or day is None:
            return None
        year, month = _month_after(self._today.year, self._today.month, _STEPS[how])
        return [self._day(year, month, day, first, last)]

    def _weekday_and_day(self, first: int, last: int) -> list[When] | None:
        """Tuesday 5 January: the day, and where that is no Tuesday, the Tuesday next to it as well."""
        days = self._figures(first + 1, last) if self._letters[first + 1] in "Dd" else self._dated(first + 1, last)
        if not days or any(day.start is not None and day.start.weekday() == self._signs[first].value for day in days):
            return days and [day for day in days if day.start and day.start.weekday() == self._signs[first].value]
        start = days[0].start
        assert start is not None  # noqa: S101 - a day has a beginning
        step = (self._signs[first].value - start.weekday() + 3) % 7 - 3
        return [*days, _days((start + timedelta(days=step)).date(), 1)]

    def _from_day_to_day(self, first: int, last: int) -> list[When] | None:
        (one, two), [month] = self._values(first, last, "n"), self._values(first, last, "Mm")
        years = self._values(first, last, "y")
        end = self._day(years[0], month, two, first, last) if years else self._coming(month, two, first, last)
        assert end.start is not None  # noqa: S101 - a day has a beginning
        start = self._day(end.start.year, month, one, first, last)
        return [When(start.start, end.end)] if one < two else None

    def _relative(self, first: int, last: int) -> list[When] | None:
        return [_days(self._today + timedelta(days=self._signs[first].value), 1)]

    def _weekday(self, first: int, last: int) -> list[When] | None:
        [weekday] = self._values(first, last, "Ww")
        how = (self._values(first, last, "XLTO") or [""])[0]
        monday = self._today - timedelta(days=self._today.weekday())
        nearest = self._today + timedelta(days=(weekday - self._today.weekday()) % 7)
        if how == "last":
            back = (self._today.weekday() - weekday) % 7 or 7
            days = [self._today - timedelta(days=back)]
            if self._words.following == "week":
                days = [monday + timedelta(days=weekday - 7)]
        elif how == "this":
            days = [monday + timedelta(days=weekday)]
        elif how == "next":
            after = nearest if nearest > self._today else nearest + timedelta(days=7)
            of_week = monday + timedelta(days=weekday + 7)
            chosen = {"nearest": [after], "week": [of_week], "ask": [after, of_week]}
            days = list(dict.fromkeys(chosen[self._words.following]))
        else:
            days = [nearest]
        return [_days(day, 1) for day in days]

    def _weekday_of_week(self, first: int, last: int) -> list[When] | None:
        [weekday], [unit] = self._values(first, last, "Ww"), self._values(first, last, "U")
        if unit != "week":
            return None
        how = self._values(first, last, "XLTO")[-1]
        monday = self._today - timedelta(days=self._today.weekday())
        return [_days(monday + timedelta(days=weekday + 7 * _STEPS[how]), 1)]

    def _distance(self, first: int, last: int) -> list[When] | None:
        dual = self._values(first, last, "Z")
        number = 2 if dual else (self._values(first, last, "n") or [1])[0]
        unit = dual[0] if dual else self._values(first, last, "U")[0]
        back = any(sign.letter in "GB" for sign in self._signs[first:last])
        if number > 1000 or (back and number == 0):
            return None
        if unit == "hour":
            moment = (self._now + timedelta(hours=-number if back else number)).replace(second=0, microsecond=0)
            return [When(moment, None, clock=True)]
        return [_days(_moved(self._today, unit, -number if back else number), 1)]

    def _stretch(self, first: int, last: int) -> list[When] | None:
        """The next two weeks, from now on; the last two, until now."""
        dual = self._values(first, last, "Z")
        if any(sign.letter == "n" and self._is_ordinal(sign) for sign in self._signs[first:last]):
            return None  # "the 12th of next month"
        number = 2 if dual else self._values(first, last, "n")[0]
        unit = dual[0] if dual else self._values(first, last, "U")[0]
        if unit not in ("day", "week", "month", "year") or not 1 <= number <= 1000:
            return None
        back = "L" in self._letters[first:last]
        edge = datetime.combine(_moved(self._today, unit, -number if back else number), time())
        today = datetime.combine(self._today, time())
        return [When(edge, today + timedelta(days=1)) if back else When(today, edge + timedelta(days=1))]

    def _unit(self, first: int, last: int) -> list[When] | None:
        [unit], [how] = self._values(first, last, "U"), self._values(first, last, "XLTO")
        step = _STEPS[how]
        if unit == "hour":
            return None
        if unit == "day":
            return [_days(self._today + timedelta(days=step), 1)] if how != "this" else None
        monday = self._today - timedelta(days=self._today.weekday())
        if unit == "week":
            return [_days(monday + timedelta(days=7 * step), 7)]
        if unit == "weekend":
            saturday = monday + timedelta(days=5)
            return [_days(saturday + timedelta(days=7 * step), 2)]
        if unit == "month":
            return [_month_of(*_month_after(self._today.year, self._today.month, step))]
        year = self._today.year + step
        return [When(datetime(year, 1, 1), datetime(year + 1, 1, 1))]

    def _unit_after_next(self, first: int, last: int) -> list[When] | None:
        """The week after next."""
        [unit] = self._values(first, last, "U")
        monday = self._today - timedelta(days=self._today.weekday())
        return [_days(monday + timedelta(days=14), 7)] if unit == "week" else None

    def _month(self, first: int, last: int) -> list[When] | None:
        sign = next(each for each in self._signs[first:last] if each.letter in "MmN")
        year, month = sign.value if sign.letter == "N" else (None, sign.value)
        years = self._values(first, last, "y")
        if not years and self._text[sign.start : sign.end].casefold() in self._words.elsewhere:
            return None  # "rescate en el mar"
        how = (self._values(first, last, "XLTO") or [""])[0]
        if not 1 <= month <= 12:
            raise NoSuchDay(self._said(first, last))
        said = years[0] if years else year
        if said is not None:
            return [_month_of(said, month)]
        if how == "last":
            return [_month_of(self._today.year - (1 if month >= self._today.month else 0), month)]
        return [_month_of(self._today.year + (1 if month < self._today.month else 0), month)]

    def _month_alone(self, first: int, last: int) -> list[When] | None:
        """March is a verb and may asks for leave, unless nothing stands before and no word behind."""
        return self._month(first, last) if first == 0 and self._letters[last : last + 1] != "." else None

    def _year(self, first: int, last: int) -> list[When] | None:
        year = self._signs[first].value
        return [When(datetime(year, 1, 1), datetime(year + 1, 1, 1))]


_STEPS = {"next": 1, "coming": 1, "last": -1, "this": 0}


def _days(day: date, count: int) -> When:
    start = datetime.combine(day, time())
    return When(start, start + timedelta(days=count))


def _month_after(year: int, month: int, step: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + step
    return count // 12, count % 12 + 1


def _month_of(year: int, month: int) -> When:
    following = _month_after(year, month, 1)
    return When(datetime(year, month, 1), datetime(*following, 1))


def _moved(day: date, unit: str, number: int) -> date:
    if unit in ("month", "year"):
        year, month = _month_after(day.year, day.month, number * (12 if unit == "year" else 1))
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + timedelta(days=number * (1 if unit == "day" else 7))


def read(signs: Sequence[Sign], words: Lexicon, now: datetime, text: str) -> list[Read]:
    """The days and stretches that signs say, in order.

    Args:
        signs: of ``Lexicon.read``.
        words: the lexicon that read them.
        now: what clocks show where the person is, without a zone.
        text: what was read, for errors.

    Raises:
        NoSuchDay: 30 February.
    """
    return _Reader(signs, words, now, text).all()
