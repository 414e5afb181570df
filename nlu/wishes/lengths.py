"""How long: "twenty minutes", "une demi-heure", "полтора часа"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["minutes_ahead", "minutes_in"]

_NEAR = 3
#: "1h30", once the hour of the beginning is known.
_HOURS = re.compile(r"(?<![\w:])(\d{1,2})\s?h\s?(\d{2})?(?!\w)")
_DAY = 24 * 60


def minutes_in(left: Remainder, words: Words, *, alone: bool = False) -> int | None:
    """The first length that is still there, in minutes; it is taken out. None when there is none.

    Args:
        left: the message.
        words: of its language.
        alone: only one that can be nothing else, such as "half an hour".
    """
    for match in words.minutes.finditer(left.shown):
        if left.is_there(*match.span()) and (match["alone"] or not alone):
            left.take_shown(*match.span())
            number = int(match["figure"]) if match["figure"] else words.numbers.get(match["word"] or "", 1)
            return number * words.units[_unit(match)]
    for match in () if alone else _HOURS.finditer(left.shown):
        if left.is_there(*match.span()):
            left.take_shown(*match.span())
            return int(match[1]) * 60 + int(match[2] or 0)
    return None


def minutes_ahead(left: Remainder, words: Words) -> int | None:
    """The first length that stands beside "before" ("an hour before", "提前一天"), in minutes; both are taken out."""
    beside = [match.span() for match in words.ahead.finditer(left.shown)]
    for pattern in (words.minutes, words.days):
        for match in pattern.finditer(left.shown):
            near = (
                span for span in beside if -_NEAR <= span[0] - match.end() <= _NEAR or _touches(span, match.start())
            )
            span = next(near, None)
            if span is not None and left.is_there(*match.span()):
                start, end = min(span[0], match.start()), max(span[1], match.end())
                left.take_shown(start, end)
                number = int(match["figure"]) if match["figure"] else words.numbers.get(match["word"] or "", 1)
                return number * (_DAY if pattern is words.days else words.units[_unit(match)])
    return None


def _touches(span: tuple[int, int], start: int) -> bool:
    return 0 <= start - span[1] <= _NEAR


def _unit(match: re.Match[str]) -> str:
    return " ".join((match["unit"] or match["alone"]).split())
