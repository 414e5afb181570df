"""How a process of ours runs and ends: until a signal, or with a sentence about what is wrong."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING, Any

from bot.errors import BotError
from programme.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Coroutine

__all__ = ["ends", "run_until_signal"]


def run_until_signal(work: Coroutine[Any, Any, None]) -> int:
    """Run ``work`` until it ends or SIGINT or SIGTERM comes.

    Returns:
        Exit status: 0, or 1 after a sentence on stderr about what went wrong.
    """
    try:
        asyncio.run(_cancelled_by_signal(work))
    except (BotError, ProgrammeError) as error:
        return ends(str(error))
    except OSError as error:
        return ends(f"The home folder cannot be used: {error.strerror}.")
    return 0


def ends(sentence: str) -> int:
    """Say on stderr why the process ends; its exit status."""
    sys.stderr.write(f"{sentence}\n")
    return 1


async def _cancelled_by_signal(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
