"""An HTTP server of ours: listens as long as a block runs, and says which setting to change where it cannot."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.errors import StartFailed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

__all__ = ["listen"]

_END_SECONDS = 3.0


@contextlib.asynccontextmanager
async def listen(application: web.Application, host: str, port: int, *, what: str, setting: str) -> AsyncIterator[int]:
    """Listen as long as the block runs; yields the port. At the end requests under way are finished first.

    No log of requests is kept: it would name addresses with tokens in them, or say when somebody wrote.

    Args:
        application: what is served.
        host: the address of this machine.
        port: 0 for any that is free.
        what: the beginning of the sentence: "The webhook cannot listen".
        setting: that gives it another port.

    Raises:
        StartFailed: the port is taken, or is not ours to use.
    """
    from aiohttp import web

    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_END_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise StartFailed(
                f"{what} on port {port} of {host} ({error.strerror}). Stop the program that listens there, or set "
                f"{setting} to a free port."
            ) from None
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
