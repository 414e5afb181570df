"""Reads what staff plan in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlu.dates import NoSuchDay, find
from nlu.places import find_place
from nlu.wishes.planned import Planned, Wrong
from nlu.wishes.remainder import Remainder
from nlu.wishes.spoken import spoken_in
from nlu.wishes.words import words_of

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["read_plan"]

_LINK = re.compile(r"https?://[^\s<>\"“”«»]+")
_KINDS = ("office_hours", "course", "event", "seminar")
_PLACES = re.compile(
    r"(\d+)\s*(?:places?|seats?|people|plazas?|participants?|мест\w*|участник\w*|مقعد\w*|مكان\w*|个?(?:名额|座位|人|席位))"
)


def read_plan(text: str, language: str, now: datetime) -> Planned:
    """A session as a sentence plans it. What cannot be meant is among ``wrong``; nothing is raised for it.

    Args:
        text: the message.
        language: of the text, one of six (ISO 639-1).
        now: what clocks show where the person is, without a zone.

    Raises:
        KeyError: another language.
    """
    words = words_of(language)
    left = Remainder(text)
    wrong: list[Wrong] = []
    link = _LINK.search(text)
    if link:
        left.take(*link.span())
    capacity = None
    places = _PLACES.search(left.shown)
    if places:
        left.take_shown(*places.span())
        capacity = int(places[1])
    place = find_place(text, language)
    if place is not None:
        left.take(*place.words)
    when = None
    try:
        when = find(text, language, now)
    except NoSuchDay as error:
        wrong.append(Wrong("no_such_day", error.said))
    minutes = None
    if when is not None:
        left.take(*when.words)
        if when.when is not None and when.when.start and when.when.end and when.when.clock:
            minutes = int((when.when.end - when.when.start).total_seconds() // 60)
    languages = spoken_in(left, words)
    kinds = [kind for kind in _KINDS if left.take_all(words.kinds[kind])]
    left.take_all(words.kinds["any"])
    topic = left.subject(words)
    clock = when is not None and any(option.clock for option in when.options)
    gaps = {
        "title": not topic, "day": when is None, "hour": not clock, "end": minutes is None, "zone": place is None,
    }  # fmt: skip
    return Planned(
        title=topic[:1].upper() + topic[1:],
        kind=kinds[0] if kinds else "seminar",
        when=when,
        minutes=minutes,
        zones=place.zones if place else (),
        place=place.name if place else None,
        link=link[0] if link else None,
        capacity=capacity,
        languages=languages,
        topic=topic,
        missing=tuple(name for name, gap in gaps.items() if gap),
        wrong=tuple(wrong),
    )
