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

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run_until_signal(work: Coroutine[Any, Any, None]) -> int:
    """Run ``work`` until it ends or SIGINT or SIGTERM comes; from then on both are ignored.

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
    for number in _SIGNALS:
        loop.add_signal_handler(number, task.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    finally:
        # A supervisor's signal comes twice, once to the group and once as the end of the pipe. The loop would leave
        # the default behind, and the second would turn an end in order into a death by signal.
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)
