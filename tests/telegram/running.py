"""The bot as it runs, beside a Bot API server and an engine."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.telegram.app import run
from bot.telegram.options import Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.telegram.chats import Chat, Message
    from tests.telegram.engine import Engine
    from tests.telegram.server import BotApi

__all__ = ["answers", "options", "running"]


def options(api: BotApi, engine: Engine, home: Path) -> Options:
    return Options(
        token=api.token,
        home=home,
        database=f"sqlite:///{home / 'attache.db'}",
        conversations=f"sqlite:///{home / 'conversations.db'}",
        engine=engine.url,
        seconds=5.0,
        base_url=api.base_url,
        base_file_url=api.base_file_url,
        actions=engine.url,
        again_seconds=0.2,
    )


@contextlib.asynccontextmanager
async def running(chosen: Options) -> AsyncIterator[asyncio.Task[None]]:
    """``run`` for as long as the block takes."""
    task = asyncio.create_task(run(chosen))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def answers(api: BotApi, chat: Chat, count: int, seconds: float = 90.0) -> list[Message]:
    """What was sent in a chat, when that are ``count`` messages."""
    await api.world.until(lambda: len(chat.sent) >= count, seconds)
    return chat.sent
