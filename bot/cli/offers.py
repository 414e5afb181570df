"""``attache offers``: documents that staff offered to the library, looked at, accepted or refused."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output
from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from programme import Offer, Offers, Outbox
    from settings import Settings

__all__ = ["offers"]


@click.group()
def offers() -> None:
    """Documents that staff offered to the library.

    Staff send them to the Telegram bot. Accepted, a document is part of the index, now and after every attache ready.
    """


@offers.command("list")
@click.option("--all", "everything", is_flag=True, help="Those that were decided, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(everything: bool, as_json: bool) -> None:
    """Show what waits for a decision."""
    settings = output.prepare()
    with _opened(settings) as (found, _):
        rows = found.all(None if everything else "offered")
    if as_json:
        output.print_json([_plain(settings, offer) for offer in rows])
        return
    if not rows:
        output.messages().print("Nothing is offered." if everything else "Nothing waits for a decision.")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("Number", "State", "Offered", "Pages", "Title", "File"):
        table.add_column(column, overflow="fold", justify="right" if column in ("Number", "Pages") else "left")
    for offer in rows:
        pages = "" if offer.pages is None else str(offer.pages)
        day = f"{offer.offered_at:%Y-%m-%d}"
        table.add_row(str(offer.id), offer.state, day, pages, Text(_shown(offer.title)), Text(_shown(offer.name)))
    output.console().print(table)


@offers.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(number: int, as_json: bool) -> None:
    """Show one offer, and where its file lies."""
    settings = output.prepare()
    with _opened(settings) as (found, _):
        plain = _plain(settings, found.get(number))
    if as_json:
        output.print_json(plain)
        return
    for name, value in plain.items():
        output.console().print(f"{name}: {'' if value is None else _shown(str(value))}", soft_wrap=True)


@offers.command()
@click.argument("number", type=click.IntRange(min=1))
def accept(number: int) -> None:
    """Make an offered document part of the library, and of the index.

    Who offered it is told.
    """
    settings = output.prepare()
    from bot.cli import building, stamps
    from bot.cli.progress import steps
    from bot.offered_file import library_name, put_away
    from bot.offered_reading import read

    with _opened(settings) as (found, outbox):
        offer = found.get(number)
        file = settings.offers_dir / offer.file
        if offer.state == "offered":
            reading = read(_there(file), offer.name, seconds=settings.read_seconds, megabytes=settings.read_megabytes)
            if reading.failure:
                raise BadInput(f"{reading.reason} Refuse the offer: attache offers refuse {number}.")
            # First the copy, then the word, then the original: cut off in between, it can be done again.
            placed = put_away(settings.accepted_dir, library_name(offer.id, offer.name), file.read_bytes())
            try:
                found.decide(number, "accepted", _now())
            except BaseException:
                placed.unlink(missing_ok=True)
                raise
            file.unlink(missing_ok=True)
            _tell(outbox, offer, "accepted", settings)
        elif offer.state == "refused":
            raise BadInput(f"Offer {number} was refused before, and its file is deleted.")
    with steps() as progress:
        building.index(settings, settings.sources, settings.index_dir, progress)
        stamps.index(settings).write()
    output.messages().print(f"Offer {number} is part of the library: {_shown(offer.title)}.")


@offers.command()
@click.argument("number", type=click.IntRange(min=1))
def refuse(number: int) -> None:
    """Refuse an offered document; its file is deleted.

    Who offered it is told.
    """
    settings = output.prepare()
    with _opened(settings) as (found, outbox):
        offer = found.decide(number, "refused", _now())
        (settings.offers_dir / offer.file).unlink(missing_ok=True)
        _tell(outbox, offer, "refused", settings)
    output.messages().print(f"Offer {number} is refused, and its file is deleted: {_shown(offer.title)}.")


@contextlib.contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Offers, Outbox]]:
    """What is offered, without what nobody decided on in time."""
    from bot.telegram.offer_tidying import tidy
    from programme import Database, Offers, Outbox

    database = Database(settings.database)
    try:
        database.create()
        found, outbox = Offers(database), Outbox(database)
        tidy(found, outbox, settings.offers_dir, days=settings.offer_days, now=_now())
        yield found, outbox
    finally:
        database.close()


def _tell(outbox: Outbox, offer: Offer, what: str, settings: Settings) -> None:
    from bot.telegram.offer_tidying import tell

    tell(outbox, offer, what, now=_now(), days=settings.offer_days)


def _there(file: Any) -> Any:
    if not file.is_file():
        raise BadInput(f"The file {file} is gone. Refuse the offer, and ask for the document again.")
    return file


def _plain(settings: Settings, offer: Offer) -> dict[str, Any]:
    """Without who offered it: that is the person's affair."""
    waits = offer.state == "offered"
    until = offer.offered_at + timedelta(days=settings.offer_days)
    return {
        "number": offer.id,
        "state": offer.state,
        "title": offer.title,
        "pages": offer.pages,
        "name": offer.name,
        "bytes": offer.bytes,
        "sha256": offer.checksum,
        "offered_at": offer.offered_at.isoformat(),
        "decided_at": offer.decided_at and offer.decided_at.isoformat(),
        "deleted_after": until.isoformat() if waits else None,
        "file": str(settings.offers_dir / offer.file) if waits else None,
    }


def _shown(words: str) -> str:
    """What somebody else wrote, fit for a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _now() -> datetime:
    return datetime.now(timezone.utc)
