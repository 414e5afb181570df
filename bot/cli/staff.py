"""``attache staff``: who answers delegates in person. Invites, lists and removes them."""

from __future__ import annotations

import contextlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output
from bot.cli.links import bot_name, start_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from programme import Staff
    from settings import Settings

__all__ = ["staff"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def staff() -> None:
    """Invite, list and remove staff.

    They answer what delegates ask of a person.

    An invitation is a code that works once. Whoever opens its link in Telegram, and agrees to what is kept then,
    gets the questions of delegates in the private chat with the bot and answers them there.
    """


@staff.command()
@click.option(
    "--role",
    type=click.Choice(["staff", "editor"]),
    default="staff",
    show_default=True,
    help="What the person is on the list; both answer questions.",
)
@click.option("--days", default=7, show_default=True, help="For how many days the code works, 1 to 90.")
@click.option("--name", default="", help="The person's name on the list.")
@click.option("--json", "as_json", is_flag=True, help="Print the code and the link as data.")
def invite(role: str, days: int, name: str, as_json: bool) -> None:
    """Print a new code, and the link that uses it."""
    settings = output.prepare()
    with _staff(settings) as team:
        code = team.invite(role, _now(), days=days, name=output.text_of(name, "name"))
    link = start_link(bot_name(settings), f"staff_{code}")
    if as_json:
        output.print_json({"code": code, "link": link, "role": role, "days": days})
        return
    click.echo(f"Code: {code}")
    if link:
        click.echo(f"Link: {link}")
    period = "a day" if days == 1 else f"{days} days"
    click.echo(f"It works once, within {period}. Send it to one person only: whoever has it reads the questions.")
    if not link:
        click.echo(f"The person writes it to the bot in Telegram: /start staff_{code}")


@staff.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as data.")
def list_(as_json: bool) -> None:
    """Show who is staff."""
    with _staff(output.prepare()) as team:
        members = team.members()
    rows: list[dict[str, Any]] = [
        {
            "number": member.id,
            "name": member.name,
            "role": member.role,
            "channel": member.channel,
            "since": member.linked_at.isoformat(timespec="minutes"),
        }
        for member in members
    ]
    if as_json:
        output.print_json(rows)
        return
    if not rows:
        click.echo("Nobody is staff yet. Invite somebody with: attache staff invite")
        return
    from rich.table import Table

    table = Table(*(name.capitalize() for name in rows[0]))
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    output.console().print(table)


@staff.command()
@click.argument("number", type=int)
def remove(number: int) -> None:
    """Remove a member of staff by the NUMBER in the list."""
    with _staff(output.prepare()) as team:
        member = team.remove(number, _now())
    named = f" ({member.name})" if member.name else ""
    click.echo(f"Removed number {number}{named}. Questions taken by this person are open for the others.")


@contextlib.contextmanager
def _staff(settings: Settings) -> Iterator[Staff]:
    from programme import Database, Staff

    database = Database(settings.database)
    try:
        database.create()
        yield Staff(database)
    finally:
        database.close()


def _now() -> datetime:
    return datetime.now(timezone.utc)
