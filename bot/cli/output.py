"""What commands share: consoles, JSON, the settings, questions that are text."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BadInput
from bot.supervisor.endpoints import BYTECODE
from settings import PROJECT, load

if TYPE_CHECKING:
    from rich.console import Console

    from settings import Settings

__all__ = ["LANGUAGES", "console", "messages", "prepare", "print_json", "text_of"]

#: The values of ``--language``.
LANGUAGES = click.Choice(["ar", "en", "es", "fr", "ru", "zh"])

#: Columns of what is no terminal: a line is a line, whoever reads it.
_WIDE = 1000


def prepare() -> Settings:
    """The settings, with a home folder (made for its owner alone when it is new)."""
    settings = load()
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)  # conversations will lie in it
    if settings.home == PROJECT / "var":  # whoever made it; a folder that somebody chose is their own affair
        settings.home.chmod(0o700)
    if sys.dont_write_bytecode and sys.pycache_prefix is None:
        # Asked to write nothing beside the sources. Compiling TensorFlow at each start takes seconds, so keep it here.
        sys.pycache_prefix = str(BYTECODE)
        sys.dont_write_bytecode = False
    return settings


def console() -> Console:
    """Where results go. Without colours and as wide as it needs when it is no terminal."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Where progress and remarks go: standard error."""
    from rich.console import Console

    return Console(
        stderr=True, width=None if sys.stderr.isatty() else _WIDE, highlight=False, markup=False, emoji=False
    )


def print_json(data: Any, *, lines: bool = False) -> None:
    """``data`` as JSON in UTF-8, indented unless it is one of many ``lines``."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=None if lines else 2))


def text_of(argument: str, what: str) -> str:
    """``argument`` as text that can be sent on.

    Raises:
        BadInput: it holds bytes that are not UTF-8.
    """
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(f"The {what} is not UTF-8 text. Set the terminal to UTF-8, or put it into a file.") from None
    return argument
