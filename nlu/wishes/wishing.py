"""Reads what somebody looks for: which sessions, when, in which language, on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.dates import find
from nlu.places.naming import places_in
from nlu.wishes.remainder import Remainder
from nlu.wishes.spoken import spoken_in
from nlu.wishes.wish import Wish
from nlu.wishes.words import words_of

if TYPE_CHECKING:
    from datetime import datetime

    from nlu.wishes.words import Words

__all__ = ["read_wish"]


def read_wish(text: str, language: str, now: datetime) -> Wish:
    """What a message about sessions asks for.

    Args:
        text: the message.
        language: of the text, one of six (ISO 639-1).
        now: what clocks show where the person is, without a zone.

    Raises:
        NoSuchDay: the day that it says is in no calendar: 30 February.
        KeyError: another language.
    """
    words = words_of(language)
    left = Remainder(text)
    minutes = _minutes(left, words)
    when = find(text, language, now)
    if when is not None:
        left.take(*when.words)
    spoken = spoken_in(left, words)
    places = [place for place in places_in(text, language) if place.timed]
    for place in places:
        left.take(*place.words)
    kinds = tuple(kind for kind, pattern in words.kinds.items() if left.take_all(pattern) and kind != "any")
    past = left.take_all(words.past) or _is_over(when, now)
    return Wish(
        when=when,
        spoken=spoken[0] if spoken else None,
        kinds=kinds,
        topic=left.subject(words),
        minutes=minutes,
        first_only=bool(words.first.search(left.shown)) and when is None,
        past=past,
        zones=places[-1].zones if places else (),
    )


def _minutes(left: Remainder, words: Words) -> int | None:
    match = words.minutes.search(left.shown)
    if match is None:
        return None
    left.take_shown(*match.span())
    return int(match[1] or 1) * words.units[" ".join(match[2].split())]


def _is_over(when: object, now: datetime) -> bool:
    options = getattr(when, "options", ())
    return bool(options) and all(option.end is not None and option.end <= now for option in options)
