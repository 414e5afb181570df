"""The first time that a message says: a day, a stretch of days, a time of day, with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from nlu.dates.clocks import clocks
from nlu.dates.grammar import read
from nlu.dates.lexicon import Sign, lexicon
from nlu.dates.when import Dated, When
from nlu.dates.written import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlu.dates.clocks import Clock
    from nlu.dates.grammar import Read
    from nlu.dates.lexicon import Lexicon

__all__ = ["find"]

#: Over the pieces of a message: Y a day or longer, K a time of day, the rest as in ``lexicon``.
_AROUND = (
    ("between", re.compile(r"b(?P<one>Y)a(?P<two>Y)")),
    ("between", re.compile(r"[fI]?(?P<one>Y)[tu](?P<two>Y)")),
    ("before", re.compile(r"[BuJ](?P<one>Y)")),
    ("after", re.compile(r"F(?P<one>Y)")),
    ("from", re.compile(r"f(?P<one>Y)")),
    ("on", re.compile(r"[IhTt]?(?P<one>Y)")),
)
#: Chinese says it behind: 六月之前.
_BEHIND = (("before", re.compile(r"(?P<one>Y)[BG]")), ("after", re.compile(r"(?P<one>Y)F")))
_YEARS = 5


@dataclass(frozen=True, slots=True)
class _Piece:
    letter: str
    options: tuple[When, ...]
    first: int
    last: int
    clock: Clock | None = None
    day: bool = True


def find(text: str, language: str, now: datetime) -> Dated | None:
    """The first time that ``text`` says.

    Args:
        text: a message, or a part of one.
        language: of the text, one of six (ISO 639-1).
        now: what clocks show where the person is, without a zone.

    Returns:
        None when it says none. A time of day alone is the next such time.

    Raises:
        NoSuchDay: the day is in no calendar: 30 February.
        KeyError: another language.
    """
    words = lexicon(language)
    signs = words.read(text)
    times, days = _times_and_days(signs, words, now, text)
    if (others := _with_written(signs, days, text, now)) is not signs:
        signs = others
        times, days = _times_and_days(signs, words, now, text)
    pieces = _joined(_pieces(signs, days, times), now)
    letters = "".join(piece.letter for piece in pieces)
    place = letters.find("Y")
    if place < 0:
        return None
    rules = (*_BEHIND, *_AROUND) if language == "zh" else _AROUND
    for kind, pattern in rules:
        for match in pattern.finditer(letters):
            if match.start("one") == place:
                two = pieces[match.start("two")] if kind == "between" else None
                options = _around(kind, pieces[place], two)
                if options:
                    first, last = pieces[match.start()].first, pieces[match.end() - 1].last
                    return _dated(words, text, signs, first, last, options, pieces[place].day)
    raise AssertionError("a Y always matches")  # pragma: no cover


def _times_and_days(signs: Sequence[Sign], words: Lexicon, now: datetime, text: str) -> tuple[list[Clock], list[Read]]:
    times = clocks(signs, text)
    taken = {place for each in times for place in range(each.first, each.last)}
    rest = [replace(sign, letter="K") if place in taken else sign for place, sign in enumerate(signs)]
    return times, [each for each in read(rest, words, now, text) if _is_near(each, signs, now)]


def _with_written(signs: list[Sign], days: Sequence[Read], text: str, now: datetime) -> list[Sign]:
    """The signs, with one in place of those that write a day which the language's own words do not say."""
    known = [(signs[each.first].start, signs[each.last - 1].end) for each in days]
    found = written(text, now, known)
    if not found:
        return signs
    start, end, day = found[0]  # the first is the one that counts
    before = [sign for sign in signs if sign.end <= start]
    after = [sign for sign in signs if sign.start >= end]
    return [*before, Sign("D", (day.year, day.month, day.day), start, end), *after]


def _is_near(day: Read, signs: Sequence[Sign], now: datetime) -> bool:
    """Whether a year alone can be one of a programme: "1951" is a convention, "2027" may be a year."""
    if day.last - day.first > 1 or signs[day.first].letter != "y":
        return True
    before = signs[day.first - 1].letter if day.first else ""
    named = before in tuple("IBFfuhX") or signs[day.first].end - signs[day.first].start > 4  # 2027年
    return named and abs(int(signs[day.first].value) - now.year) <= _YEARS


def _pieces(signs: Sequence[Sign], days: Sequence[Read], times: Sequence[Clock]) -> list[_Piece]:
    starts = {day.first: day for day in days}
    hours = {each.first: each for each in times}
    pieces: list[_Piece] = []
    at = 0
    while at < len(signs):
        if at in hours:
            clock = hours[at]
            pieces.append(_Piece("K", (), at, clock.last, clock))
            at = clock.last
        elif at in starts:
            day = starts[at]
            pieces.append(_Piece("Y", day.options, at, day.last))
            at = day.last
        else:
            pieces.append(_Piece(signs[at].letter, (), at, at + 1))
            at += 1
    return pieces


def _joined(pieces: list[_Piece], now: datetime) -> list[_Piece]:
    """A time of day beside a day belongs to it; one without a day is the next such time."""
    joined: list[_Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        other = next((k for k in range(at + 1, len(pieces)) if pieces[k].letter not in "ht,"), None)
        if other is not None and {piece.letter, pieces[other].letter} == {"Y", "K"} and _is_day(piece, pieces[other]):
            day, clock = (piece, pieces[other]) if piece.letter == "Y" else (pieces[other], piece)
            assert clock.clock is not None  # noqa: S101 - what K means
            options = tuple(_at(option, clock.clock) for option in day.options)
            joined.append(_Piece("Y", options, piece.first, pieces[other].last))
            at = other + 1
        elif piece.letter == "K" and piece.clock is not None:
            today = datetime.combine(now.date(), time())
            option = _at(When(today, today + timedelta(days=1)), piece.clock)
            if (option.end or option.start or now) <= now:
                option = _at(When(today + timedelta(days=1), today + timedelta(days=2)), piece.clock)
            joined.append(_Piece("Y", (option,), piece.first, piece.last, day=False))
            at += 1
        else:
            joined.append(piece)
            at += 1
    return joined


def _is_day(*pieces: _Piece) -> bool:
    day = next(piece for piece in pieces if piece.letter == "Y")
    return all(
        option.start is not None and option.end is not None and option.end - option.start == timedelta(days=1)
        for option in day.options
    )


def _at(day: When, clock: Clock) -> When:
    assert day.start is not None  # noqa: S101 - a day has a beginning
    end = None if clock.end is None else day.start + clock.end
    return When(day.start + clock.start, end, clock=clock.said)


def _around(kind: str, one: _Piece, two: _Piece | None) -> tuple[When, ...]:
    options = one.options
    if kind == "between" and two is not None:
        made = [When(a.start, b.end or b.start, a.clock) for a in options for b in two.options]
        return tuple(each for each in made if each.start is not None and each.end is not None and each.start < each.end)
    if kind == "before":
        return tuple(When(None, option.start) for option in options)
    if kind == "after":
        return tuple(When(option.end or option.start, None) for option in options)
    if kind == "from":
        return tuple(When(option.start, None, option.clock) for option in options)
    return options


def _dated(
    words: Lexicon, text: str, signs: Sequence[Sign], first: int, last: int, options: tuple[When, ...], day: bool
) -> Dated:
    start, end = signs[first].start, signs[last - 1].end
    rest = f"{words.without_tail(text[:start].rstrip())} {text[end:].lstrip()}".strip()
    return Dated(tuple(dict.fromkeys(options)), (start, end), rest, day)
