"""Fill the home's database with a programme of six months, to try things out with: ``make demo-sessions``.

Seminar series, the modules of two courses, single events and office hours with slots, in several zones and six
languages, on the topics and with the documents of the shipped library; six seminars lie in the past, and what was said
there is a recording of the library. People are roles and places are made up; every description says so.

What is there already stays as it is: a second run adds nothing, one after a run that was cut off adds the rest.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from programme import Database

__all__ = ["Item", "fill", "items", "main"]

CONTENT = Path(__file__).with_suffix(".yml")
_DAYS = ("MO", "TU", "WE", "TH", "FR")
#: Nothing takes place in the weeks of these days.
_BREAK = frozenset({(12, 25), (1, 1)})
#: How long before they take place past sessions were planned.
_AHEAD = timedelta(days=30)
#: What is over for longer is added again.
_REMEMBERED = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Item:
    """One session or series to be.

    Attributes:
        known: of its ``Plan``.
        rule: of a series; None for one session.
        without: times of the rule at which there is none.
        slot: minutes of a slot of office hours; ``pause`` those between two. None for other kinds.
    """

    known: dict[str, Any]
    rule: str | None = None
    without: tuple[datetime, ...] = ()
    slot: int | None = None
    pause: int = 0


def items(today: date) -> list[Item]:
    """Everything there is to be, counted from the Monday of the week of ``today``."""
    content = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    monday = today - timedelta(days=today.weekday())
    marks = content["marks"]
    made = [_item(each, "seminar", monday, marks) for name in ("past", "series") for each in content[name]]
    for cohort in content["cohorts"]:
        for number, module in enumerate(content["modules"], start=1):
            raw = cohort | {
                "title": module["title"],
                "week": cohort["week"] + number - 1,
                "topic": module["topic"],
                "module": module["title"],
                "materials": [module["name"]],
                "description": f"Module {number} of the course on International Migration Law.",
            }
            made.append(_item(raw, "course", monday, marks))
    made += [_item(each, "event", monday, marks) for each in content["events"]]
    made += [_item(each, "office_hours", monday, marks) for each in content["office_hours"]]
    return made


def fill(database: Database, now: datetime) -> tuple[int, int]:
    """Add what is not there.

    Returns:
        How many sessions were added, and how many of those are slots.
    """
    from programme import OfficeHours, Sessions
    from programme.plan import Plan

    sessions, hours = Sessions(database), OfficeHours(database)
    added = slots = 0
    for item in items(now.date()):
        plan = Plan(**item.known)
        starts_at, _ = plan.moments()
        planned_at = min(now, starts_at - _AHEAD)
        if _is_there(sessions, plan, now):
            continue
        if item.slot is not None:
            made = hours.add_series(
                plan, item.rule or "", item.slot, planned_at, pause=item.pause, without=item.without
            )
            cut = sum(len(hours.slots(each.id)) for each in made)
            slots += cut
            added += len(made) + cut
        elif item.rule is not None:
            added += len(sessions.add_series(plan, item.rule, planned_at, without=item.without))
        else:
            sessions.add(plan, planned_at)
            added += 1
    return added, slots


def _is_there(sessions: Any, plan: Any, now: datetime) -> bool:
    """Whether it was added before: one of the same title, cohort, description and zone, not long over."""
    found = sessions.find(titles=(plan.title,), after=now - _REMEMBERED, cancelled=True, limit=1000)
    return any(
        (each.plan.cohort, each.plan.description, each.plan.zone) == (plan.cohort, plan.description, plan.zone)
        for each in found
    )


def _item(raw: dict[str, Any], kind: str, monday: date, marks: dict[str, str]) -> Item:
    known = dict(raw)
    day = _week(monday, known.pop("week")) + timedelta(days=_DAYS.index(known.pop("day")))
    starts = datetime.combine(day, time.fromisoformat(known.pop("at")))
    rule, slot, pause = known.pop("rule", None), known.pop("slot", None), known.pop("pause", 0)
    without = () if rule is None else _without(rule, starts, known.pop("without", ()))
    mark = marks[known["languages"][0] if len(known["languages"]) < len(marks) else "en"]
    known["description"] = f"{known['description']} {mark}"
    for name in ("languages", "materials"):
        known[name] = tuple(known.get(name, ()))
    return Item(known | {"kind": kind, "starts": starts}, rule, without, slot, pause)


def _week(monday: date, weeks: int) -> date:
    """The Monday so many weeks ahead; those around the New Year are not counted."""
    for _ in range(weeks):
        monday += timedelta(weeks=1)
        while _is_break(monday):
            monday += timedelta(weeks=1)
    return monday + timedelta(weeks=min(weeks, 0))


def _is_break(monday: date) -> bool:
    return any((day.month, day.day) in _BREAK for day in (monday + timedelta(days=n) for n in range(5)))


def _without(rule: str, starts: datetime, numbers: tuple[int, ...]) -> tuple[datetime, ...]:
    """The occurrences that are left out: those of these numbers (the first is 1), and those around the New Year."""
    from dateutil.rrule import rrulestr

    return tuple(
        each
        for number, each in enumerate(rrulestr(rule, dtstart=starts), start=1)
        if number in numbers or _is_break((each - timedelta(days=each.weekday())).date())
    )


def main() -> int:
    """Fill the home's database, and say what is in it; 1 when it cannot be done."""
    from programme import Database
    from programme.errors import ProgrammeError
    from settings import SettingsError, load

    now = datetime.now(timezone.utc)
    try:
        settings = load()
        database = Database(settings.database)
    except (SettingsError, ProgrammeError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command speaks on stderr
        return 1
    try:
        database.create()
        added, slots = fill(database, now)
    except ProgrammeError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    finally:
        database.close()
    if not added:
        print("The demonstration programme is there already; nothing was added.")  # noqa: T201
    else:
        last = max(item.known["starts"] for item in items(now.date()))
        print(  # noqa: T201
            f"{added} sessions were added, {slots} of them slots of office hours, until {last:%B %Y}. "
            "People and places are illustrations."
        )
    print("Look at them with: .venv/bin/attache sessions list, or ask in make chat: what's on next week")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
