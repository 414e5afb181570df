"""What ``attache sessions add`` and ``change`` have in common: options, and the draft that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import output, typed
from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.planning import Draft, Resolved
    from settings import Settings

__all__ = ["changes", "described", "placed", "resolved"]

KINDS = ("seminar", "course", "event", "office_hours")
_TEXTS = ("title", "description", "topic", "place", "link", "audience", "host", "module", "cohort")

_DESCRIBED = (
    click.option("--title", help="At most 200 characters."),
    click.option("--description", help="At most 4,000 characters."),
    click.option("--topic", help="A short phrase, such as remittances: what people follow."),
    click.option("--language", "languages", multiple=True, help="Spoken there: en, or en,es."),
    click.option("--place", help="Where it is."),
    click.option("--link", help="Where to join, an https address."),
    click.option("--places", "capacity", type=int, help="How many may come; as many as like when left out."),
    click.option("--audience", help="For whom it is."),
    click.option("--host", help="Who holds it."),
    click.option("--module", help="Of the course that it belongs to."),
    click.option("--cohort", help="Who take the course together."),
    click.option("--recording", help="The document of the library that is its recording."),
    click.option("--material", "materials", multiple=True, help="A document of the library to read; may be repeated."),
)
_PLACED = (
    click.option("--starts", help="On the clocks of the place: '2027-03-12 10:00'."),
    click.option("--until", help="On the same clocks: 11:30; after midnight with its day."),
    click.option("--minutes", type=int, help="How long, instead of --until: 5 to 1440."),
    click.option("--zone", help="Of the place: America/New_York, or a city."),
    click.option(
        "--first/--second", "first", default=None, help="Which is meant, where clocks show the time twice that day."
    ),
)


def described(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of what a session is."""
    for option in reversed(_DESCRIBED):
        command = option(command)
    return command


def placed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of when it is."""
    for option in reversed(_PLACED):
        command = option(command)
    return command


def changes(given: dict[str, Any], draft: Draft) -> Draft:
    """``draft`` with what the options give.

    Raises:
        BadInput: a value cannot be read; an end and a length are both given.
    """
    known: dict[str, Any] = {
        name: output.text_of(given[name], name) or (None if name not in ("title", "description") else "")
        for name in _TEXTS
        if given.get(name) is not None
    }
    for name in ("kind", "capacity", "rule"):
        if given.get(name) is not None:
            known[name] = given[name]
    if given.get("capacity") == 0:  # how a limit is taken away
        known["capacity"] = None
    if given.get("recording") is not None:
        known["recording"] = output.text_of(given["recording"], "recording") or None
    if given.get("materials"):
        known["materials"] = tuple(each for each in given["materials"] if output.text_of(each, "material"))
    if given.get("languages"):
        known["languages"] = typed.codes(given["languages"])
    if given.get("zone") is not None:
        known["zone"] = typed.zone(given["zone"])
    if given.get("first") is not None:
        known["second"] = not given["first"]
    return _timed(given, draft.but(**known))


def _timed(given: dict[str, Any], draft: Draft) -> Draft:
    if given.get("until") and given.get("minutes") is not None:
        raise BadInput("Both --until and --minutes are given. Give one of the two.")
    if given.get("starts"):
        starts = typed.moment(given["starts"])
        draft = draft.but(
            day=starts.date(), hour=starts.time(), second=None if given.get("first") is None else draft.second
        )
    if given.get("minutes") is not None:
        draft = draft.but(minutes=given["minutes"], on_clock=None)
    if given.get("until"):
        if draft.starts is None:
            raise BadInput("--until is given without a beginning. Give --starts as well.")
        draft = draft.but(on_clock=typed.minutes_of(draft.starts, given["until"]))
    if given.get("without"):
        if draft.hour is None:
            raise BadInput("--without is given without a beginning. Give --starts as well.")
        times = tuple(
            typed.moment(each) if ":" in each else typed.moment(f"{each} {draft.hour:%H:%M}")
            for each in given["without"]
        )
        draft = draft.but(without=times)
    return draft


def resolved(draft: Draft, settings: Settings) -> Resolved:
    """What a draft comes to.

    Raises:
        BadInput: something is missing, or clocks show its time twice: the text says how to say which.
        BadValue: it cannot be planned.
    """
    from bot.cli.sessions_shown import now
    from bot.planning import resolve
    from programme.errors import RepeatedTime

    missing = draft.missing
    if missing is not None and missing != "rule_end":
        option = {"day": "--starts", "hour": "--starts", "minutes": "--until or --minutes"}.get(missing, f"--{missing}")
        raise BadInput(f"The {_NAMES[missing]} is missing. Give {option}.")
    try:
        return resolve(draft, now())
    except RepeatedTime as twice:
        first, second = (f"{each:%H:%M} UTC" for each in twice.moments)
        raise BadInput(f"{twice} Add --first ({first}) or --second ({second}).") from None


_NAMES = {
    "title": "title",
    "day": "day",
    "hour": "hour",
    "zone": "time zone of the place",
    "minutes": "end",
}
