"""The process, put together from plain values."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.dialogue import Dialogue
from bot.errors import StartFailed
from bot.telegram.acquaintance import Acquaintances
from bot.telegram.consent import Consent
from bot.telegram.controls import Controls
from bot.telegram.conversation import Conversation
from bot.telegram.idle import erase_idle
from bot.telegram.memory import Memory
from bot.telegram.names import Names
from bot.telegram.pace import Pace
from bot.telegram.poller import REFUSED, Poller
from bot.telegram.progress import Progress
from bot.telegram.receiving import Receiving
from bot.telegram.registering import register
from bot.telegram.resuming import settle_all
from bot.telegram.sending import Sender
from bot.telegram.worker import Worker, begin_with
from programme import Conversations, Database, Inbox, People

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.telegram.options import Options

__all__ = ["run", "silence"]

logger = logging.getLogger(__name__)

_CONNECTIONS = 64
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


def silence() -> None:
    """Keep the token out of the log: at INFO these libraries write down every address that they call."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)


async def run(options: Options) -> None:
    """Serve until cancelled.

    Raises:
        StartFailed: Telegram does not know the token.
        ProgrammeError: the database cannot be used.
        OSError: the home folder cannot be used.
    """
    silence()
    database, conversations = Database(options.database), Conversations(options.conversations, options.events)
    await asyncio.to_thread(database.create)
    progress, inbox = Progress(database), Inbox(database)
    await asyncio.to_thread(progress.create)
    names = await asyncio.to_thread(Names.of_home, options.home)
    bot = Bot(
        options.token,
        base_url=options.base_url,
        request=HTTPXRequest(connection_pool_size=_CONNECTIONS),
        get_updates_request=HTTPXRequest(connection_pool_size=1),
    )
    dialogue = Dialogue(options.engine, seconds=options.seconds, language=options.language)
    try:
        await _reach(bot)
        acquaintances, memory = Acquaintances(People(database), names, conversations), Memory()
        pace = Pace()
        sender = Sender(bot, pace, newest=await asyncio.to_thread(progress.newest))
        conversation = Conversation(
            bot.bot,
            dialogue,
            acquaintances,
            Controls(bot.username, acquaintances, Consent(acquaintances, days=options.days), memory),
            memory,
            sender,
            begin=begin_with(sender, progress),
            seconds=options.seconds,
        )
        worker = Worker(
            inbox,
            progress,
            conversation,
            bot,
            at_once=options.at_once,
            again_seconds=options.again_seconds,
            waiting=lambda: pace.waiting,
        )
        tasks = [
            asyncio.create_task(Poller(bot, Receiving(inbox, worker.wake, saw=sender.numbers.saw)).run()),
            asyncio.create_task(_work(worker, sender, progress, bot)),
            asyncio.create_task(erase_idle(conversations, days=options.days)),
            asyncio.create_task(_forever(register(bot, options.home / "telegram" / "registered"))),
        ]
        try:
            await asyncio.gather(*tasks)
        finally:
            await _end(tasks)
    finally:
        await dialogue.close_async()
        with contextlib.suppress(TelegramError, RuntimeError):
            await bot.shutdown()
        database.close()
        conversations.close()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until they have ended: a call that ends at that moment may lose the first cancellation."""
    for _ in range(3):
        for task in tasks:
            task.cancel()
        _, running = await asyncio.wait(tasks, timeout=4.0)
        if not running:
            break
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()  # asked for: the first error is the one that is raised


async def _reach(bot: Bot) -> None:
    """Get to know ourselves, and see to it that updates are to be asked for."""
    pause, said = _PAUSE, False
    while True:
        try:
            await bot.initialize()
            await bot.delete_webhook()
        except InvalidToken:  # noqa: PERF203 - its text holds the token
            raise StartFailed(REFUSED) from None
        except NetworkError:
            if not said:
                logger.warning("Telegram is not reached. I go on trying.")
            said = True
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            logger.info("The bot answers in Telegram.")
            return


async def _work(worker: Worker, sender: Sender, progress: Progress, bot: Bot) -> None:
    await settle_all(sender, progress, bot)
    await worker.run()


async def _forever(work: Coroutine[None, None, None]) -> None:
    await work
    await asyncio.Event().wait()
