"""A plan read back, before anything is stored: every line as it will be, with what was resolved."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.planning.times import day, hours, offset, spoken_languages
from nlu.texts import mark
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.planning.resolving import Resolved
    from nlu.texts import Texts
    from programme.plan import Plan

__all__ = ["KINDS", "read_back", "read_changes"]

KINDS = MappingProxyType(
    {
        "seminar": mark("Seminar"),
        "course": mark("Course session"),
        "event": mark("Event"),
        "office_hours": mark("Office hours"),
        "slot": mark("Office hours"),
    }
)
#: Lines that a plan may have, by its attribute.
_LINES = MappingProxyType(
    {
        "topic": mark("Topic: {value}"),
        "place": mark("Place: {value}"),
        "link": mark("Link: {value}"),
        "host": mark("Host: {value}"),
        "audience": mark("For: {value}"),
        "module": mark("Module: {value}"),
        "cohort": mark("Cohort: {value}"),
        "recording": mark("Recording: {value}"),
        "description": mark("Description: {value}"),
    }
)


def read_back(resolved: Resolved, said: Texts) -> tuple[str, ...]:
    """The lines: title, day, hours, zone, UTC, languages, places and whatever else the plan has."""
    plan = resolved.plan
    lines = [
        said.say("{kind}: {title}", kind=said.say(KINDS[plan.kind]), title=plan.title),
        *_time(plan, resolved.starts[0], resolved.length, said),
    ]
    if resolved.rule is not None:
        lines += _series(resolved, said)
    return (*lines, *_described(plan, said))


def read_changes(old: Plan, new: Plan, said: Texts) -> tuple[str, ...]:
    """The lines of a session that would be other than they are; none where nothing changes."""
    lines = []
    if (old.title, old.kind) != (new.title, new.kind):
        lines.append(said.say("{kind}: {title}", kind=said.say(KINDS[new.kind]), title=new.title))
    (before, ended), (start, end) = old.moments(), new.moments()
    if (before, ended, old.zone) != (start, end, new.zone):
        was = _time(old, before, ended - before, said)[0]
        lines += [said.say("Until now: {time}", time=was), *_time(new, start, end - start, said)]
    unchanged = set(_described(old, said))
    lines += [line for line in _described(new, said) if line not in unchanged]
    lines += [said.say(_LINES[name], value="–") for name in _LINES if getattr(old, name) and not getattr(new, name)]
    if old.materials and not new.materials:
        lines.append(said.say("Materials: {value}", value="–"))
    return tuple(lines)


def _time(plan: Plan, start: datetime, length: timedelta, said: Texts) -> tuple[str, str]:
    """On the clocks of the place, and in UTC."""
    here = wall(start, zone_of(plan.zone))
    there = start.replace(tzinfo=None)
    minutes = said.count("{n} minute", "{n} minutes", plan.minutes)
    spoken = day(here, said.language)
    at_place = said.say(
        "{day}, {hours} ({minutes}), {zone}, {offset}",
        day=spoken,
        hours=hours(start, length, plan.zone),
        minutes=minutes,
        zone=plan.zone,
        offset=offset(start, plan.zone),
    )
    in_utc = hours(start, length, "UTC")
    if there.date() != here.date():
        in_utc = said.say("{day}, {hours}", day=day(there, said.language), hours=in_utc)
    return at_place, said.say("In UTC: {hours}", hours=in_utc)


def _series(resolved: Resolved, said: Texts) -> list[str]:
    last = wall(resolved.starts[-1], zone_of(resolved.plan.zone))
    lines = [
        said.count(
            "A series of {n} session by the rule {rule}, the last on {day}",
            "A series of {n} sessions by the rule {rule}, the last on {day}",
            len(resolved.starts),
            rule=resolved.rule or "",
            day=day(last, said.language),
        )
    ]
    if resolved.without:
        left = "; ".join(day(each, said.language) for each in resolved.without)
        lines.append(said.say("Not on: {days}", days=left))
    if resolved.moved:
        lines.append(
            said.count(
                "{n} session begins later on the clocks: daylight saving skips its time that day.",
                "{n} sessions begin later on the clocks: daylight saving skips their time that day.",
                resolved.moved,
            )
        )
    return lines


def _described(plan: Plan, said: Texts) -> tuple[str, ...]:
    places = (
        said.say("Places: as many as come")
        if plan.capacity is None
        else said.say("Places: {number}", number=plan.capacity)
    )
    spoken = said.say("Languages: {names}", names=spoken_languages(plan.languages, said.language))
    lines = [spoken] if plan.kind in ("office_hours", "slot") else [spoken, places]  # their slots have one each
    lines += [said.say(message, value=getattr(plan, name)) for name, message in _LINES.items() if getattr(plan, name)]
    if plan.materials:
        lines.append(said.say("Materials: {value}", value=", ".join(plan.materials)))
    return tuple(lines)
