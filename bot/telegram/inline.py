"""Inline mode: ``@bot`` and a question in any chat is answered with passages to insert."""

from __future__ import annotations

import asyncio
import logging
import unicodedata
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.errors import BadMessage, DialogueError
from bot.telegram.inline_answer import InlineAnswer, away, invitation, offer
from bot.telegram.passages import Found
from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from telegram import Bot, InlineQuery, Update

    from bot.telegram.passages import Passages

__all__ = ["Inline"]

logger = logging.getLogger(__name__)

#: Queries worked on at once. The action server has four threads: conversations are to find some of them free.
AT_ONCE = 2
#: People who wait at most; who comes then gets no answer, which would come too late for what they are typing.
MOST_WAITING = 100
#: Letters below which nothing is looked for.
LETTERS = 3
#: A Chinese character says as much as this many letters.
_WIDE = 2
#: Passages that are offered.
OFFERED = 5
#: Telegram's words for a query whose time is over.
_TOO_LATE = ("query is too old", "query id is invalid")


class Inline:
    """Answers inline queries, the newest of each person.

    They are not written down as other updates are: an answer is worth something while the person looks at the field,
    for some seconds, and nothing is lost when none comes, for the next letter asks again. One that Telegram hands out
    twice is answered twice, which does no harm. So the words are in memory only, until they are answered.

    Args:
        at_once: how many are worked on at once.
    """

    def __init__(self, bot: Bot, passages: Passages, *, at_once: int = AT_ONCE) -> None:
        self._bot, self._passages, self._at_once = bot, passages, at_once
        self._waiting: dict[int, InlineQuery] = {}
        self._turns: asyncio.Queue[int] = asyncio.Queue()
        self._trouble = ""

    def hear(self, update: Update) -> None:
        """Take an inline query; returns at once. A newer one takes the place of the same person's that waits."""
        query = update.inline_query
        if query is None:
            return
        person = query.from_user.id
        if person not in self._waiting:
            if len(self._waiting) >= MOST_WAITING:
                return
            self._turns.put_nowait(person)
        self._waiting[person] = query

    async def run(self) -> None:
        """Answer until cancelled."""
        if not self._bot.supports_inline_queries:
            logger.info("Inline mode is off. Its owner turns it on by sending /setinline to @BotFather.")
        workers = [asyncio.create_task(self._work()) for _ in range(self._at_once)]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()

    async def _work(self) -> None:
        while True:
            person = await self._turns.get()
            query = self._waiting.pop(person)
            try:
                await self._send(query, await self._answer(query))
            except Exception as error:  # whatever it is, others are typing; its text may repeat what this one wrote
                logger.error("An inline query failed: %s.", type(error).__name__)

    async def _answer(self, query: InlineQuery) -> InlineAnswer:
        hint = (query.from_user.language_code or "").lower().partition("-")[0]
        language = hint if hint in LANGUAGES else None
        if _letters(query.query) < LETTERS:
            return invitation(language)
        try:
            found = await self._passages.find(query.query, language=language, limit=OFFERED)
        except BadMessage:
            return offer(Found(language or "en"), language)
        except DialogueError as error:
            self._tell(f"Inline queries find nothing: {error}")
            return away(language)
        self._tell("")
        return offer(found, language)

    async def _send(self, query: InlineQuery, answer: InlineAnswer) -> None:
        """Once, for later it is too late."""
        try:
            await self._bot.answer_inline_query(
                query.id,
                answer.results,
                cache_time=answer.cache_seconds,
                is_personal=answer.personal,
                button=answer.button,
            )
        except BadRequest as error:
            if not any(words in str(error).lower() for words in _TOO_LATE):
                logger.error("Telegram refused the answer to an inline query.")
        except TelegramError as error:
            logger.warning("An inline query was not answered (%s).", type(error).__name__)

    def _tell(self, trouble: str) -> None:
        """Say once what is wrong, and once that it is over. ``trouble`` holds nothing that a person wrote."""
        if trouble and trouble != self._trouble:
            logger.warning("%s", trouble)
        elif self._trouble and not trouble:
            logger.info("Inline queries are answered again.")
        self._trouble = trouble


def _letters(text: str) -> int:
    """How much is written: letters and figures, Chinese characters counted by what they say."""
    return sum(
        _WIDE if unicodedata.east_asian_width(character) in "WF" else 1 for character in text if character.isalnum()
    )
