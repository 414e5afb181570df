"""Reads what staff plan in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from nlu.dates import Dated, NoSuchDay, When, find
from nlu.dates.lexicon import plain
from nlu.places.naming import places_in, unknown_place
from nlu.wishes.faults import wrong_clocks
from nlu.wishes.lengths import minutes_in
from nlu.wishes.persons import host_in
from nlu.wishes.planned import Planned, Wrong
from nlu.wishes.remainder import Remainder
from nlu.wishes.repeating import repeating_in
from nlu.wishes.spoken import spoken_in
from nlu.wishes.venues import room_in, venue_in
from nlu.wishes.words import words_of

if TYPE_CHECKING:
    from nlu.places.naming import Placed
    from nlu.wishes.repeating import Repeating
    from nlu.wishes.words import Words

__all__ = ["read_plan"]

_LINK = re.compile(r"https?://[^\s<>\"“”«»，。]+")
_QUOTED = re.compile(
    r"[«“„\"「《]\s*(?P<title>[^«»“”„\"「」《》]{2,})\s*[»”“\"」》]|(?<!\w)['‘](?P<single>[^'’]{4,})['’](?!\w)"
)
_MOST_PLACES = 10_000
_MINUTE = timedelta(minutes=1)
_PREPOSITION = 6
_NOMINATIVE = {"лекцию": "лекция", "встречу": "встреча", "консультацию": "консультация"}


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
    act = _act(left, words, language)
    capacity = _capacity(left, words, wrong)
    host, room = host_in(left, words), room_in(left, words)
    said = minutes_in(left, words, alone=True)  # "une heure et demie" is no half past one
    repeating = when = last = None
    try:
        repeating = repeating_in(left, words, language, now)
        when = _when(left, repeating, language, now)
        first = when.options[0].start if when else None
        last = repeating.last(first or now, language) if repeating else None
    except NoSuchDay as error:
        wrong.append(Wrong("no_such_day", error.said))
        _take_said(left, error.said)
        when = when or find(left.blanked(), language, now)  # the hour is still good
    ends = [when.words[1]] if when else []
    for each in wrong_clocks(left.blanked(), language):
        wrong.append(each)
        ends.append(_take_said(left, each.said))
    if when is not None and not when.day and _is_length(text, when, words):
        when = None  # "une heure" without "à"
    if when is not None:
        left.take(*when.words)
        wrong += _past(text, when, now)
    place = venue_in(left, words, language, tuple(ends))
    if place is not None:
        left.take(*place.words)
    else:
        unknown = unknown_place(text, language, after=when.words[1] if when else None)
        if unknown is not None and left.is_kept(*unknown):
            wrong.append(Wrong("unknown_place", text[slice(*unknown)]))
            left.take(*unknown)
    kind, word = _kind(left, words)
    length = _length(when)
    said = said or minutes_in(left, words)
    minutes, slot = (length, said) if kind == "office_hours" and length is not None else (length or said, None)
    languages = spoken_in(left, words)
    left.take_all(words.kinds["any"])
    topic = left.subject(words)
    title = (quoted["title"] or quoted["single"]).strip() if quoted else _title(text, topic, word, language)
    if when is not None and last is not None and when.options[0].start and last < when.options[0].start.date():
        wrong.append(Wrong("rule_ends_before_start", f"{last:%Y-%m-%d}"))
    return Planned(
        act=act,
        title=title,
        kind=kind,
        when=when,
        minutes=minutes,
        slot_minutes=slot,
        zones=place.zones if place else (),
        place=place.name if place else None,
        room=room,
        link=link[0] if link else None,
        capacity=capacity,
        languages=languages,
        host=host,
        topic=topic or title,
        rule=repeating.rule(last) if repeating else None,
        missing=_missing(title or host or "", when, minutes, place, repeating),
        wrong=tuple(wrong),
    )


def _act(left: Remainder, words: Words, language: str) -> str:
    """What is to be done: what the first such word says, the longest of those that begin there. New York is not new."""
    named = {at for place in places_in(left.text, language) for at in range(*place.words)}
    matches = [
        (match.start(), -match.end(), name)
        for name, pattern in words.acts.items()
        for match in pattern.finditer(left.shown)
        if left.is_there(*match.span()) and named.isdisjoint(range(*left.origin(*match.span())))
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


def _when(left: Remainder, repeating: Repeating | None, language: str, now: datetime) -> Dated | None:
    """The beginning, and the end where it is said with it. Of a series the first day of it."""
    kept = Remainder(left.blanked())
    for place in places_in(left.text, language):
        if place.kind == "zone":
            kept.take(*place.words)  # "UTC+3" is no date
    when = find(kept.blanked(), language, now)
    if repeating is None or not repeating.days:
        return when
    if when is None and repeating.day is not None:
        alone = find(left.text[slice(*repeating.day)].split()[-1], language, now)  # "по вторникам" is no limit
        when = alone and replace(alone, words=repeating.day)
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


def _take_said(left: Remainder, said: str) -> int:
    """Leave out what was said; where it ends."""
    start = left.text.find(said)
    left.take(start, start + len(said))
    return start + len(said)


def _is_length(text: str, when: Dated, words: Words) -> bool:
    return words.minutes.fullmatch(plain(text[slice(*when.words)])[0]) is not None


def _past(text: str, when: Dated, now: datetime) -> list[Wrong]:
    over = all(option.start is not None and option.start <= now and (option.clock or _ends(option, now))
               for option in when.options)  # fmt: skip
    return [Wrong("past", text[slice(*when.words)])] if over else []


def _ends(option: When, now: datetime) -> bool:
    return option.end is not None and option.end <= now


def _kind(left: Remainder, words: Words) -> tuple[str, tuple[int, int]]:
    """The kind that is named first and where; its word is taken out, others may belong to the subject."""
    found = [
        (match.start(), -match.end(), kind)
        for kind, pattern in words.kinds.items()
        if kind != "any"
        for match in pattern.finditer(left.shown)
        if left.is_there(*match.span())
    ]
    if not found:
        return "seminar", (0, 0)
    start, end, kind = min(found)
    return kind, left.take_shown(start, -end)


def _title(text: str, topic: str, kind: tuple[int, int], language: str) -> str:
    """The topic; in Russian with the word that it hangs on ("Семинар о миграции"), whose case it stands in."""
    place = text.find(topic, kind[1])
    word = text[slice(*kind)].casefold()
    if language == "ru" and word and 0 <= place - kind[1] <= _PREPOSITION and topic:
        topic = _NOMINATIVE.get(word, word) + text[kind[1] : place] + topic
    return topic[:1].upper() + topic[1:]


def _length(when: Dated | None) -> int | None:
    """Minutes from the beginning to the end, where both are said."""
    option = when.options[0] if when else None
    if option is None or not option.clock or option.start is None or option.end is None:
        return None
    return (option.end - option.start) // _MINUTE


def _missing(
    title: str, when: Dated | None, minutes: int | None, place: Placed | None, repeating: Repeating | None
) -> tuple[str, ...]:
    gaps = {
        "title": not title,
        "day": when is None or not (when.day or (repeating and repeating.days)),
        "hour": when is None or not all(option.clock for option in when.options),
        "end": minutes is None,
        "zone": place is None,
        "rule_end": repeating is not None and repeating.until is None and repeating.count is None,
    }
    return tuple(name for name, gap in gaps.items() if gap)
