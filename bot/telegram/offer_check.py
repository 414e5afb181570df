"""Whether an offered file can be read: asked of a process that may read documents, within a time limit."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

from bot.offered_file import Reading
from settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Check", "NoReading"]

logger = logging.getLogger(__name__)

#: Beyond the limit for reading, in seconds: to start, and to end.
_MORE_SECONDS = 60.0
# What the process may know of our surroundings; above all no token.
_ENVIRONMENT = (
    "DYLD_LIBRARY_PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV",
)  # fmt: skip


class NoReading(Exception):
    """The process failed, which says nothing about the file."""


class Check:
    """Starts the process, one at a time.

    Args:
        seconds: time limit for reading a file.
        megabytes: memory limit for that.
    """

    def __init__(self, *, seconds: int = 60, megabytes: int = 1024) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._place = asyncio.Semaphore(1)

    async def __call__(self, file: Path, name: str) -> Reading:
        """Read ``file``, which somebody calls ``name``.

        Raises:
            NoReading: there is no result.
        """
        arguments = [str(file), name, str(self._seconds), str(self._megabytes)]
        async with self._place:
            try:
                process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    "bot.offered_reading",
                    *arguments,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.DEVNULL,
                    cwd=PROJECT,
                    env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:  # a name with a NUL in it is no argument
                raise NoReading(type(error).__name__) from None
            try:
                written, _ = await asyncio.wait_for(process.communicate(), self._seconds + _MORE_SECONDS)
                return Reading.of_json(written)
            except (asyncio.TimeoutError, ValueError):
                logger.error("An offered file could not be looked at (exit status %s).", process.returncode)
                raise NoReading from None
            finally:
                if process.returncode is None:
                    with contextlib.suppress(ProcessLookupError, PermissionError):
                        os.killpg(process.pid, signal.SIGKILL)  # what it started, too
                    await process.wait()
