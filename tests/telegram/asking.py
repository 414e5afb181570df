"""People who ask one question after the other, and whether each was answered once."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.telegram import wording
from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from tests.telegram.chats import Chat, Message
    from tests.telegram.world import Person

__all__ = ["Asker", "Verdict", "judge", "waiting_lines"]

_LOOK = 0.05


def waiting_lines() -> frozenset[str]:
    """What the bot says while a question waits for the engine; no answers."""
    return frozenset(wording.busy(language, minutes=10) for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many questions were answered how.

    Attributes:
        once: with the expected messages, once, in order.
        twice: a message of the answer came more than once.
        lost: a message of the answer did not come.
        moved: a message came, but not in its turn.
        other: something else stands in the answer's place.
    """

    once: int = 0
    twice: int = 0
    lost: int = 0
    moved: int = 0
    other: int = 0

    def __add__(self, more: Verdict) -> Verdict:
        return Verdict(
            self.once + more.once,
            self.twice + more.twice,
            self.lost + more.lost,
            self.moved + more.moved,
            self.other + more.other,
        )


def judge(expected: Sequence[Sequence[str]], seen: Sequence[str]) -> Verdict:
    """Compare what came in a chat with what has to come: the messages of each answer, in order."""
    wanted = [(question, text) for question, texts in enumerate(expected) for text in texts]
    texts = [text for _, text in wanted]
    missing: list[tuple[int, str]] = []
    extra: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, texts, list(seen), autojunk=False).get_opcodes():
        if kind != "equal":
            missing += wanted[start:end]
            extra += seen[first:last]
    left = Counter(extra)
    moved: set[int] = set()
    lost: set[int] = set()
    for question, text in missing:
        (moved if left[text] > 0 else lost).add(question)
        left[text] -= left[text] > 0
    spare = list(left.elements())
    twice = sum(text in texts for text in spare)
    other = len(spare) - twice
    whole = len(expected) - len(lost | moved)
    return Verdict(once=max(0, whole - twice), twice=twice, lost=len(lost), moved=len(moved), other=other)


@dataclass
class Asker:
    """One person in one chat.

    Attributes:
        expected: the messages of the answer to each question of ``script``.
        think: the longest pause between an answer and the next question, in seconds.
        asked: the questions so far.
        waits: how long each took to be answered, in seconds.
    """

    person: Person
    chat: Chat
    script: Sequence[str]
    expected: Sequence[Sequence[str]]
    chance: random.Random
    think: float
    patience: float = 900.0
    asked: list[Message] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    waiting: frozenset[str] = field(default_factory=waiting_lines)

    async def run(self, over: Callable[[], bool]) -> None:
        """Ask, wait for the answers, think; until it is over or an answer does not come."""
        await asyncio.sleep(self.chance.uniform(0, self.think))
        while len(self.asked) < len(self.script) and not over():
            began = time.monotonic()
            first = len(self.asked)
            for text in self.script[first : first + self.chance.choice((1, 1, 1, 2, 3))]:
                group = self.chat is not self.person.chat
                self.asked.append(self.person.says(f"/ask {text}" if group else text, chat=self.chat))
            for question in range(first, len(self.asked)):
                if not await self._answered(question, began):
                    return
                self.waits.append(time.monotonic() - began)
            await asyncio.sleep(self.chance.uniform(0, self.think))

    async def _answered(self, question: int, began: float) -> bool:
        messages = sum(len(texts) for texts in self.expected[: question + 1])
        while len(self.seen) < messages:
            if time.monotonic() - began > self.patience:
                return False
            await asyncio.sleep(_LOOK)
        return True

    @property
    def seen(self) -> list[str]:
        """What the bot answered here, in order, lines about waiting left out."""
        mine = {message.id for message in self.asked}
        with self.person.world.lock:
            sent = list(self.chat.sent)
        if self.chat is not self.person.chat:
            sent = [one for one in sent if one.reply_to is not None and one.reply_to.id in mine]
        return [one.text for one in sent if one.text not in self.waiting]

    @property
    def lines(self) -> int:
        """How many lines about waiting were said here."""
        return sum(one.text in self.waiting for one in self.chat.sent)

    @property
    def verdict(self) -> Verdict:
        """How the questions that were asked were answered."""
        return judge(self.expected[: len(self.asked)], self.seen)
