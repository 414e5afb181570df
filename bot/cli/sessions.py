"""``attache sessions``: the programme, as staff plan and keep it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output, typed
from bot.cli.session_options import KINDS
from bot.cli.sessions_adding import add, office_hours
from bot.cli.sessions_changing import announce, attach, cancel, change
from bot.cli.sessions_shown import now, opened, plain, show, table
from bot.errors import BadInput

if TYPE_CHECKING:
    from programme import Database

__all__ = ["sessions"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def sessions() -> None:
    """Plan sessions, show, change and cancel them.

    Times are those that clocks at the place of a session show. Whoever has a place is told of a change in the
    channel in which they took it, and gets an update for their calendar.
    """


@sessions.command("list")
@click.option("--from", "since", help="Only from this day on: 2027-03-12. Today when left out.")
@click.option("--until", help="Only to this day, included.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Of this kind; may be repeated.")
@click.option("--topic", help="Of this topic, word for word.")
@click.option("--language", help="Spoken there: en.")
@click.option("--zone", help="Show every time in this zone: Pacific/Fiji, or a city.")
@click.option("--all", "everything", is_flag=True, help="Those that were cancelled, too.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 1000), help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(
    since: str | None,
    until: str | None,
    kinds: tuple[str, ...],
    topic: str | None,
    language: str | None,
    zone: str | None,
    everything: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Show what there is, the earliest first."""
    settings = output.prepare()
    shown = None if zone is None else typed.zone(zone)
    clock = shown or settings.zone or "UTC"
    after = now() if since is None else _midnight(since, clock)
    before = None if until is None else _midnight(until, clock, after=1)
    if before is not None and before <= after:
        raise BadInput("The last day lies before the first. Give a later --until, or an earlier --from.")
    spoken = None if language is None else (typed.codes((language,)) or (None,))[0]
    with opened(settings) as database:
        found = _all(database).find(
            after=after, before=before, kinds=kinds, topic=topic, language=spoken, cancelled=everything, limit=limit
        )
    if as_json:
        output.print_json([plain(each) for each in found])
    elif found:
        table(found, shown)
        if len(found) == limit:
            output.messages().print(f"There may be more: only {limit} are shown. Raise --limit, or give --until.")
    else:
        output.messages().print("Nothing is planned there. Plan something with: attache sessions add --help")


@sessions.command("show")
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_(session: str, as_json: bool) -> None:
    """Show one SESSION, how many places are taken, how many wait."""
    with opened(output.prepare()) as database:
        found = _all(database).get(session)
        inside = _inside(database, session)
    counts = {
        "registered": sum(row["state"] == "registered" for row in inside),
        "offered": sum(row["state"] == "offered" for row in inside),
        "waiting": sum(row["state"] == "waiting" for row in inside),
        "attended": sum(row["attended_at"] is not None for row in inside),
    }
    if as_json:
        output.print_json(plain(found) | counts)
        return
    show(found, {name.capitalize(): number for name, number in counts.items()})


@sessions.command()
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def people(session: str, as_json: bool) -> None:
    """Show who has a place in a SESSION or waits for one, in order.

    Nobody's name is kept, so none is shown.
    """
    with opened(output.prepare()) as database:
        found = _all(database).get(session)
        rows = _inside(database, session)
    if as_json:
        output.print_json(rows)
        return
    if not rows:
        output.messages().print(f"Nobody has registered for “{found.plan.title}” yet.")
        return
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        shown.add_column(name.replace("_at", "").capitalize())
    for row in rows:
        shown.add_row(*("" if value is None else str(value) for value in row.values()))
    output.console().print(shown)


for _command in (add, office_hours, change, attach, cancel, announce):
    sessions.add_command(_command)


def _all(database: Database) -> Any:
    from programme import Sessions

    return Sessions(database)


def _inside(database: Database, session: str) -> list[dict[str, Any]]:
    """Who is in or waits, without who it is."""
    from programme import Bookings

    return [
        {
            "number": number,
            "state": each.state,
            "turn": each.turn,
            "registered_at": each.registered_at.isoformat(timespec="minutes"),
            "attended_at": each.attended_at and each.attended_at.isoformat(timespec="minutes"),
        }
        for number, each in enumerate(Bookings(database).inside(session), start=1)
    ]


def _midnight(day: str, zone: str, *, after: int = 0) -> datetime:
    """The beginning of a day on the clocks of a zone; of the day so many days ``after``."""
    from programme.zones import zone_of

    return datetime.combine(typed.day(day) + timedelta(days=after), time(), tzinfo=zone_of(zone))
