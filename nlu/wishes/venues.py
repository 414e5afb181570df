"""Where a session takes place: the place that says its hours, and the room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlu.dates.lexicon import plain
from nlu.places.naming import RANK, places_in

if TYPE_CHECKING:
    from nlu.places import Placed
    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["room_in", "venue_in"]

_COMMAS = (",", "،", "，", "、", ";", "；", "(", "（", ":", "：")
_NEAR = 4
_ROOM = re.compile(r"\s+(?P<name>[^\W_][\w-]*)")
_ROOM_ZH = re.compile(r"[A-Za-z\d一二三四五六七八九十]{1,4}号?(?:厅|室|会议室)")


def venue_in(left: Remainder, words: Words, language: str, ends: tuple[int, ...]) -> Placed | None:
    """The place whose clocks count: "in Geneva", ", Nairobi", one behind the hour, or one whose time is spoken of.

    The Geneva Conventions and the refugees in Jordan belong to the subject.

    Args:
        left: the message.
        words: of its language.
        language: one of six (ISO 639-1).
        ends: where days and hours end in the text.
    """
    found = [
        place
        for place in places_in(left.text, language)
        if left.is_kept(*place.words) and (place.timed or _is_venue(left.text, place, words, ends))
    ]
    return max(found, key=lambda each: (each.timed, RANK[each.kind], each.words), default=None)


def _is_venue(text: str, place: Placed, words: Words, ends: tuple[int, ...]) -> bool:
    before = text[: place.words[0]].rstrip()
    if not before or before.endswith(_COMMAS):
        return True
    shown = plain(before)[0]
    article = next((match for match in words.articles.finditer(shown) if match.end() == len(shown)), None)
    shown = shown[: article.start()].rstrip() if article else shown
    led = next((match for match in words.at.finditer(shown) if match.end() == len(shown)), None)
    start = len(shown[: led.start()].rstrip()) if led else len(shown)
    if any(0 <= start - len(plain(text[:end])[0]) <= _NEAR for end in ends):
        return True
    if place.kind != "city":
        return shown[:start].endswith(_COMMAS)
    return led is not None or text[place.words[0] - 1] == "ب"  # بجنيف


def room_in(left: Remainder, words: Words) -> str | None:
    """The room; it is taken out."""
    for match in words.room.finditer(left.shown):
        start, end = left.origin(*match.span())
        name = _ROOM.match(left.text, end)
        if name is not None and left.is_there(*match.span()):
            left.take(start, name.end())
            return left.text[start : name.end()]
    found = None if words.spaced else _ROOM_ZH.search(left.text)
    if found is None or not left.is_kept(*found.span()):
        return None
    left.take(*found.span())
    return found[0]
