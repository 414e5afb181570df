"""A draft from what somebody writes: a whole sentence, or the answer to one question about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.planning.draft import Draft

if TYPE_CHECKING:
    from datetime import date, datetime

    from nlu.dates import When
    from nlu.wishes import Planned

__all__ = ["Understood", "answered", "understand"]

#: A title that is longer is no answer to "what is it called".
_LONGEST_TITLE = 200
#: Languages in which the name of a place has another ending in a sentence.
_DECLINING = frozenset({"ru"})
#: What is longer is no topic that somebody could follow.
_LONGEST_TOPIC = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was understood.

    Attributes:
        draft: with everything that is certain.
        wrong: what cannot be meant, a word of ``nlu.wishes.Wrong.what``, or empty.
        said: that part, as it was written.
        days: what the day can be, where that is to be asked back.
        zones: what the zone can be, likewise.
    """

    draft: Draft
    wrong: str = ""
    said: str = ""
    days: tuple[date, ...] = ()
    zones: tuple[str, ...] = ()


def understand(text: str, language: str, now: datetime, *, zone: str | None = None) -> Understood:
    """What a sentence plans.

    Args:
        text: the sentence.
        language: of it, one of six (ISO 639-1).
        now: with a zone.
        zone: of the one who writes, for "tomorrow" where the sentence names no place; UTC when not known.
    """
    from nlu.places import find_place
    from nlu.wishes import read_plan

    place = find_place(text, language)
    here = place.zones[0] if place is not None and place.zones else zone or "UTC"
    local = now.astimezone(ZoneInfo(here)).replace(tzinfo=None)
    found = _understood(Draft(languages=(language,)), read_plan(text, language, local))
    if language in _DECLINING and found.draft.place is not None:  # "в Женеве" is not what the place is called
        return replace(found, draft=found.draft.but(place=None))
    return found


def answered(draft: Draft, asked: str, text: str, language: str, now: datetime) -> Understood | None:
    """``draft`` with the answer to what was asked.

    Args:
        draft: so far.
        asked: one of ``NEEDED``, or ``"rule_end"``.
        text: the answer.
        language: of it.
        now: with a zone.

    Returns:
        None where the answer cannot be read as one.
    """
    from nlu.places import zone_named
    from nlu.wishes import read_plan

    text = text.strip()
    if asked == "title":
        title = text.strip(" \t\"“”«»„'.").strip()
        return Understood(draft=draft.but(title=title)) if 0 < len(title) <= _LONGEST_TITLE else None
    if asked == "zone":
        zones = zone_named(text, language) if len(text) <= 200 else ()
        if len(zones) > 1:
            return Understood(draft=draft, zones=zones)
        return Understood(draft=draft.but(zone=zones[0])) if zones else None
    here = ZoneInfo(draft.zone or "UTC")
    planned = read_plan(text, language, now.astimezone(here).replace(tzinfo=None))
    if planned.wrong:
        return Understood(draft=draft, wrong=planned.wrong[0].what, said=planned.wrong[0].said)
    if asked == "minutes":
        return _lasts(draft, planned, text, language, now.astimezone(here).replace(tzinfo=None))
    when = planned.when
    if when is None:
        return None
    if asked == "hour":
        option = when.options[0]
        if not option.clock or option.start is None:
            return None
        minutes = _minutes(option)
        lasts = {} if minutes is None else {"on_clock": minutes}
        return Understood(draft=draft.but(hour=option.start.time(), **lasts))
    if asked == "rule_end" and when.when is not None and draft.rule is not None:
        last = _last_day(when.when)
        return None if last is None else Understood(draft=draft.but(rule=f"{draft.rule};UNTIL={last:%Y%m%d}"))
    return _dated(draft, when.options)


def _understood(draft: Draft, planned: Planned) -> Understood:
    known: dict[str, Any] = {
        "title": planned.title or None,
        "kind": planned.kind,
        "minutes": planned.minutes,
        "capacity": planned.capacity,
        "slot": planned.slot_minutes if planned.kind == "office_hours" else None,
        "host": planned.host,
        "topic": planned.topic if 0 < len(planned.topic) <= _LONGEST_TOPIC else None,
        "link": planned.link,
        "rule": planned.rule,
        "languages": planned.languages or draft.languages,
    }
    draft = draft.but(**known)
    if len(planned.zones) == 1:
        draft = draft.but(zone=planned.zones[0])
    town = planned.place if planned.place and "/" not in planned.place else None  # "Europe/Paris" is no place to go to
    draft = draft.but(place=", ".join(filter(None, (planned.room, town))) or None)
    if planned.wrong:
        return Understood(draft=draft, wrong=planned.wrong[0].what, said=planned.wrong[0].said)
    found = Understood(draft=draft) if planned.when is None else _dated(draft, planned.when.options)
    zones = planned.zones if len(planned.zones) > 1 else ()
    return Understood(draft=found.draft, wrong=found.wrong, said=found.said, days=found.days, zones=zones)


def _dated(draft: Draft, options: tuple[When, ...]) -> Understood:
    """Day, hour and length, where they are said."""
    starts = [each for each in options if each.start is not None]
    if not starts:
        return Understood(draft=draft)
    first = starts[0]
    assert first.start is not None  # noqa: S101 - looked at above
    hour: time | None = first.start.time() if first.clock else draft.hour
    minutes = _minutes(first)
    if minutes is not None and minutes <= 0:
        return Understood(draft=draft, wrong="end_before_start", said=f"{first.start:%H:%M}–{first.end:%H:%M}")
    draft = draft.but(hour=hour, on_clock=draft.on_clock if minutes is None else minutes)
    days = tuple(dict.fromkeys(each.start.date() for each in starts if each.start is not None))
    if not first.clock and first.end is not None and (first.end - first.start).days > 1:
        return Understood(draft=draft)  # a week or a month is no day
    if len(days) > 1:
        return Understood(draft=draft, days=days)
    return Understood(draft=draft.but(day=days[0]))


def _lasts(draft: Draft, planned: Planned, text: str, language: str, now: datetime) -> Understood | None:
    """How long, where a length, an end, or both hours are said."""
    from nlu.wishes import read_wish

    when = planned.when
    minutes = planned.minutes or read_wish(text, language, now).minutes
    if minutes and (when is None or when.options[0].end is None):
        return Understood(draft=draft.but(minutes=minutes, on_clock=None))
    if when is None or draft.hour is None:
        return None
    option = when.options[0]
    if not option.clock and (option.start is not None or option.end is None or option.end.time() == time()):
        return None  # a day says nothing of the hour; "until 11:30" does
    if option.start is not None and option.end is not None:  # both hours are said again
        return Understood(draft=draft.but(hour=option.start.time(), on_clock=_minutes(option)))
    end = option.start or option.end
    if end is None:
        return None
    minutes = (end.hour - draft.hour.hour) * 60 + end.minute - draft.hour.minute
    if minutes <= 0:
        return Understood(draft=draft, wrong="end_before_start", said=f"{draft.hour:%H:%M}–{end:%H:%M}")
    return Understood(draft=draft.but(on_clock=minutes))


def _last_day(when: When) -> date | None:
    """The last day of a stretch: "June", "30 June", "until 30 June"."""
    if when.start is None:
        return None if when.end is None else when.end.date()
    return when.start.date() if when.end is None else (when.end - timedelta(microseconds=1)).date()


def _minutes(when: When) -> int | None:
    if not when.clock or when.start is None or when.end is None:
        return None
    return int((when.end - when.start).total_seconds()) // 60
