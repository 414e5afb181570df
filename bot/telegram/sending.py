"""Sending, with what can go wrong on the way: limits, a lost network, a blocked bot, markup that Telegram refuses."""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

import httpx
from telegram import InputFile, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.finding import find
from bot.telegram.formatting import LINK_PREVIEW, PARSE_MODE
from bot.telegram.refusals import why_gone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from telegram import Bot, InlineKeyboardMarkup

    from bot.telegram.finding import Numbers
    from bot.telegram.pace import Pace

__all__ = ["Gone", "NotSent", "Place", "Sender"]

logger = logging.getLogger(__name__)
_Result = TypeVar("_Result")

_TRIES = 6
_LONGEST_PAUSE = 10.0
_TYPING_SECONDS = 4.5
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Gone(Exception):
    """Nobody can be written to there any more; its text: ``blocked``, ``deleted``, ``removed`` or ``refused``."""


class NotSent(Exception):
    """Telegram was not reached, or did not want it now: to be tried again later."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes.

    Attributes:
        reply_to: the message that is answered, in a group; None in private.
        thread: the topic, where the message is in one.
    """

    chat: int
    reply_to: int | None = None
    thread: int | None = None


class Sender:
    """Sends through one bot, at a pace that Telegram takes.

    Args:
        numbers: of messages, as far as they are known.
        pause: before another try, in seconds; doubled each time.

    Attributes:
        numbers: of messages, as far as they are known.
        moved: groups that became supergroups while something was sent there, and what they are called now.
    """

    def __init__(self, bot: Bot, pace: Pace, numbers: Numbers, *, pause: float = 0.5) -> None:
        self._bot, self._pace, self._pause = bot, pace, pause
        self.numbers = numbers
        self.moved: dict[int, int] = {}
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def send(
        self,
        place: Place,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        about: Callable[[int], Awaitable[None]] | None = None,
        patient: bool = False,
        silent: bool = False,
    ) -> int:
        """Send HTML; the number of the message that it became.

        Args:
            place: where to.
            text: HTML, as long as one message may be.
            keyboard: its buttons.
            about: called when the message is about to leave, with a number above which it will be found.
            patient: nobody waits for it: answers go first.
            silent: it makes no sound.

        Raises:
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached for a while.
        """
        floor = 0

        async def call(where: Place, words: str, mode: str | None) -> int:
            nonlocal about, floor
            if floor:
                numbers = self.numbers.above(where.chat, floor)
                if found := await find(self._bot, where.chat, numbers, keyboard, pause=self._pause):
                    self.numbers.sent(where.chat, found)
                    return found
                floor = 0
            begun = self.numbers.floor(where.chat)
            if about is not None and begun:
                await about(begun)
                about = None
            try:
                message = await self._bot.send_message(
                    where.chat,
                    words,
                    parse_mode=mode,
                    reply_markup=keyboard,
                    message_thread_id=where.thread,
                    link_preview_options=LINK_PREVIEW,
                    reply_parameters=_answering(where),
                    disable_notification=silent or None,
                )
            except BadRequest:
                raise
            except NetworkError as error:
                if not isinstance(error.__cause__, _NEVER_LEFT):
                    floor = begun
                raise
            self.numbers.sent(where.chat, message.message_id)
            return message.message_id

        if patient:
            await self._pace.room()
        async with self._alone(place.chat):
            return await self._formatted(place, text, call)

    async def lost(self, chat: int, after: int) -> int:
        """The message that a process which was killed may have sent; 0 when it did not. Its buttons are gone then.

        Raises:
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached for a while.
        """
        try:
            found = await find(self._bot, chat, self.numbers.above(chat, after), pause=self._pause)
        except Forbidden as error:
            raise Gone(why_gone(error)) from None
        except ChatMigrated:  # the number is of a count that is over
            return 0
        except NetworkError:
            raise NotSent("Telegram was not reached.") from None
        if found:
            self.numbers.sent(chat, found)
        return found

    def note(self, chat: int) -> tuple[str, int]:
        """``Numbers.note`` of a chat, or of the supergroup that it became."""
        return self.numbers.note(self.moved.get(chat, chat))

    async def buttons(self, place: Place, message: int, keyboard: InlineKeyboardMarkup) -> None:
        """Put buttons under a message, where it is still there."""
        with contextlib.suppress(BadRequest):
            await self._paced(
                place.chat, lambda: self._bot.edit_message_reply_markup(place.chat, message, reply_markup=keyboard)
            )

    def _alone(self, chat: int) -> asyncio.Lock:
        """Held while a message is sent to a chat, so that what is lost there can be told from anything else."""
        lock = self._chats.get(chat)
        if lock is None:
            lock = self._chats[chat] = asyncio.Lock()
        return lock

    async def edit(self, place: Place, message: int, text: str, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Put other HTML into a message; False when it is no longer there to be changed.

        Raises:
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached for a while.
        """
        preview: LinkPreviewOptions = LINK_PREVIEW

        async def call(where: Place, words: str, mode: str | None) -> bool:
            await self._bot.edit_message_text(
                words, where.chat, message, parse_mode=mode, reply_markup=keyboard, link_preview_options=preview
            )
            return True

        try:
            return await self._formatted(place, text, call)
        except BadRequest as error:
            return "not modified" in str(error).lower()

    async def unbutton(self, place: Place, message: int) -> None:
        """Take the buttons from under a message, where they are still there."""
        with contextlib.suppress(TelegramError, Gone, NotSent):
            await self._paced(place.chat, lambda: self._bot.edit_message_reply_markup(place.chat, message))

    async def delete(self, place: Place, message: int) -> None:
        """Delete a message of ours, where it is still there."""
        with contextlib.suppress(TelegramError):
            await self._bot.delete_message(place.chat, message)

    async def document(
        self, place: Place, name: str, content: bytes, caption: str = "", *, silent: bool = False
    ) -> int:
        """Send a file; the number of its message.

        Raises:
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached for a while.
        """
        async with self._alone(place.chat):
            message = await self._paced(
                place.chat,
                lambda: self._bot.send_document(
                    place.chat,
                    InputFile(content, filename=name),
                    caption=caption or None,
                    message_thread_id=place.thread,
                    disable_notification=silent or None,
                ),
            )
            self.numbers.sent(place.chat, message.message_id)
        return message.message_id

    async def toast(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a pressed button. Too late for it is no matter: the answer itself comes in the chat."""
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(query, text or None, show_alert=alert)

    @contextlib.asynccontextmanager
    async def typing(self, place: Place) -> AsyncIterator[None]:
        """Show "typing" as long as the block runs."""
        over = asyncio.Event()
        task = asyncio.create_task(self._type(place, over))
        try:
            yield
        finally:
            # Some libraries lose a cancellation that comes as their call ends: the event ends the task in any case,
            # and the answer does not wait for that.
            over.set()
            task.cancel()

    async def _type(self, place: Place, over: asyncio.Event) -> None:
        while not over.is_set():
            with contextlib.suppress(TelegramError):
                await self._bot.send_chat_action(place.chat, "typing", message_thread_id=place.thread)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _TYPING_SECONDS)

    async def _formatted(
        self, place: Place, text: str, call: Callable[[Place, str, str | None], Awaitable[_Result]]
    ) -> _Result:
        """A call with the text as HTML, in the chat that the group became, or as plain text if HTML is refused."""
        mode: str | None = PARSE_MODE
        for _ in range(3):
            try:
                return await self._paced(place.chat, lambda at=place, say=text, as_=mode: call(at, say, as_))  # type: ignore[misc]
            except ChatMigrated as moved:  # noqa: PERF203 - another try is the point
                self.moved[place.chat] = moved.new_chat_id
                place = replace(place, chat=moved.new_chat_id, reply_to=None)
            except BadRequest as error:
                if "thread not found" in str(error).lower() and place.thread is not None:
                    place = replace(place, thread=None)
                elif "can't parse entities" in str(error).lower() and mode is not None:
                    logger.warning("Telegram refused the markup of a message; it was sent as plain text.")
                    mode, text = None, _plain(text)
                else:
                    raise
        raise NotSent("The message was refused in every form.")

    async def _paced(self, chat: int, call: Callable[[], Awaitable[_Result]]) -> _Result:
        """A call in its turn, again after a limit or a lost network."""
        for attempt in range(_TRIES):
            try:
                async with self._pace.turn(chat):
                    return await call()
            except RetryAfter as error:  # noqa: PERF203 - another try is the point
                seconds = error.retry_after
                wait = seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds)
                logger.warning("Telegram asks to wait for %g seconds.", wait)
                self._pace.halt(wait, chat)
            except (Forbidden, BadRequest) as error:
                if (reason := why_gone(error)) is None:
                    raise
                raise Gone(reason) from None
            except (ChatMigrated, InvalidToken):
                raise
            except NetworkError:
                await asyncio.sleep(min(self._pause * 2**attempt, _LONGEST_PAUSE))
        raise NotSent("Telegram was not reached.")


def _answering(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", text))
