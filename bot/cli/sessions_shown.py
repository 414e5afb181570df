"""Sessions as the command line shows them: a table for eyes, data for programs."""

from __future__ import annotations

import contextlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from programme import Database
    from programme.session_rows import Session
    from settings import Settings

__all__ = ["agreed", "now", "opened", "plain", "safe", "show", "table"]

_PLAN = (
    "title", "kind", "description", "topic", "place", "link", "capacity", "audience", "host", "module", "cohort",
    "recording", "zone", "minutes",
)  # fmt: skip


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of the programme."""
    from programme import Database

    database = Database(settings.database)
    try:
        database.create()
        yield database
    finally:
        database.close()


def now() -> datetime:
    """The moment, UTC."""
    return datetime.now(timezone.utc)


def plain(session: Session) -> dict[str, Any]:
    """One session for JSON."""
    plan = session.plan
    return {
        "id": session.id,
        **{name: getattr(plan, name) for name in _PLAN},
        "languages": list(plan.languages),
        "materials": list(plan.materials),
        "starts": plan.starts.isoformat(timespec="minutes"),
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "taken": session.taken,
        "free": session.free,
        "sequence": session.sequence,
        "cancelled": session.cancelled,
        "series": session.series,
    }


def table(sessions: Sequence[Session], zone: str | None = None) -> None:
    """Print sessions, a row each; times in ``zone``, or each in its own."""
    from rich.table import Table
    from rich.text import Text

    from bot.planning.times import hours
    from programme.zones import wall, zone_of

    rows = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("Session", "Day", "Hours", "Zone", "Title", "Kind", "Languages", "Taken"):
        rows.add_column(column, overflow="fold", justify="right" if column == "Taken" else "left")
    for each in sessions:
        plan, shown = each.plan, zone or each.plan.zone
        here = wall(each.starts_at, zone_of(shown))
        title = safe(plan.title) + (" (cancelled)" if each.cancelled else "")
        places = str(each.taken) if plan.capacity is None else f"{each.taken}/{plan.capacity}"
        rows.add_row(
            each.id, f"{here:%a %Y-%m-%d}", hours(each.starts_at, each.ends_at - each.starts_at, shown), shown,
            Text(title), plan.kind.replace("_", " "), " ".join(plan.languages), places,
        )  # fmt: skip
    output.console().print(rows)


def show(session: Session, more: dict[str, Any]) -> None:
    """Print one session, line by line, and what else is known of it."""
    from bot.planning import Resolved, read_back
    from nlu.texts import texts

    resolved = Resolved(session.plan, (session.starts_at,))
    for line in (f"Session {session.id}", *read_back(resolved, texts("en"))):
        click.echo(safe(line))
    state = "cancelled" if session.cancelled else "planned" if session.ends_at > now() else "over"
    for name, value in {"State": state, "Taken": session.taken, "Changes": session.sequence, **more}.items():
        click.echo(f"{name}: {value}")


def agreed(lines: Sequence[str], question: str, *, yes: bool) -> bool:
    """Read lines back on standard error and ask; ``yes`` is the answer given beforehand."""
    for line in lines:
        click.echo(safe(line), err=True)
    return yes or click.confirm(question, default=False, err=True)


def safe(words: str) -> str:
    """What somebody else wrote, fit for a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
