"""What is known of a chat beside what was said: which answer is the last, what waits, who was met."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.telegram.progress import Progress
    from bot.telegram.shown import Shown

__all__ = ["Memory"]

_REMEMBERED = 20_000


class Memory:
    """Answers and dropped questions outlive the process; what else is here matters for moments only.

    People are named by the place that order is kept in (``Item.chat``), conversations as the engine names them.

    Args:
        shown: the messages of answers.
        progress: what is being answered.
    """

    def __init__(self, shown: Shown, progress: Progress) -> None:
        self._shown, self._progress = shown, progress
        self._waiting: dict[str, int] = {}
        self._asked: set[str] = set()
        self._met: OrderedDict[str, int] = OrderedDict()

    def meets(self, where: str, update_id: int) -> bool:
        """Whether this is the first message here that is known of; also when it is worked on again."""
        self._met[where] = self._met.pop(where, update_id)
        while len(self._met) > _REMEMBERED:
            self._met.popitem(last=False)
        return self._met[where] == update_id

    async def answered(self, conversation: str, question: int, answers: Sequence[int], *, anew: bool) -> None:
        """``answers`` are the messages that answer the message ``question``; their buttons belong to the last answer.

        With ``anew`` they are it, and older ones are old.
        """
        now = datetime.now(timezone.utc)
        await asyncio.to_thread(self._shown.add, conversation, question, answers, now, anew=anew)

    async def answers(self, conversation: str, question: int) -> tuple[int, ...]:
        """The messages that answer a question; none when it is not known any more."""
        return await asyncio.to_thread(self._shown.of, conversation, question)

    async def is_old(self, conversation: str, message: int) -> bool:
        """Whether another answer is known to be the last one."""
        return await asyncio.to_thread(self._shown.is_old, conversation, message)

    def waits(self, where: str, update_id: int) -> None:
        """A question waits for the engine, and its person is about to be told."""
        self._waiting[where] = update_id

    def ask(self, where: str) -> None:
        """The person was asked to write a question."""
        self._asked.add(where)

    def settled(self, where: str) -> None:
        """Nothing waits here any more."""
        self._waiting.pop(where, None)
        self._asked.discard(where)

    async def cancel(self, where: str, update_id: int) -> bool:
        """Drop what waits and came before ``update_id``; whether there was anything."""
        told = self._waiting.get(where)
        dropped = await asyncio.to_thread(self._progress.drop, where, update_id, told)
        waited = dropped or where in self._asked
        self.settled(where)
        return waited

    async def is_dropped(self, update_id: int) -> bool:
        """Whether the person has dropped this question."""
        return await asyncio.to_thread(self._progress.dropped, update_id)

    def forget(self, where: str) -> None:
        """Forget a private chat; its conversation is erased elsewhere."""
        self.settled(where)
        self._met.pop(where, None)
