"""A question for the staff: shown to who asked it, and handed over when they say so.

Nothing is kept in between: the question stands in the block quote of the message that the buttons are under, so that
they work after a restart as well. Whoever presses "Send it" agrees that this one question is kept, with a general
consent or without.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from html import escape
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.dialogue import clean, language_of
from bot.telegram import handover_wording as wording
from bot.telegram.acquaintance import CHANNEL
from bot.telegram.formatting import EXPANDABLE, messages
from bot.telegram.keyboard import keyboard
from bot.telegram.splitting import units
from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Message

    from bot.replies import Reply
    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from programme import Question, Questions, Staff

__all__ = ["ASK", "QUESTION_UNITS", "Handover", "quoted"]

#: What the engine is told when somebody wants a person, and what the button of its offer sends.
ASK, SEND = "/ask_staff", "/send_to_staff"
#: Longest question for the staff, in UTF-16 code units: it fits into one message with all that stands around it.
QUESTION_UNITS = 2000
_QUOTES = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE)


class Handover:
    """What the one who asks sees of it.

    Args:
        staff: who could answer.
        questions: the queue.
        announce: tells the staff of a new question.
        days: so long a question is kept after it was answered, in days.
    """

    def __init__(
        self, staff: Staff, questions: Questions, announce: Callable[[Question], Awaitable[None]], *, days: int
    ) -> None:
        self._staff, self._questions, self._announce, self._days = staff, questions, announce, days

    async def reachable(self) -> bool:
        """Whether there is anybody to ask."""
        return await asyncio.to_thread(self._staff.anybody, CHANNEL)

    async def metadata(self) -> dict[str, Any]:
        """What the engine is told of it with every message."""
        return {"staff": True} if await self.reachable() else {}

    def shown(self, reply: Reply) -> tuple[list[str], InlineKeyboardMarkup | None]:
        """A reply as messages and buttons: an offer of the engine becomes ours, which says what is kept."""
        if reply.quote and any(button.payload == SEND for button in reply.buttons):
            return self._offer(reply.quote, reply.language)
        return messages(reply), keyboard(reply)

    async def asked(self, question: str, who: Who, answer: Answer) -> bool:
        """``/human question``; False when the engine is to say more, as where nobody can be reached."""
        if not question or not await self.reachable():
            return False
        parts, buttons = self._offer(question, language_of(question, chosen=who.chosen, hint=who.hint))
        await answer.send(parts, buttons, last=True)
        return True

    async def pressed(self, data: str, message: Message, who: Who, answer: Answer) -> str | None:
        """A button of an offer.

        Returns:
            What stands over the chat; None when the button is none of an offer.
        """
        topic, _, choice = data.partition(":")
        if topic != "hand":
            return None
        if choice == "keep":
            await answer.say(wording.kept(who.language), who.language)
            await answer.sender.unbutton(answer.place, message.message_id)
            return ""
        question = _quoted_in(message)
        language = choice if choice in LANGUAGES else "en"
        whose = message.chat.type == "private" or message.reply_to_message is not None
        if not question or not whose or not await self.reachable():  # in a group it must be clear who asked
            return wording.cannot_now(language)
        asked, new = await asyncio.to_thread(
            self._questions.ask,
            question,
            channel=CHANNEL,
            key=who.key,
            chat=str(answer.place.chat),
            confirmation=message.message_id,
            language=language,
            now=datetime.now(timezone.utc),
            thread=answer.place.thread,
            message=answer.place.reply_to,
        )
        await self._announce(asked)  # once more is no matter, where a crash came in between
        await answer.say(wording.sent(language), language)
        await answer.sender.unbutton(answer.place, message.message_id)
        return "" if new else wording.sent_before(language)

    def _offer(self, question: str, language: str) -> tuple[list[str], InlineKeyboardMarkup | None]:
        words = clean(question)
        if units(words) > QUESTION_UNITS:
            long = wording.too_long(language, length=units(words), limit=QUESTION_UNITS)
            return [escape(long, quote=False)], None
        before, after = wording.offer(language, days=self._days)
        buttons = [
            InlineKeyboardButton(wording.send_button(language), callback_data=f"hand:{language}"),
            InlineKeyboardButton(wording.keep_to_myself_button(language), callback_data="hand:keep"),
        ]
        return [quoted(before, words, after)], InlineKeyboardMarkup([buttons])


def quoted(before: str, words: str, after: str = "") -> str:
    """HTML of one message: plain text, somebody's words in a block quote, and plain text again."""
    folded = " expandable" if len(words) > EXPANDABLE else ""
    block = f"<blockquote{folded}>{escape(words, quote=False)}</blockquote>"
    return "\n\n".join(part for part in (escape(before, quote=False), block, escape(after, quote=False)) if part)


def _quoted_in(message: Message) -> str:
    entity = next((one for one in message.entities if one.type in _QUOTES), None)
    return "" if entity is None else clean(message.parse_entity(entity))
