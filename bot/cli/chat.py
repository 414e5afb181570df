"""``attache chat``: a conversation in this terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bot.cli import output

__all__ = ["chat"]


@click.command()
@click.option("--sender", help="The conversation's name; this terminal user's own when unset.")
@click.option("--language", type=output.LANGUAGES, help="Language of the conversation; recognised when unset.")
@click.option("--staff", is_flag=True, help="Speak as one of the staff, who plan, change and cancel sessions.")
@click.option("--plain", is_flag=True, help="One message a line from standard input, no colours (so it is in pipes).")
def chat(sender: str | None, language: str | None, staff: bool, plain: bool) -> int:
    """Talk to Attaché; /quit leaves."""
    sender = output.text_of(sender, "name of the conversation") if sender else f"terminal-{os.getuid()}"
    settings = output.prepare()
    from bot.attachments import Organizer
    from bot.cli.running import engine_url
    from bot.dialogue import Dialogue
    from bot.terminal import Terminal
    from bot.terminal_files import TerminalFiles

    organizer = Organizer(settings.organizer_uri, settings.organizer_name)
    files = TerminalFiles(settings.database, organizer, sender, Path.cwd())
    with engine_url(settings) as url, Dialogue(url, seconds=settings.turn_seconds) as dialogue:
        terminal = Terminal(
            dialogue,
            sender=sender,
            language=language,
            interface_language=settings.language,
            seconds=settings.turn_seconds,
            staff=staff,
            save=files.save,
        )
        if plain or not sys.stdin.isatty():
            return 1 if terminal.read(sys.stdin.buffer, sys.stdout, sys.stderr) else 0
        terminal.talk(output.console())
    return 0
