"""The command ``attache``: one file a command, loaded when it is called."""

from bot.cli.main import cli, main

__all__ = ["cli", "main"]
