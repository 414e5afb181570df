"""Reads what somebody looks for: which sessions, when, in which language, on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.dates import find
from nlu.dates.lexicon import plain
from nlu.places.naming import places_in
from nlu.wishes.lengths import minutes_ahead, minutes_in
from nlu.wishes.remainder import Remainder
from nlu.wishes.spoken import spoken_in
from nlu.wishes.wish import Wish
from nlu.wishes.words import words_of

if TYPE_CHECKING:
    from datetime import datetime

    from nlu.dates import Dated

__all__ = ["names_session", "read_wish"]


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
    about = next((name for name, pattern in words.about.items() if left.take_all(pattern)), None)
    # "Remind me an hour before": a length, and no time of the clock.
    minutes = minutes_ahead(left, words) if about in (None, "follow", "reminders") else None
    if minutes is not None:
        about = "reminders"
    elif about == "reminders":
        minutes = minutes_in(left, words)
    when = find(text, language, now) if minutes is None else None
    then = None
    if when is not None:
        left.take(*when.words)
        then = find(left.blanked(), language, now)
    if then is not None:
        left.take(*then.words)
    minutes = minutes_in(left, words) if minutes is None else minutes
    spoken = spoken_in(left, words)
    places = [place for place in places_in(text, language) if place.timed]
    for place in places:
        left.take(*place.words)
    # "What events are there" asks for anything; a round table stays what is looked for, as the programme may have it
    # as a seminar.
    left.take_all(words.generic)
    asked = [kind for kind, pattern in words.kinds.items() if kind != "event" and left.take_all(pattern)]
    kinds = tuple(kind for kind in asked if kind != "any")
    practical = left.take_all(words.practical)
    past = left.take_all(words.past) or _is_over(when, now)
    return Wish(
        when=when,
        then=then,
        spoken=spoken[0] if spoken else None,
        kinds=kinds,
        topic=left.subject(words),
        minutes=minutes,
        first_only=when is None and bool(words.first.search(left.shown)) and not words.many.search(left.shown),
        past=past,
        zones=places[-1].zones if places else (),
        about=about,
        practical=practical,
    )


def names_session(text: str, language: str) -> bool:
    """Whether a message says a word for something that takes place: a seminar, a class, a session.

    Raises:
        KeyError: another language.
    """
    shown, _ = plain(text)
    return any(pattern.search(shown) for pattern in words_of(language).kinds.values())


def _is_over(when: Dated | None, now: datetime) -> bool:
    return when is not None and all(option.end is not None and option.end <= now for option in when.options)
