"""One scenario in one language, beside a Bot API server and a bot of its own."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from scripts.telegram_transcripts.transcript import SECONDS, Transcript
from tests.telegram.running import options, running
from tests.telegram.server import BotApi

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from scripts.telegram_transcripts.scenarios import Scenario

__all__ = ["LANGUAGES", "SECONDS", "play"]

LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}


async def play(scenario: Scenario, language: str, changes: Mapping[str, Any]) -> list[str]:
    """The lines of the page. ``changes`` are made to the bot's options; ``engine`` among them says where that listens.

    Raises:
        TimeoutError: the bot said nothing where it should have.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with _threads(), BotApi() as api:
            chosen = options(api, SimpleNamespace(url=changes["engine"]), Path(folder))
            async with running(scenario.change(replace(chosen, **changes))) as bot:
                talk = Transcript(api, language, chosen.database)
                acting = asyncio.ensure_future(scenario.play(talk, scenario.words[language]))
                await asyncio.wait({acting, bot}, return_when=asyncio.FIRST_COMPLETED)
                if bot.done():  # nobody waits for what it cannot say any more
                    acting.cancel()
                    bot.result()
                await acting
    return [f"## {scenario.title}, {LANGUAGES[language]}\n", *talk.lines]


@contextlib.asynccontextmanager
async def _threads() -> AsyncIterator[None]:
    """Threads that end with the block: what a bot that is stopped still writes, it writes before its folder goes."""
    loop = asyncio.get_running_loop()
    threads = ThreadPoolExecutor()
    loop.set_default_executor(threads)
    try:
        yield
    finally:
        loop.set_default_executor(ThreadPoolExecutor())
        ending = threading.Thread(target=threads.shutdown)
        ending.start()
        while ending.is_alive():
            await asyncio.sleep(0.01)
