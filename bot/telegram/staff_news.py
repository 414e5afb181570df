"""What staff and delegates are told by itself: new questions, answers, and what became of an answer.

All of it goes through the outbox, and what is still to be told is read from the queue itself: after a crash it goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta, timezone
from html import escape
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.telegram import handover_wording, staff_wording
from bot.telegram.acquaintance import CHANNEL
from bot.telegram.handover import quoted
from bot.telegram.notice import notice
from bot.telegram.sending import Gone, NotSent, Place
from bot.telegram.splitting import LIMIT, cut, units
from programme.errors import DatabaseFailed
from programme.questions import answer_key, notice_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.sending import Sender
    from bot.telegram.staff_menus import Menus
    from programme import Member, Outbox, Question, Questions, Staff

__all__ = ["News", "answer_html", "notice_buttons", "notice_html"]

logger = logging.getLogger(__name__)

#: A look that nobody asked for, in seconds: for what other processes changed, and what became of answers.
LOOK_SECONDS = 1.0
_TIDY_SECONDS = 24 * 3600.0


class News:
    """Tells it.

    Args:
        days: so long a question is kept after it was answered or closed, in days.
    """

    def __init__(
        self,
        staff: Staff,
        questions: Questions,
        outbox: Outbox,
        sender: Sender,
        menus: Menus,
        *,
        days: int,
        again_seconds: float = 3.0,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._staff, self._questions, self._outbox, self._sender = staff, questions, outbox, sender
        self._menus, self._days = menus, days
        self._again_seconds, self._clock = again_seconds, clock
        self._changed = asyncio.Event()

    def wake(self) -> None:
        """Something is to be told."""
        self._changed.set()

    async def run(self) -> None:
        """Tell what is to be told until cancelled."""
        tidied, loop = 0.0, asyncio.get_running_loop()
        while True:
            self._changed.clear()
            try:
                if not tidied or loop.time() - tidied > _TIDY_SECONDS:
                    tidied = loop.time()
                    limit = self._clock() - timedelta(days=self._days)
                    await asyncio.to_thread(self._questions.discard_older, limit)
                await self._menus.settle()
                for question in await asyncio.to_thread(self._questions.unreported, CHANNEL):
                    await self._report(question)
            except DatabaseFailed as error:
                logger.error("%s", error)
                await asyncio.sleep(self._again_seconds)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._changed.wait(), LOOK_SECONDS)

    async def asked(self, question: Question) -> None:
        """Tell all the staff of a new question; told again, nobody hears of it twice."""
        for member in await asyncio.to_thread(self._staff.members, CHANNEL):
            buttons = notice_buttons(member.language, question.id)
            payload = notice(html=[notice_html(member.language, question)], keyboard=buttons, quiet=True)
            await self._put(notice_key(question.id, member.id), member.key, payload)

    async def finished(self, question: Question) -> None:
        """Take the buttons from under the notices of a question, and say in them what became of it."""
        for member, message in await self.notices(question.id):
            done = staff_wording.state(member.language, question.state)
            await self._edit(member, message, notice_html(member.language, question, done))

    async def erased(self, number: int, notices: list[tuple[Member, int]]) -> None:
        """Take the words of a question that was erased out of its notices."""
        for member, message in notices:
            words = f"#{number} · {staff_wording.erased_by_asker(member.language)}"
            await self._edit(member, message, escape(words, quote=False))

    async def unlinked(self, member: Member) -> None:
        """Take the menus away from a member of whom nothing is kept any more."""
        with contextlib.suppress(TelegramError):
            await self._menus.remove(int(member.key))

    async def notices(self, number: int) -> list[tuple[Member, int]]:
        """Who of the staff has a notice of a question, and the number of its message."""
        found = []
        for member in await asyncio.to_thread(self._staff.members, CHANNEL):
            outcome = await asyncio.to_thread(self._outbox.outcome, notice_key(number, member.id))
            if outcome is not None and outcome.message is not None:
                found.append((member, outcome.message))
        return found

    async def _report(self, question: Question) -> None:
        """An answer goes out; once it has, or cannot, the member who gave it is told."""
        outcome = await asyncio.to_thread(self._outbox.outcome, answer_key(question.id))
        if outcome is None:
            payload = notice(html=answer_html(question), thread=question.thread, reply_to=question.message, quiet=True)
            await self._put(answer_key(question.id), question.chat, payload, recipient=question.key)
            return
        if outcome.state == "open":
            return
        member = None if question.staff is None else await asyncio.to_thread(self._staff.by_id, question.staff)
        if member is not None and member.left_at is None:
            told = staff_wording.delivered if outcome.state == "sent" else staff_wording.not_delivered
            words = f"#{question.id} · {told(member.language)}"
            payload = notice(words, language=member.language, silent=True)
            await self._put(f"delivered:{question.id}", member.key, payload)
        await asyncio.to_thread(self._questions.reported, question.id, self._clock())

    async def _put(self, key: str, chat: str, payload: dict[str, Any], *, recipient: str | None = None) -> None:
        await asyncio.to_thread(self._outbox.put, key, CHANNEL, chat, payload, self._clock(), recipient=recipient)

    async def _edit(self, member: Member, message: int, html: str) -> None:
        """A courtesy: where it fails, whoever presses a button is told the same."""
        with contextlib.suppress(TelegramError, Gone, NotSent):
            await self._sender.edit(Place(int(member.key)), message, html)


def notice_html(language: str | None, question: Question, state: str = "") -> str:
    """A question as staff see it."""
    head = f"#{question.id} · {state or staff_wording.new_question(language, question.language)}"
    return quoted(head, question.text, "" if question.finished else staff_wording.reply_here(language))


def notice_buttons(language: str | None, number: int, *, mine: bool = False) -> list[list[dict[str, str]]]:
    """The buttons under it; ``mine``: the one who sees it has taken it."""
    rows = [
        [
            {"text": staff_wording.answer_button(language), "data": f"desk:answer:{number}"},
            {"text": staff_wording.close_button(language), "data": f"desk:close:{number}"},
        ]
    ]
    if mine:
        rows.append([{"text": staff_wording.give_back_button(language), "data": f"desk:free:{number}"}])
    return rows


def answer_html(question: Question) -> list[str]:
    """What the one who asked gets: the staff's words behind their own question, in as many messages as it takes."""
    said = handover_wording
    if question.state == "closed":
        head, words = said.closed(question.language), question.reason or ""
    else:
        head, words = said.answered(question.language), question.answer or ""
    if units(head) + units(question.text) + units(words) + 4 <= LIMIT:
        return [quoted(head, question.text, words)]
    return [quoted(head, question.text), *(escape(words[start:end], quote=False) for start, end in cut(words))]
