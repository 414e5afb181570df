"""How somebody becomes staff, and ceases to be: by a code that is good once, and by a word."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram import staff_wording as wording
from bot.telegram.acquaintance import CHANNEL
from programme.errors import CodeExpired, CodeUsed, NoSuchCode, NoSuchMember

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from bot.telegram.staff_news import News
    from programme import Member, Questions, Staff

__all__ = ["GUESSES", "PREFIX", "Linking"]

#: How the argument of ``/start`` begins that links somebody.
PREFIX = "staff_"
#: So many wrong codes a person may try, and in what time.
GUESSES, GUESSING = 5, timedelta(hours=1)
_REMEMBERED = 10_000
_WRONG = (NoSuchCode, CodeUsed, CodeExpired)


class Linking:
    """Links and unlinks.

    Args:
        news: is told, so that menus change.
    """

    def __init__(
        self,
        staff: Staff,
        questions: Questions,
        news: News,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._staff, self._questions, self._news, self._clock = staff, questions, news, clock
        # In memory only: of somebody who guesses nothing is kept. A code is 80 bits, so a restart helps nobody.
        self._guesses: OrderedDict[str, list[datetime]] = OrderedDict()

    async def start(self, argument: str, who: Who, answer: Answer) -> bool:
        """``/start`` with a code: says what is kept of staff, and asks. False when it is another link."""
        if not argument.startswith(PREFIX):
            return False
        language = who.language
        code = argument.removeprefix(PREFIX)
        if self._too_many(who.key):
            await answer.say(wording.too_many_codes(language), language)
            return True
        try:
            await asyncio.to_thread(self._staff.check, code, self._clock())
        except _WRONG as error:
            self._guessed(who.key, error)
            await answer.say(wording.wrong_code(language, error), language)
            return True
        buttons = [
            InlineKeyboardButton(wording.link_button(language), callback_data=f"link:yes:{code[:32]}"),
            InlineKeyboardButton(wording.do_not_link_button(language), callback_data="link:no"),
        ]
        await answer.say(wording.link_question(language), language, InlineKeyboardMarkup([buttons]))
        return True

    async def ask_to_leave(self, member: Member, answer: Answer) -> None:
        """``/leave``: nothing yet."""
        language = member.language
        buttons = [
            InlineKeyboardButton(wording.leave_button(language), callback_data="link:leave"),
            InlineKeyboardButton(wording.stay_button(language), callback_data="link:stay"),
        ]
        await answer.say(wording.leave_question(language), language, InlineKeyboardMarkup([buttons]))

    async def pressed(self, act: str, message: int, who: Who, answer: Answer) -> str | None:
        """A button of these; what stands over the chat, None when it is none."""
        language = who.language
        choice, _, code = act.partition(":")
        if choice == "yes":
            await self._link(code, who, answer)
        elif choice == "no":
            await answer.say(wording.not_linked(language), language)
        elif choice == "leave":
            member = await asyncio.to_thread(self._staff.of, CHANNEL, who.key)
            if member is not None:
                with contextlib.suppress(NoSuchMember):  # removed at the same moment
                    await asyncio.to_thread(self._staff.remove, member.id, self._clock())
                self._news.wake()
            await answer.say(wording.left(language), language)
        elif choice == "stay":
            await answer.say(wording.stayed(language), language)
        else:
            return None
        await answer.sender.unbutton(answer.place, message)
        return ""

    async def _link(self, code: str, who: Who, answer: Answer) -> None:
        language = who.language
        try:
            await asyncio.to_thread(self._staff.link, code, CHANNEL, who.key, self._clock(), language=language)
        except _WRONG as error:
            member = await asyncio.to_thread(self._staff.of, CHANNEL, who.key)
            if not (isinstance(error, CodeUsed) and member is not None):  # a crash came between linking and saying so
                self._guessed(who.key, error)
                await answer.say(wording.wrong_code(language, error), language)
                return
        self._news.wake()
        _, waiting = await asyncio.to_thread(self._questions.waiting, limit=1)
        await answer.say(wording.linked(language, waiting=waiting), language)

    def _guessed(self, key: str, error: Exception) -> None:
        if isinstance(error, NoSuchCode):
            self._guesses.setdefault(key, []).append(self._clock())
            self._guesses.move_to_end(key)
            while len(self._guesses) > _REMEMBERED:
                self._guesses.popitem(last=False)

    def _too_many(self, key: str) -> bool:
        since = self._clock() - GUESSING
        guesses = self._guesses[key] = [moment for moment in self._guesses.get(key, ()) if moment > since]
        if not guesses:
            del self._guesses[key]
        return len(guesses) >= GUESSES
