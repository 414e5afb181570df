"""Takes updates from the inbox and has them worked on: in order within a chat, some chats at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from telegram import Update

from bot.telegram.acquaintance import CHANNEL
from bot.telegram.answer import Answer
from bot.telegram.conversation import Later
from bot.telegram.resuming import settle
from bot.telegram.sending import Gone, NotSent
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot

    from bot.telegram.conversation import Conversation
    from bot.telegram.progress import Progress
    from bot.telegram.sending import Place, Sender
    from programme import Inbox, Item

__all__ = ["Worker", "begin_with"]

logger = logging.getLogger(__name__)

#: A look into the inbox that nobody asked for, in seconds: for what waits until a moment.
LOOK_SECONDS = 0.5
#: How long an update waits before it is tried again, in seconds.
AGAIN_SECONDS = 3.0
#: How often an update is tried that ends in an error nobody thought of.
TRIES = 3
#: Finished updates are known for so long: Telegram sends none again after 24 hours.
KNOWN = timedelta(hours=48)
_TIDY_SECONDS = 3600.0
#: So many times ``at_once`` chats are begun with at most, those that only wait for their turn included.
_MOST = 16


def begin_with(sender: Sender, progress: Progress):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Makes ``Answer``s that go on where an earlier attempt ended."""

    async def begin(item: Item, place: Place) -> Answer:
        sent = await asyncio.to_thread(progress.parts, item.update_id) if item.claims > 1 else {}
        for part, message in [(part, message) for part, message in sent.items() if message < 0]:
            sent[part] = await settle(sender, progress, item.update_id, part, place.chat, -1 - message)
            if not sent[part]:
                del sent[part]
        return Answer(sender, progress, item.update_id, place, sent)

    return begin


class Worker:
    """The one that works. ``wake`` it when there is something new.

    Args:
        at_once: how many chats at most.
        again_seconds: how long an update that cannot be finished now waits, in seconds.
        waiting: says how many chats only wait for their turn to be written to: others are worked on meanwhile.
        wrote: told who wrote, and when.
    """

    def __init__(
        self,
        inbox: Inbox,
        progress: Progress,
        conversation: Conversation,
        bot: Bot,
        *,
        at_once: int = 32,
        again_seconds: float = AGAIN_SECONDS,
        waiting: Callable[[], int] = lambda: 0,
        wrote: Callable[[str, datetime], None] = lambda _key, _at: None,
    ) -> None:
        self._inbox, self._progress, self._conversation, self._bot = inbox, progress, conversation, bot
        self._at_once, self._again_seconds = at_once, again_seconds
        self._waiting, self._wrote = waiting, wrote
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._errors: dict[int, int] = {}

    def wake(self) -> None:
        """There is something new."""
        self._news.set()

    async def run(self) -> None:
        """Work until cancelled. What is in work then is let finish for a moment, else taken up at the next start."""
        begun, tidied = False, 0.0
        loop = asyncio.get_running_loop()
        try:
            while True:
                self._news.clear()
                try:
                    if not begun:
                        await self._take_up()
                        begun = True
                    if loop.time() - tidied > _TIDY_SECONDS:
                        tidied = loop.time()
                        await asyncio.to_thread(self._inbox.discard_older, _now() - KNOWN)
                    await self._take()
                except DatabaseFailed as error:
                    logger.error("%s", error)
                    await asyncio.sleep(self._again_seconds)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)
        finally:
            if self._tasks:
                _, slow = await asyncio.wait(self._tasks, timeout=2.0)
                for task in slow:
                    task.cancel()

    async def _take_up(self) -> None:
        """Open again what was in work at the last end, before anything is taken."""
        recovered = await asyncio.to_thread(self._inbox.recover, CHANNEL)
        await asyncio.to_thread(self._progress.tidy, CHANNEL)
        if recovered:
            logger.info("%d updates from before the last end are taken up again.", recovered)

    async def _take(self) -> None:
        """Start work on all that can be started."""
        while len(self._tasks) < min(self._at_once + self._waiting(), _MOST * self._at_once):
            item = await asyncio.to_thread(self._inbox.claim, CHANNEL, now=_now())
            if item is None:
                return
            self._wrote(item.sender, item.received_at)
            task = asyncio.create_task(self._one(item))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._news.set()

    async def _one(self, item: Item) -> None:
        try:
            await self._finish(item)
        except DatabaseFailed as error:  # its chat waits until the database is back
            logger.error("%s", error)
            while True:
                await asyncio.sleep(self._again_seconds)
                with contextlib.suppress(DatabaseFailed):
                    await asyncio.to_thread(self._inbox.release, item)
                    return

    async def _finish(self, item: Item) -> None:
        try:
            # An answer that went out whole just before a crash is not worked on again.
            if not (item.claims > 1 and await asyncio.to_thread(self._progress.finished, item.update_id)):
                update = Update.de_json(json.loads(item.payload), self._bot)
                await self._conversation.work(update, item)
        except (Later, NotSent, DatabaseFailed) as error:
            if isinstance(error, DatabaseFailed) and item.claims == 1:
                logger.error("%s What was asked is done as soon as it can be.", error)
            await asyncio.to_thread(
                self._inbox.release, item, not_before=_now() + timedelta(seconds=self._again_seconds)
            )
            return
        except Gone as gone:
            logger.info("A chat is gone (%s); what was to be said there is dropped.", gone)
        except Exception as error:  # whatever it is, the next updates of this chat must not wait for ever
            self._errors[item.id] = self._errors.get(item.id, 0) + 1
            # Neither the error's text nor its traceback's: both may repeat what a person wrote.
            logger.error("An update failed: %s at %s.", type(error).__name__, _where(error))
            if self._errors[item.id] < TRIES:
                await asyncio.to_thread(
                    self._inbox.release, item, not_before=_now() + timedelta(seconds=self._again_seconds)
                )
                return
            with contextlib.suppress(Exception):
                await self._conversation.give_up(Update.de_json(json.loads(item.payload), self._bot), item)
        self._errors.pop(item.id, None)
        await asyncio.to_thread(self._inbox.done, item, _now())
        await asyncio.to_thread(self._progress.clear, item.update_id)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"


def _now() -> datetime:
    return datetime.now(timezone.utc)
