"""What staff do in their private chat: look at the queue, take a question, answer it, close it.

For everybody else none of this is there: their messages and buttons go the way of all others.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue import clean
from bot.telegram import staff_wording as wording
from bot.telegram.acquaintance import CHANNEL
from bot.telegram.addressing import Command
from bot.telegram.addressing import Question as Words
from bot.telegram.notice import keyboard_of
from bot.telegram.staff_news import notice_buttons, notice_html
from programme.errors import NoSuchQuestion, QuestionFinished, QuestionTaken

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from telegram import Message, User

    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from bot.telegram.staff_link import Linking
    from bot.telegram.staff_news import News
    from programme import Member, Questions, Staff

__all__ = ["PAGE", "Desk", "number_of", "split"]

#: Questions on a page of the queue.
PAGE = 5
#: How the messages begin that are about a question, behind marks that only turn the direction.
_FIRST_LINE = re.compile(r"[\s\u200e\u200f\u2066-\u2069]*#(\d{1,18})\b")
_NUMBERED = re.compile(r"[\s\u200e\u200f\u2066-\u2069]*#?(\d{1,18})[\u200e\u200f\u2066-\u2069]*(?:\s+(.*))?", re.DOTALL)
_WRONG = (NoSuchQuestion, QuestionFinished, QuestionTaken)


class Desk:
    """The desk of all members of staff.

    Args:
        me: the bot itself.
        linking: how one becomes a member, and ceases to be.
        news: is told what has changed.
    """

    def __init__(
        self,
        me: User,
        staff: Staff,
        questions: Questions,
        linking: Linking,
        news: News,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._me, self._staff, self._questions, self._linking, self._news = me, staff, questions, linking, news
        self._clock = clock

    async def takes(self, message: Message, what: object, who: Who, answer: Answer) -> bool:
        """Work on a private message, where it is one for the desk: False when it is none."""
        if isinstance(what, Command):
            if what.name == "start":
                return await self._linking.start(what.argument, who, answer)
            if what.name not in _COMMANDS:
                return False
        elif not isinstance(what, Words) or self._answered(message) is None:
            return False
        member = await self._member(who)
        if member is None:
            return False
        number = self._answered(message)
        if isinstance(what, Words):
            await self._give(number, what.text, member, answer)
        elif what.name == "queue":
            await self._queue(0, member, answer)
        elif what.name == "leave":
            await self._linking.ask_to_leave(member, answer)
        else:
            number, words = split(what.argument, number)
            await (self._give if what.name == "answer" else self._shut)(number, words, member, answer)
        return True

    async def edited(self, message: Message, who: Who, answer: Answer) -> bool:
        """An answer was edited after it was given: that reaches nobody. False when it is something else."""
        if self._answered(message) is None:
            return False
        member = await self._member(who)
        if member is None:
            return False
        await answer.say(wording.not_changed(member.language), member.language)
        return True

    async def pressed(self, data: str, message: int, who: Who, answer: Answer) -> str | None:
        """A button of the desk, or one about being a member.

        Returns:
            What stands over the chat; None when the button is none of these, or not this person's any more.
        """
        topic, _, rest = data.partition(":")
        if topic == "link":
            return await self._linking.pressed(rest, message, who, answer)
        act, _, given = rest.partition(":")
        if topic != "desk" or not given.isascii() or not given.isdecimal():
            return None
        member = await self._member(who)
        if member is None:
            return None
        number = int(given)
        if act == "queue":
            answer.replaces([message])
            await self._queue(number, member, answer)
            return ""
        try:
            return await self._act(act, number, member, message, answer)
        except _WRONG as error:
            if isinstance(error, (NoSuchQuestion, QuestionFinished)):
                await answer.sender.unbutton(answer.place, message)
            return wording.wrong(member.language, number, error)

    @contextlib.asynccontextmanager
    async def erasing(self, who: Who) -> AsyncIterator[None]:
        """Around an erasure: what staff see of a person's questions goes with them, and a member's menus."""
        numbers = await asyncio.to_thread(self._questions.numbers, CHANNEL, who.key)
        notices = {number: await self._news.notices(number) for number in numbers}
        member = await asyncio.to_thread(self._staff.of, CHANNEL, who.key)
        yield
        for number, messages in notices.items():
            await self._news.erased(number, messages)
        if member is not None:
            await self._news.unlinked(member)

    async def _act(self, act: str, number: int, member: Member, message: int, answer: Answer) -> str | None:
        language = member.language
        if act == "show":
            question = await asyncio.to_thread(self._questions.get, number)
            mine = question.state == "taken" and question.staff == member.id
            buttons = (
                None if question.finished else keyboard_of({"keyboard": notice_buttons(language, number, mine=mine)})
            )
            await answer.send([notice_html(language, question)], buttons)
        elif act == "answer":
            await asyncio.to_thread(self._questions.take, number, member.id, self._clock())
            opened = ForceReply(input_field_placeholder=wording.answer_hint(language))
            await answer.say(wording.write_answer(language, number), language, opened)  # type: ignore[arg-type]
        elif act == "free":
            await asyncio.to_thread(self._questions.give_back, number, member.id, self._clock())
            await answer.sender.unbutton(answer.place, message)
            return wording.given_back(language, number)
        elif act == "close":
            question = await asyncio.to_thread(self._questions.get, number)
            if question.finished:
                raise QuestionFinished
            await answer.say(wording.really_close(language, number), language, _closing(language, number))
        elif act == "shut":
            await answer.sender.unbutton(answer.place, message)
            await self._shut(number, "", member, answer)
        elif act == "leave":  # the button that does not close
            await answer.sender.unbutton(answer.place, message)
            return wording.stays_open(language, number)
        else:
            return None
        return ""

    async def _queue(self, start: int, member: Member, answer: Answer) -> None:
        language = member.language
        found, count = await asyncio.to_thread(self._questions.waiting, start=start, limit=PAGE)
        if not found and start:  # they were answered meanwhile
            start = 0
            found, count = await asyncio.to_thread(self._questions.waiting, start=0, limit=PAGE)
        if not found:
            await answer.say(wording.queue_empty(language), language)
            return
        rows = [[InlineKeyboardButton(f"#{one.id}", callback_data=f"desk:show:{one.id}") for one in found]]
        steps = [("‹", start - PAGE)] * (start > 0) + [("›", start + PAGE)] * (start + PAGE < count)
        if steps:
            rows.append([InlineKeyboardButton(sign, callback_data=f"desk:queue:{max(at, 0)}") for sign, at in steps])
        held = [one.id for one in found if one.is_held(member.id, self._clock())]
        words = wording.queue(language, found, count=count, held=held)
        await answer.say(words, language, InlineKeyboardMarkup(rows))

    async def _give(self, number: int | None, text: str, member: Member, answer: Answer) -> None:
        """An answer to a question."""
        language, words = member.language, clean(text)
        if number is None or not words:
            await answer.say(wording.how_to_answer(language), language)
            return
        try:
            question = await asyncio.to_thread(self._questions.answer, number, member.id, words, self._clock())
        except _WRONG as error:
            await answer.say(wording.wrong(language, number, error), language)
            return
        self._news.wake()
        await answer.say(wording.answer_taken(language, number), language)
        await self._news.finished(question)

    async def _shut(self, number: int | None, reason: str, member: Member, answer: Answer) -> None:
        """Close a question without an answer."""
        language = member.language
        if number is None:
            await answer.say(wording.how_to_close(language), language)
            return
        why = clean(reason) or None
        try:
            question = await asyncio.to_thread(self._questions.close, number, member.id, self._clock(), reason=why)
        except _WRONG as error:
            await answer.say(wording.wrong(language, number, error), language)
            return
        self._news.wake()
        await answer.say(wording.closed(language, number), language)
        await self._news.finished(question)

    async def _member(self, who: Who) -> Member | None:
        """The member of staff that ``who`` is, written to in their language of now."""
        member = await asyncio.to_thread(self._staff.of, CHANNEL, who.key)
        if member is not None and who.language and member.language != who.language:
            await asyncio.to_thread(self._staff.speaks, member.id, who.language)
            member = await asyncio.to_thread(self._staff.of, CHANNEL, who.key)
        return member

    def _answered(self, message: Message) -> int | None:
        """The number of the question whose notice a message is a reply to."""
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or replied.from_user.id != self._me.id:
            return None
        return number_of(replied)


def number_of(notice: Message) -> int | None:
    """The number of the question that a message of ours to staff is about: its first line begins with it."""
    begins = _FIRST_LINE.match(notice.text or "")
    return int(begins[1]) if begins else None


def split(argument: str, answered: int | None) -> tuple[int | None, str]:
    """The number of a question, and the words behind it; in a reply to its notice the number may be left out."""
    found = _NUMBERED.fullmatch(argument)
    number = int(found[1]) if found else None
    if answered is not None and number != answered:
        return answered, argument
    return number, (found[2] or "") if found else ""


def _closing(language: str | None, number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(wording.close_button(language), callback_data=f"desk:shut:{number}"),
                InlineKeyboardButton(wording.keep_open_button(language), callback_data=f"desk:leave:{number}"),
            ]
        ]
    )


_COMMANDS = frozenset({"answer", "close", "leave", "queue"})
