"""The answer to one update as it goes out: part by part, each noted when it is sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.replies import Reply
from bot.telegram.formatting import messages
from bot.telegram.progress import WAITING
from nlu.texts import texts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import InlineKeyboardMarkup

    from bot.telegram.progress import Progress
    from bot.telegram.sending import Place, Sender

__all__ = ["Answer"]


class Answer:
    """Sends parts in order. Those that an earlier attempt has sent are passed over.

    Args:
        sender: the way out.
        progress: where sent parts are noted.
        update_id: what is answered.
        place: where the answer goes.
        sent: the parts that went out before, from ``Progress.parts``.
    """

    def __init__(self, sender: Sender, progress: Progress, update_id: int, place: Place, sent: dict[int, int]) -> None:
        self.sender, self.place = sender, place
        self._progress, self._update_id = progress, update_id
        self._sent = dict(sent)
        self._before = frozenset(sent)
        self._part = self._opening = 0
        self._replacing: list[int] = []

    @property
    def told_to_wait(self) -> bool:
        """Whether the person knows that it takes longer."""
        return WAITING in self._sent

    @property
    def message_ids(self) -> list[int]:
        """The messages of this answer so far, in order."""
        return [message for part, message in sorted(self._sent.items()) if part >= 0 and message]

    @property
    def begun(self) -> bool:
        """Whether some of the answer itself is there already."""
        return any(part >= self._opening and message for part, message in self._sent.items())

    def leads_in(self) -> None:
        """What was said so far, as a welcome, only leads to the answer."""
        self._opening = self._part

    def replaces(self, messages: Sequence[int]) -> None:
        """The next parts go into these messages instead of new ones."""
        self._replacing = list(messages)

    async def say(self, words: str, language: str | None, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Send our own words, which are plain text."""
        await self.send(messages(Reply(words, texts(language).language)), keyboard)

    async def send(
        self, parts: Sequence[str], keyboard: InlineKeyboardMarkup | None = None, *, last: bool = False
    ) -> None:
        """Send HTML messages, the keyboard under the last of them; ``last``: nothing comes after."""
        for number, text in enumerate(parts):
            end = number == len(parts) - 1
            await self._one(text, keyboard if end else None, last=last and end)

    async def document(self, name: str, content: bytes, caption: str = "") -> None:
        """Send a file."""
        part, self._part = self._part, self._part + 1
        if part not in self._sent:
            await self._note(part, await self.sender.document(self.place, name, content, caption))

    async def tell_once(self, part: int, words: str, language: str | None) -> None:
        """Say something beside the answer, once; ``part`` is one of the negative ones of ``progress``."""
        if part not in self._sent:
            for text in messages(Reply(words, texts(language).language)):
                await self.sender.send(self.place, text, about=self._about(part))
            await self._note(part, 0)

    async def wait(self, words: str, language: str | None) -> None:
        """Say, once, that it takes longer."""
        await self.tell_once(WAITING, words, language)

    async def end(self) -> None:
        """Delete what is left of an answer that had more parts."""
        while self._replacing:
            await self.sender.delete(self.place, self._replacing.pop())

    async def _one(self, text: str, keyboard: InlineKeyboardMarkup | None, *, last: bool) -> None:
        part, self._part = self._part, self._part + 1
        old = self._replacing.pop(0) if self._replacing else 0
        if part in self._sent:
            if part in self._before and keyboard is not None:  # it may have been found without its buttons
                await self.sender.buttons(self.place, self._sent[part], keyboard)
                await self._note(part, self._sent[part], last=last)
            return
        if not (old and await self.sender.edit(self.place, old, text, keyboard)):
            old = await self.sender.send(self.place, text, keyboard, about=self._about(part))
        await self._note(part, old, last=last)

    def _about(self, part: int) -> Callable[[int], Awaitable[None]]:
        """Notes that a part is about to be sent, and what it will be found above."""
        return lambda floor: self._write(part, -1 - floor)

    async def _note(self, part: int, message: int, *, last: bool = False) -> None:
        await self._write(part, message, last=last)
        self._sent[part] = message

    async def _write(self, part: int, message: int, *, last: bool = False) -> None:
        newest = self.sender.note(self.place.chat)
        await asyncio.to_thread(self._progress.add, self._update_id, part, message, newest=newest, last=last)
