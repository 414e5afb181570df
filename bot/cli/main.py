"""The group of all commands, and what becomes of errors: a sentence, an exit status, no traceback."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot.cli import failures

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cli", "main"]

#: In the order in which a newcomer meets them; each is ``bot.cli.<name>:<name>``, but for these.
COMMANDS = (
    "chat",
    "ask",
    "search",
    "index",
    "up",
    "ready",
    "train",
    "train-encoder",
    "eval",
    "sessions",
    "polls",
    "offers",
    "staff",
    "doctor",
)
_MODULES = {"train-encoder": "train_encoder", "eval": "evaluate"}


class Commands(click.Group):
    """Imports a command when it is asked for, and turns every error into a sentence on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One command, or ``None``."""
        if name not in COMMANDS:
            return None
        module = _MODULES.get(name, name)
        command: click.Command = getattr(importlib.import_module(f"bot.cli.{module}"), module)
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run a command and exit: 0 done, 1 failed, 2 called wrongly, 130 interrupted."""
        extra["standalone_mode"] = False
        debug = "--debug" in (sys.argv[1:] if args is None else args) or os.environ.get("ATTACHE_LOG_LEVEL") == "DEBUG"
        try:
            status = super().main(args, *rest, **extra)
        except BaseException as error:
            status = failures.report(error, debug=debug)
        sys.exit(status if isinstance(status, int) else 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the code an error comes from.")
@click.version_option(package_name="attache", prog_name="attache")
def cli(debug: bool) -> None:
    """Attaché answers questions on migration law in the words of its sources, and cites the place.

    Begin with `attache ready` (or `make ready`), then `attache chat`. Settings: docs/settings.md.
    """


def main() -> NoReturn:
    """Entry point of the program."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese is no reason to stop
    cli.main()
