"""Errors as people see them."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from bot.errors import BotError
from settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["report", "sentence"]


def report(error: BaseException, *, debug: bool = False) -> int:
    """Say on standard error what went wrong; the exit status comes back."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        click.echo("Stopped.", err=True)
        return 130
    if isinstance(error, BrokenPipeError):  # `attache search ... | head`: the reader has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    if debug:
        traceback.print_exception(type(error), error, error.__traceback__)
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    expected = sentence(error)
    click.echo(expected if expected is not None else _unexpected(error), err=True)
    return 1


def sentence(error: BaseException) -> str | None:
    """What to tell a person about ``error``; ``None`` when nobody foresaw it."""
    from knowledge.errors import KnowledgeError
    from nlu.errors import UnderstandingError
    from programme.errors import ProgrammeError

    if isinstance(error, (BotError, KnowledgeError, ProgrammeError, SettingsError, UnderstandingError)):
        return str(error)
    if isinstance(error, OSError):
        where = f": {os.fsdecode(error.filename)}" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return f"The disk is full{where}. Free some space and run the same command again; nothing old was lost."
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return f"Not allowed{where}. Give yourself the right to it, or set ATTACHE_HOME to a folder of your own."
        if error.errno == errno.ENOENT and error.filename:
            return f"There is no such file or folder{where}."
    if isinstance(error, MemoryError):
        return "There is not enough memory for this. Close other programs, or use a machine with 4 GB."
    return None


def _unexpected(error: BaseException) -> str:
    name = type(error).__name__
    log = _write_log(error)
    if log is None:
        return f"Something went wrong that Attaché did not foresee ({name}: {error}). Run it with --debug to see where."
    return f"Something went wrong that Attaché did not foresee ({name}). The details are in {log}."


def _write_log(error: BaseException) -> Path | None:
    """The traceback in the log folder, secrets masked; ``None`` when that cannot be written either."""
    try:
        from bot.supervisor.logs import LogFile, secrets
        from settings import load

        settings = load()
        path = settings.logs_dir / "attache.log"
        log = LogFile(path, secrets(settings))
        for line in "".join(traceback.format_exception(type(error), error, error.__traceback__)).splitlines():
            log.write(line)
        log.close()
    except (OSError, SettingsError):
        return None
    return path
