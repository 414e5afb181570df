"""How the process is: a small file that it writes every few seconds, for ``attache up`` and ``attache doctor``.

It holds times, counts and sentences of ours; nobody's id and nobody's words.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot.status_file import read_status, write_status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["WRITE_SECONDS", "Report", "Status", "file_of", "read"]

logger = logging.getLogger(__name__)

#: Between two writings, in seconds.
WRITE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Report:
    """What the file says.

    Attributes:
        pid: the process that wrote it.
        way: how updates come: ``"polling"`` or ``"webhook"``.
        written_at: when, UTC.
        reached_at: when Telegram last answered a call or brought an update; None when it has not yet.
        trouble: a sentence about what is wrong; empty when nothing is.
        trouble_since: since when, UTC.
        waiting: updates that are still to be worked on; None when the database does not say.
        outgoing: messages that are still to be sent by themselves; None when the database does not say.
    """

    pid: int
    way: str
    written_at: datetime
    reached_at: datetime | None = None
    trouble: str = ""
    trouble_since: datetime | None = None
    waiting: int | None = None
    outgoing: int | None = None


class Status:
    """Told by the others how it goes.

    Args:
        file: where it is written.
        way: how updates come.
        count: how many updates wait and how many messages are to be sent; may raise ``DatabaseFailed``.
        seconds: between two writings.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        file: Path,
        way: str,
        count: Callable[[], tuple[int, int]],
        *,
        seconds: float = WRITE_SECONDS,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._file, self._way, self._count = file, way, count
        self._seconds, self._clock = seconds, clock
        self._reached_at: datetime | None = None
        self._trouble: str | None = None  # nothing is known yet
        self._since = clock()
        self._news = asyncio.Event()

    def reached(self) -> None:
        """Telegram answered, or brought an update, and all is well."""
        self._reached_at = self._clock()
        self._say("")

    def failed(self, trouble: str) -> None:
        """Something is wrong: one sentence or two, without a name, an id or anybody's words."""
        self._say(trouble)

    async def run(self) -> None:
        """Write from the first word on until cancelled; at once when something changed. At the end there is no file."""
        try:
            await self._news.wait()
            while True:
                self._news.clear()
                await asyncio.to_thread(self._write)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._news.wait(), self._seconds)
        finally:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble, self._since = trouble, self._clock()
            self._news.set()

    def _write(self) -> None:
        from programme.errors import DatabaseFailed

        waiting: int | None
        outgoing: int | None
        try:
            waiting, outgoing = self._count()
        except DatabaseFailed:
            waiting = outgoing = None
        report = Report(
            pid=os.getpid(),
            way=self._way,
            written_at=self._clock(),
            reached_at=self._reached_at,
            trouble=self._trouble or "",
            trouble_since=self._since if self._trouble else None,
            waiting=waiting,
            outgoing=outgoing,
        )
        try:
            write_status(self._file, report)
        except OSError as error:  # a full disk must not end the bot
            logger.warning("How the bot is could not be written down: %s.", error.strerror)


def file_of(home: Path) -> Path:
    """Where the file lies in a home folder."""
    return home / "run" / "telegram.json"


def read(file: Path) -> Report | None:
    """What ``file`` says; None when there is none, or it is not such a file."""
    report = read_status(file, Report)
    return report if report is not None and report.written_at is not None else None
