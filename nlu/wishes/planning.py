"""Reads what staff plan in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from nlu.dates import Dated, NoSuchDay, When, find
from nlu.places.naming import find_place, unknown_place
from nlu.wishes.faults import wrong_clocks
from nlu.wishes.lengths import minutes_in
from nlu.wishes.persons import host_in
from nlu.wishes.planned import Planned, Wrong
from nlu.wishes.remainder import Remainder
from nlu.wishes.repeating import repeating_in
from nlu.wishes.spoken import spoken_in
from nlu.wishes.words import words_of

if TYPE_CHECKING:
    from nlu.places.naming import Placed
    from nlu.wishes.repeating import Repeating
    from nlu.wishes.words import Words

__all__ = ["read_plan"]

_LINK = re.compile(r"https?://[^\s<>\"“”«»，。]+")
_QUOTED = re.compile(r"[«“„\"「《]\s*([^«»“”„\"「」《》]{2,})\s*[»”“\"」》]")
_MOST_PLACES = 10_000
_MINUTE = timedelta(minutes=1)


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
    link, quoted = _LINK.search(text), _QUOTED.search(text)
    for match in (link, quoted):
        if match is not None:
            left.take(*match.span())
    act = _act(left, words)
    capacity = _capacity(left, words, wrong)
    place = find_place(left.blanked(), language)
    host = host_in(left, words)
    repeating = when = None
    try:
        repeating = repeating_in(left, words, language, now)
        when = _when(left, repeating, place, language, now)
    except NoSuchDay as error:
        wrong.append(Wrong("no_such_day", error.said))
        _take_said(left, error.said)
    wrong += wrong_clocks(left.blanked(), language)
    for each in wrong:
        _take_said(left, each.said)
    if when is not None:
        left.take(*when.words)
        wrong += _past(text, when, now)
    if place is not None:
        left.take(*place.words)
    else:
        unknown = unknown_place(text, language, after=when.words[1] if when else None)
        if unknown is not None and left.is_kept(*unknown):
            wrong.append(Wrong("unknown_place", text[slice(*unknown)]))
            left.take(*unknown)
    kind = _kind(left, words)
    length = _length(when)
    said = minutes_in(left, words)
    minutes, slot = (length, said) if kind == "office_hours" and length is not None else (length or said, None)
    languages = spoken_in(left, words)
    left.take_all(words.kinds["any"])
    topic = left.subject(words)
    title = quoted[1].strip() if quoted else topic[:1].upper() + topic[1:]
    if repeating is not None:
        wrong += _series(repeating, when)
    return Planned(
        act=act,
        title=title,
        kind=kind,
        when=when,
        minutes=minutes,
        slot_minutes=slot,
        zones=place.zones if place else (),
        place=place.name if place else None,
        link=link[0] if link else None,
        capacity=capacity,
        languages=languages,
        host=host,
        topic=topic or title,
        rule=repeating.rule() if repeating else None,
        missing=_missing(title, when, minutes, place, repeating),
        wrong=tuple(wrong),
    )


def _act(left: Remainder, words: Words) -> str:
    """What is to be done: what the first such word says, the longest of those that begin there."""
    matches = [
        (match.start(), -match.end(), name)
        for name, pattern in words.acts.items()
        if (match := pattern.search(left.shown)) and left.is_there(*match.span())
    ]
    if not matches:
        return "create"
    start, end, name = min(matches)
    left.take_shown(start, -end)
    return name


def _capacity(left: Remainder, words: Words, wrong: list[Wrong]) -> int | None:
    match = next((each for each in words.places.finditer(left.shown) if left.is_there(*each.span())), None)
    if match is None:
        return None
    start, end = left.take_shown(*match.span())
    capacity = int(match["figure"])
    if not 1 <= capacity <= _MOST_PLACES:
        wrong.append(Wrong("places", left.text[start:end]))
        return None
    return capacity


def _when(
    left: Remainder, repeating: Repeating | None, place: Placed | None, language: str, now: datetime
) -> Dated | None:
    """The beginning, and the end where it is said with it. Of a series the first day of it."""
    kept = Remainder(left.blanked())
    if place is not None and place.kind == "zone":
        kept.take(*place.words)  # "UTC+3" is no date
    when = find(kept.blanked(), language, now)
    if repeating is None or not repeating.days:
        return when
    if when is None or not when.day:
        both = left.blanked(but=repeating.day)
        when = find(both, language, now) or when
    if when is None:
        return None
    return replace(when, options=tuple(_first_on(option, repeating.days, now) for option in when.options))


def _first_on(option: When, days: tuple[int, ...], now: datetime) -> When:
    if option.start is None:
        return option
    ahead = min((day - option.start.weekday()) % 7 for day in days)
    if not ahead and option.clock and option.start <= now:
        ahead = min((day - option.start.weekday() - 1) % 7 + 1 for day in days)
    step = timedelta(days=ahead)
    return replace(option, start=option.start + step, end=option.end and option.end + step)


def _take_said(left: Remainder, said: str) -> None:
    start = left.text.find(said)
    if said and start >= 0:
        left.take(start, start + len(said))


def _past(text: str, when: Dated, now: datetime) -> list[Wrong]:
    over = all(option.start is not None and option.start <= now and (option.clock or _ends(option, now))
               for option in when.options)  # fmt: skip
    return [Wrong("past", text[slice(*when.words)])] if over else []


def _ends(option: When, now: datetime) -> bool:
    return option.end is not None and option.end <= now


def _kind(left: Remainder, words: Words) -> str:
    """The kind that is named first; its word is taken out, others may belong to the subject."""
    found = [
        (match.start(), -match.end(), kind)
        for kind, pattern in words.kinds.items()
        if kind != "any"
        for match in pattern.finditer(left.shown)
        if left.is_there(*match.span())
    ]
    if not found:
        return "seminar"
    start, end, kind = min(found)
    left.take_shown(start, -end)
    return kind


def _length(when: Dated | None) -> int | None:
    """Minutes from the beginning to the end, where both are said."""
    option = when.options[0] if when else None
    if option is None or not option.clock or option.start is None or option.end is None:
        return None
    return (option.end - option.start) // _MINUTE


def _series(repeating: Repeating, when: Dated | None) -> list[Wrong]:
    first = when.options[0].start if when else None
    if first is not None and repeating.last is not None and repeating.last < first.date():
        return [Wrong("rule_ends_before_start", f"{repeating.last:%Y-%m-%d}")]
    return []


def _missing(
    title: str, when: Dated | None, minutes: int | None, place: Placed | None, repeating: Repeating | None
) -> tuple[str, ...]:
    gaps = {
        "title": not title,
        "day": when is None or not when.day,
        "hour": when is None or not all(option.clock for option in when.options),
        "end": minutes is None,
        "zone": place is None,
        "rule_end": repeating is not None and repeating.last is None and repeating.count is None,
    }
    return tuple(name for name, gap in gaps.items() if gap)
