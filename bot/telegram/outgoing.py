"""What goes out by itself: messages of the outbox, each at least once, when it is their time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.telegram.acquaintance import CHANNEL
from bot.telegram.notice import BadNotice, file_of, keyboard_of, parts_of
from bot.telegram.sending import Gone, NotSent, Place
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.sending import Sender
    from programme import Outbox, Outgoing

__all__ = ["Delivery"]

logger = logging.getLogger(__name__)

#: A look into the outbox that nobody asked for, in seconds: for what becomes due, and what other processes put.
LOOK_SECONDS = 1.0
#: How often the lease of what is being sent is begun anew, in seconds; a third of the outbox's own or less.
HOLD_SECONDS = 15.0
#: The first pause after a failure, doubled each time, and the longest one.
PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
#: Messages that are over are known for so long: a key that comes again until then is the same message.
KNOWN = timedelta(days=90)
_TIDY_SECONDS = 24 * 3600.0
#: Messages that may have been sent while an answer was: those are never taken for it.
_LATELY = timedelta(days=2)


class Delivery:
    """Sends what is due, one message a chat at a time, through the sender that answers go through as well.

    Args:
        outbox: where the messages lie; see ``bot.telegram.notice`` for their form.
        sender: the way out.
        quiet: when a message that may wait (``quiet``) may go out: given the key of the person it is for and the time.
        at_once: how many chats at most.
        again_seconds: the pause when the database is away, in seconds.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        *,
        quiet: Callable[[str, datetime], datetime] = lambda _key, now: now,
        at_once: int = 24,
        again_seconds: float = 3.0,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._outbox, self._sender, self._quiet = outbox, sender, quiet
        self._at_once, self._again_seconds, self._clock = at_once, again_seconds, clock
        self._news = asyncio.Event()
        self._tasks: dict[asyncio.Task[None], int] = {}
        self._held = self._tidied = 0.0

    def wake(self) -> None:
        """There is something new."""
        self._news.set()

    async def run(self) -> None:
        """Deliver until cancelled. What is being sent then is let finish for a moment, else sent at the next start."""
        try:
            while True:
                self._news.clear()
                try:
                    await self._look_after()
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

    async def _look_after(self) -> None:
        """Keep the lease of what is being sent; once a day, let go of what is over for long."""
        now, loop = self._clock(), asyncio.get_running_loop()
        if self._tasks and loop.time() - self._held > HOLD_SECONDS:
            await asyncio.to_thread(self._outbox.hold, list(self._tasks.values()), now)
            self._held = loop.time()
        if not self._tidied or loop.time() - self._tidied > _TIDY_SECONDS:
            await asyncio.to_thread(self._outbox.discard_older, now - KNOWN)
            for message in await asyncio.to_thread(self._outbox.became, CHANNEL, now - _LATELY):
                self._sender.numbers.sent(1, message)
            self._tidied = loop.time()

    async def _take(self) -> None:
        """Start to send all that can be sent now."""
        free = self._at_once - len(self._tasks)
        if free < 1:
            return
        due = await asyncio.to_thread(self._outbox.due, self._clock(), free, channel=CHANNEL, one_a_chat=True)
        for message in due:
            task = asyncio.create_task(self._one(message))
            self._tasks[task] = message.id
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._news.set()

    async def _one(self, message: Outgoing) -> None:
        now = self._clock()
        silent = bool(message.payload.get("silent"))
        try:
            if message.payload.get("quiet"):
                until = await asyncio.to_thread(self._quiet, message.recipient, now)
                if until > now and (message.until is None or until < message.until):
                    await self._note(self._outbox.later, message.id, until)
                    return
                # After the quiet hours it would come too late: it comes now, and wakes nobody.
                silent = silent or until > now
            number = await self._send(message, silent=silent)
        except Gone as gone:
            logger.info("A chat is gone (%s); what was to be sent there is dropped.", gone)
            await self._note(self._outbox.dead, message.id, str(gone))
        except BadNotice as error:
            logger.error("A message in the outbox cannot be sent: %s", error)
            await self._note(self._outbox.dead, message.id, "malformed")
        except (NotSent, DatabaseFailed) as error:
            logger.warning("%s It is sent later.", error)
            await self._note(self._outbox.failed, message.id, self._clock() + _pause(message.failures))
        except TelegramError as error:  # its text may repeat what the message says
            logger.error("Telegram refuses a message of the outbox (%s).", type(error).__name__)
            await self._note(self._outbox.dead, message.id, "refused")
        except Exception as error:  # whatever it is, the others go out
            logger.error("A message of the outbox failed: %s.", type(error).__name__)
            await self._note(self._outbox.failed, message.id, self._clock() + _pause(message.failures))
        else:
            await self._note(self._outbox.sent, message.id, self._clock(), message=number)

    async def _send(self, message: Outgoing, *, silent: bool) -> int:
        """Send what is left of a message; the number of its last part, or of its document where only that was left."""
        payload = message.payload
        parts, keyboard, file = parts_of(payload), keyboard_of(payload), file_of(payload)
        if not message.chat.removeprefix("-").isdecimal():
            raise BadNotice("The chat of a notice is no number. Give it the chat's id.")
        chat, reply_to, number = int(message.chat), payload.get("reply_to"), 0
        for at, part in enumerate(parts, start=1):
            last = at == len(parts)
            place = Place(self._sender.moved.get(chat, chat), reply_to if at == 1 else None, payload.get("thread"))
            number = await self._sender.send(place, part, keyboard if last else None, patient=True, silent=silent)
            if chat in self._sender.moved:
                new = str(self._sender.moved[chat])
                await self._note(self._outbox.moved, CHANNEL, message.chat, new)
            if not last or file:
                left = {name: value for name, value in payload.items() if name not in ("text", "reply_to")}
                await self._note(self._outbox.left, message.id, left | {"html": parts[at:]})
        if file is not None:
            place = Place(self._sender.moved.get(chat, chat), None, payload.get("thread"))
            document = await self._sender.document(place, *file, silent=silent)
            number = number or document
        return number

    async def _note(self, call: Callable[..., Any], *values: Any, **named: Any) -> None:
        """Write down what became of a message, as soon as the database is there: until then it is not sent again."""
        while True:
            try:
                await asyncio.to_thread(call, *values, **named)
            except DatabaseFailed as error:  # noqa: PERF203 - another try is the point
                logger.error("%s", error)
                await asyncio.sleep(self._again_seconds)
            else:
                return


def _pause(failures: int) -> timedelta:
    """The pause before the next try, after so many failures before this one."""
    return min(PAUSE * (1 << min(failures, 16)), LONGEST_PAUSE)
