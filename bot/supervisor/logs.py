"""Log files of the child processes: rotated, for the owner alone, without secrets."""

from __future__ import annotations

import contextlib
import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from settings import Settings

__all__ = ["LOG_BYTES", "LOG_FILES", "MASK", "LogFile", "masked", "secrets"]

#: A log file is rotated at this size ...
LOG_BYTES = 5_000_000
#: ... and so many old ones are kept.
LOG_FILES = 3
#: What stands for a secret.
MASK = "**********"


def secrets(settings: Settings) -> tuple[str, ...]:
    """Every stretch of text that must not be written, longest first.

    Whole URLs and the passwords in them, those of other services, the bot's token and the half of it that is secret.
    """
    found = set()
    for url in (settings.tracker_url, settings.lock_url, settings.events_url, settings.database_url):
        text = url.get_secret_value()
        try:
            password = urlsplit(text).password or ""
        except ValueError:
            password = ""
        if password:
            found.update({text, password, unquote(password)})
    found.update(filter(None, (settings.caldav_password.get_secret_value(), settings.speech_key.get_secret_value())))
    if token := settings.telegram_token.get_secret_value():
        found.update({token, token.partition(":")[2]})
    return tuple(sorted(found, key=len, reverse=True))


def masked(text: str, hidden: Iterable[str]) -> str:
    """``text`` with every one of ``hidden`` masked."""
    for secret in hidden:
        text = text.replace(secret, MASK)
    return text


class _PrivateFile(RotatingFileHandler):
    """Creates its files readable for the owner alone."""

    def _open(self) -> Any:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="replace")


class LogFile:
    """Takes lines and writes them, masked; a disk that is full costs lines, never the process."""

    def __init__(self, path: Path, hidden: Iterable[str] = ()) -> None:
        self._hidden = tuple(hidden)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._handler = _PrivateFile(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, delay=True)
        self._handler.handleError = lambda record: None  # type: ignore[method-assign]

    def write(self, line: str) -> str:
        """Write one line and return it as written."""
        line = masked(line.rstrip("\r\n"), self._hidden)
        self._handler.emit(logging.makeLogRecord({"msg": line}))
        return line

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):  # the last lines, on a full disk
            self._handler.close()
