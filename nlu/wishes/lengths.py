"""How long: "twenty minutes", "une demi-heure", "полтора часа"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["minutes_in"]


def minutes_in(left: Remainder, words: Words) -> int | None:
    """The first length that is still there, in minutes; it is taken out. None when there is none."""
    for match in words.minutes.finditer(left.shown):
        if left.is_there(*match.span()):
            left.take_shown(*match.span())
            number = int(match["figure"]) if match["figure"] else words.numbers.get(match["word"] or "", 1)
            return number * words.units[" ".join((match["unit"] or match["alone"]).split())]
    return None
