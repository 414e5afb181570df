"""Documents that staff send: asked about, fetched into quarantine, read by another process, offered to the library.

Who presses the button says which file by what the bot's question answers: nothing about it is kept before.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.offered_file import kept_name, put_away
from bot.telegram import offer_wording, wording
from bot.telegram.acquaintance import CHANNEL
from bot.telegram.download import NotFetched, TooLarge, download
from bot.telegram.offer_check import NoReading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from telegram import Bot, CallbackQuery, Document, Message

    from bot.offered_file import Reading
    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from programme import Offers, Staff

__all__ = ["Offering"]

logger = logging.getLogger(__name__)

_MOST = offer_wording.LARGEST_MEGABYTES * 2**20
_NAME = 120  # characters of a name that are kept and shown


class Offering:
    """Takes documents of staff.

    Args:
        bot: fetches them.
        folder: the quarantine.
        check: reads a file, given what it is called.
        days: how long an offer waits.
    """

    def __init__(
        self,
        bot: Bot,
        staff: Staff,
        offers: Offers,
        folder: Path,
        check: Callable[[Path, str], Awaitable[Reading]],
        *,
        days: int,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._bot, self._staff, self._offers = bot, staff, offers
        self._folder, self._check, self._days, self._clock = folder, check, days, clock

    async def takes(self, message: Message, who: Who, answer: Answer) -> bool:
        """Ask about a document in a private chat; False when it is none, or not of staff."""
        document = message.document
        if document is None or message.animation is not None or not await self._is_staff(who):
            return False
        language, name = who.language, _name_of(document)
        answer.place = replace(answer.place, reply_to=message.message_id)
        try:
            kept_name(name)
        except ValueError:
            await answer.say(offer_wording.wrong_format(language), language)
            return True
        if (document.file_size or 0) > _MOST:
            await answer.say(offer_wording.too_large(language), language)
            return True
        words = offer_wording.question(language, name=name, size=document.file_size or 0, days=self._days)
        buttons = [
            InlineKeyboardButton(offer_wording.yes_button(language), callback_data="offer:yes"),
            InlineKeyboardButton(offer_wording.no_button(language), callback_data="offer:no"),
        ]
        await answer.say(words, language, InlineKeyboardMarkup([buttons]))
        return True

    async def pressed(self, query: CallbackQuery, who: Who, answer: Answer) -> bool:
        """A button under that question; False when it is none of these, or not this person's any more."""
        message = query.message
        asked = getattr(message, "reply_to_message", None)
        if query.data not in ("offer:yes", "offer:no") or message is None or not await self._is_staff(who):
            return False
        language = who.language
        if query.data == "offer:no":
            words = offer_wording.declined(language)
        elif asked is None or asked.document is None:  # the document was deleted
            words = offer_wording.not_fetched(language)
        else:
            await answer.sender.toast(query.id, wording.one_moment(language))
            async with answer.sender.typing(answer.place):
                words = await self._offer(asked.document, who)
        await answer.say(words, language)
        await answer.sender.toast(query.id)
        await answer.sender.unbutton(answer.place, message.message_id)
        return True

    async def _offer(self, document: Document, who: Who) -> str:
        """Fetch, keep, read, write down; what is to be said about it."""
        language, name = who.language, _name_of(document)
        try:
            content = await download(self._bot, document.file_id, most=_MOST)
        except NotFetched:
            return offer_wording.not_fetched(language)
        except TooLarge:
            return offer_wording.too_large(language)
        checksum = hashlib.sha256(content).hexdigest()
        standing = await asyncio.to_thread(self._offers.standing, checksum)
        if standing is not None:
            return offer_wording.known(language, number=standing.id, accepted=standing.state == "accepted")
        try:
            file = await asyncio.to_thread(put_away, self._folder, kept_name(name), content)
        except OSError as error:
            logger.error("An offered file could not be kept: %s.", error.strerror)
            return offer_wording.not_now(language)
        kept = False
        try:
            reading = await self._check(file, name)
            if reading.failure:
                return offer_wording.cannot_read(language, reading.failure)
            offer, kept = await asyncio.to_thread(
                self._offers.put,
                CHANNEL,
                who.key,
                name=name,
                file=file.name,
                checksum=checksum,
                bytes=len(content),
                title=reading.title,
                pages=reading.pages,
                now=self._clock(),
                language=language,
            )
        except NoReading:
            return offer_wording.not_now(language)
        finally:
            if not kept:
                file.unlink(missing_ok=True)
        if not kept:
            return offer_wording.known(language, number=offer.id, accepted=offer.state == "accepted")
        return offer_wording.offered(language, title=offer.title, number=offer.id, pages=offer.pages)

    async def _is_staff(self, who: Who) -> bool:
        return await asyncio.to_thread(self._staff.of, CHANNEL, who.key) is not None


def _name_of(document: Document) -> str:
    """What the file is called, on one line and not too long; its ending stays."""
    name = "".join(letter if letter.isprintable() else " " for letter in document.file_name or "document")
    name = " ".join(name.replace("/", " ").replace("\\", " ").split()) or "document"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _NAME else f"{stem[: _NAME - len(ending) - 1]}{dot}{ending[-_NAME // 2 :]}"
