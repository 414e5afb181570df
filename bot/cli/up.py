"""``attache up``: everything that is configured, until it is stopped."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NoReturn

import click

from bot.cli import output

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["up"]


@click.command()
def up() -> None:
    """Run everything until Ctrl-C.

    The dialogue engine and the action server, on the addresses of the settings; the timekeeper, which sends reminders
    and serves calendars; and the Telegram bot where there is a token (TELEGRAM_BOT_TOKEN).
    """
    settings = output.prepare()
    from bot.supervisor import Engine

    console = output.messages()
    engine = Engine(settings, progress=lambda part, status: console.print(f"{part}: {status}"))
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell has told background jobs to ignore SIGINT
        signal.signal(number, _interrupt)
    try:
        engine.start()
        console.print(f"Ready at {engine.url}. Talk to it with: attache chat. Ctrl-C stops it.")
        if engine.telegram is not None:
            console.print(f"Telegram: {engine.telegram}")
        engine.wait()
    except KeyboardInterrupt:
        console.print("Stopping ...")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # stopping takes seconds at most, and must not be cut short
        engine.stop()
    console.print("Stopped.")


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
