"""Many people who ask at once, and how long each waits: for "typing", for the answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.telegram.chats import Chat, Message
    from tests.telegram.server import BotApi
    from tests.telegram.world import Person

__all__ = ["Flood"]

_LOOK = 0.1


@dataclass
class _Waiting:
    message: Message
    since: float
    typing: float | None = None
    answered: float | None = None


@dataclass
class Flood:
    """Questions that come within so many seconds, and what became of them.

    Attributes:
        chats: how many people ask in private, one question each.
        groups: how many groups there are beside them.
        questions: how many are asked in each group, by two people.
        seconds: within which all are asked.
    """

    api: BotApi
    chance: random.Random
    chats: int
    groups: int = 0
    questions: int = 0
    seconds: float = 60.0
    private: list[_Waiting] = field(default_factory=list)
    grouped: list[_Waiting] = field(default_factory=list)

    async def run(self, patience: float, each: Callable[[], None] = lambda: None) -> None:
        """Ask, and wait until all is answered.

        Args:
            patience: how long after the last question, in seconds.
            each: called at every look.

        Raises:
            TimeoutError: it was not.
        """
        world = self.api.world
        plan: list[tuple[float, Person, Chat]] = []
        for number in range(self.chats):
            person = world.user(f"Person {number}")
            plan.append((self.chance.uniform(0, self.seconds), person, person.chat))
        for number in range(self.groups):
            members = [world.user(f"Member {number} {one}") for one in range(2)]
            group = world.group(f"Group {number}", *members)
            plan += [(self.chance.uniform(0, self.seconds), members[each % 2], group) for each in range(self.questions)]
        plan.sort(key=lambda one: one[0])
        began = time.monotonic()
        while not self.over or plan:
            now = time.monotonic() - began
            if now > self.seconds + patience:
                raise TimeoutError(f"{self.unanswered} questions were not answered after {now:.0f} seconds")
            while plan and plan[0][0] <= now:
                _, person, chat = plan.pop(0)
                private = chat is person.chat
                text = "may a refugee be sent back?"
                message = person.says(text if private else f"/ask {text}", chat=chat)
                (self.private if private else self.grouped).append(_Waiting(message, time.monotonic()))
            self._look()
            each()
            await asyncio.sleep(_LOOK)

    @property
    def unanswered(self) -> int:
        """How many questions wait."""
        return sum(one.answered is None for one in self.private + self.grouped)

    @property
    def over(self) -> bool:
        """Whether everything that was asked so far is answered."""
        return self.unanswered == 0

    @property
    def more_than_once(self) -> int:
        """How many private questions got more than one message."""
        return sum(len(one.message.chat.sent) > 1 for one in self.private)

    def _look(self) -> None:
        now = time.monotonic()
        with self.api.world.lock:
            for one in self.private:
                if one.answered is None:
                    if one.typing is None and one.message.chat.actions:
                        one.typing = now - one.since
                    if one.message.chat.sent:
                        one.answered = now - one.since
            answered = {
                (chat.id, sent.reply_to.id)
                for chat in {one.message.chat.id: one.message.chat for one in self.grouped}.values()
                for sent in chat.sent
                if sent.reply_to is not None
            }
            for one in self.grouped:
                if one.answered is None and (one.message.chat.id, one.message.id) in answered:
                    one.answered = now - one.since
