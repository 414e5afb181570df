"""``attache polls``: a time for a meeting, found among named people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import output, typed
from bot.cli.links import bot_name, start_link
from bot.cli.sessions_shown import now, opened, safe
from bot.errors import BadInput

if TYPE_CHECKING:
    from programme.poll_rows import Poll

__all__ = ["polls"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def polls() -> None:
    """Find a time that suits named people.

    Each of them gets a link of their own, opens it in Telegram and says of every time whether it suits.
    """


@polls.command("open")
@click.argument("title")
@click.option("--start", "starts", multiple=True, required=True, help="A time: '2027-03-12 10:00'; may be repeated.")
@click.option("--zone", required=True, help="On whose clocks: Europe/Paris, or a city.")
@click.option("--minutes", default=60, show_default=True, type=int, help="How long it takes, 5 to 1440.")
@click.option("--name", "names", multiple=True, required=True, help="Who is asked; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the poll and the links as data.")
def open_(title: str, starts: tuple[str, ...], zone: str, minutes: int, names: tuple[str, ...], as_json: bool) -> None:
    """Open a poll about the time of a meeting called TITLE, and print a link for each person."""
    settings = output.prepare()
    from programme import Polls
    from programme.errors import RepeatedTime

    times = tuple(typed.moment(each) for each in starts)
    people = tuple(output.text_of(each, "name") for each in names)
    with opened(settings) as database:
        try:
            made = Polls(database).open(
                output.text_of(title, "title"), zone=typed.zone(zone), minutes=minutes, starts=times, names=people,
                now=now(),
            )  # fmt: skip
        except RepeatedTime as twice:
            raise BadInput(f"{str(twice).partition('. ')[0]}. Propose another time.") from None
    bot = bot_name(settings)
    links = {name: start_link(bot, f"poll-{token}") for name, token in made.tokens.items()}
    if as_json:
        people_data = [{"name": name, "token": token, "link": links[name]} for name, token in made.tokens.items()]
        output.print_json(_plain(made.poll) | {"links": people_data})
        return
    click.echo(f"Poll {made.poll.id}: {safe(made.poll.title)}")
    for name, token in made.tokens.items():
        click.echo(f"{safe(name)}: {links[name] or f'/start poll-{token}'}")
    what = "opens the link" if bot else "writes this line to the bot in Telegram"
    output.messages().print(f"Send each line to that person only, who {what}. It is shown once and kept nowhere.")


@polls.command("list")
@click.option("--all", "everything", is_flag=True, help="Those that are closed, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(everything: bool, as_json: bool) -> None:
    """Show the polls, the newest first."""
    from programme import Polls

    with opened(output.prepare()) as database:
        found = Polls(database).all(closed=everything)
    if as_json:
        output.print_json([_plain(each) for each in found])
        return
    if not found:
        output.messages().print("No poll is open.")
    for each in found:
        click.echo(f"{each.id}  {len(each.voted)}/{len(each.names)} have answered  {safe(each.title)}")


@polls.command()
@click.argument("poll")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(poll: str, as_json: bool) -> None:
    """Show a POLL: who has answered, which time suits whom."""
    from programme import Polls

    with opened(output.prepare()) as database:
        found = Polls(database).get(poll)
    if as_json:
        output.print_json(_plain(found))
        return
    _print(found)


@polls.command()
@click.argument("poll")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def close(poll: str, number: int | None, as_json: bool) -> None:
    """Close a POLL with the NUMBER of the time that was chosen; without a result when it is left out.

    Whoever came to it is told.
    """
    from programme import Polls

    with opened(output.prepare()) as database:
        found = Polls(database).close(poll, number, now())
    if as_json:
        output.print_json(_plain(found))
        return
    _print(found)
    chosen = next((each for each in found.options if each.number == found.chosen), None)
    if chosen is not None:
        output.messages().print(
            f"To plan it: attache sessions add --title ... --starts '{chosen.starts:%Y-%m-%d %H:%M}' "
            f"--zone {found.zone} --minutes {found.minutes}"
        )


def _print(poll: Poll) -> None:
    from rich.table import Table

    state = "open" if poll.closed_at is None else "closed"
    click.echo(f"{safe(poll.title)} ({poll.minutes} minutes, {poll.zone}): {state}")
    rows = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("Number", "Time", "UTC", "Yes", "Maybe", "No"):
        rows.add_column(column, overflow="fold", justify="right" if column == "Number" else "left")
    for each in poll.options:
        mark = " (chosen)" if each.number == poll.chosen else ""
        names = (safe(", ".join(part)) for part in (each.yes, each.maybe, each.no))
        rows.add_row(
            str(each.number), f"{each.starts:%a %Y-%m-%d %H:%M}{mark}", f"{each.starts_at:%Y-%m-%d %H:%M}", *names
        )
    output.console().print(rows)
    waiting = [name for name in poll.names if name not in poll.voted]
    if waiting and poll.closed_at is None:
        click.echo(f"Without an answer so far: {safe(', '.join(waiting))}")


def _plain(poll: Poll) -> dict[str, Any]:
    return {
        "id": poll.id,
        "title": poll.title,
        "zone": poll.zone,
        "minutes": poll.minutes,
        "options": [
            {
                "number": each.number,
                "starts": each.starts.isoformat(timespec="minutes"),
                "starts_at": each.starts_at.isoformat(),
                "yes": list(each.yes),
                "maybe": list(each.maybe),
                "no": list(each.no),
            }
            for each in poll.options
        ],
        "names": list(poll.names),
        "joined": list(poll.joined),
        "voted": list(poll.voted),
        "opened_at": poll.opened_at.isoformat(),
        "closed_at": poll.closed_at and poll.closed_at.isoformat(),
        "chosen": poll.chosen,
    }
