"""Who writes, as far as it is known: the language spoken to them, and the name of their conversation."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from telegram import User

    from bot.telegram.names import Names
    from programme import Conversations, People, Person

__all__ = ["CHANNEL", "Acquaintances", "Erased", "Who"]

CHANNEL = "telegram"
#: How many people without consent have a chosen language in memory.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a chat.

    Attributes:
        key: what ``programme`` calls the person in this channel.
        conversation: the engine's name for what is said here.
        chosen: the language of ``/language``; None when each message's own counts.
        hint: the language of the person's app, one of six; None when it is another.
    """

    key: str
    conversation: str
    person: Person | None
    chosen: str | None
    hint: str | None

    @property
    def agreed(self) -> bool:
        """Whether the person may be remembered."""
        return self.person is not None and self.person.consented_at is not None

    @property
    def language(self) -> str | None:
        """In which our own words are said."""
        return self.chosen or self.hint

    @property
    def metadata(self) -> dict[str, Any]:
        """What the engine is told with a message."""
        hint = self.chosen or self.hint
        return {"channel": CHANNEL} | ({"language_hint": hint} if hint else {})


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        records: rows about the person.
        turns: messages that the person had written in conversations.
        waiting: messages that were still to be answered or sent.
    """

    records: int
    turns: int
    waiting: int


class Acquaintances:
    """The people who write. Without consent nothing of them is kept but a chosen language, in memory."""

    def __init__(self, people: People, names: Names, conversations: Conversations) -> None:
        self._people, self._names, self._conversations = people, names, conversations
        self._chosen: OrderedDict[str, str] = OrderedDict()

    async def of(self, user: User, chat: int) -> Who:
        """Who ``user`` is in ``chat``."""
        key = str(user.id)
        person = await asyncio.to_thread(self._people.of, CHANNEL, key)
        agreed = person is not None and person.consented_at is not None
        chosen = person.language if person is not None and agreed else self._chosen.get(key)
        hint = (user.language_code or "").lower().partition("-")[0]
        conversation = self._names.of(chat, user.id, person)
        return Who(key, conversation, person, chosen, hint if hint in LANGUAGES else None)

    async def choose(self, who: Who, language: str | None) -> None:
        """Speak ``language`` with this person from now on; None: that of each message."""
        if who.person is not None and who.agreed:
            await asyncio.to_thread(self._people.set_language, who.person.id, language)
            return
        self._remember(who.key, language)

    async def agree(self, who: Who) -> None:
        """The person agrees to be remembered, with the language chosen so far."""
        now = datetime.now(timezone.utc)
        await asyncio.to_thread(self._people.remember, CHANNEL, who.key, language=who.chosen, consent=now)
        self._remember(who.key, None)

    async def export(self, who: Who) -> dict[str, Any] | None:
        """What is held about the person, and what was said with them; None when that is nothing."""
        return await asyncio.to_thread(self._export, who)

    async def forget(self, who: Who, request: int) -> Erased | None:
        """Erase it; None when there was nothing. ``request``: the inbox item that asks for it."""
        self._remember(who.key, None)
        return await asyncio.to_thread(self._forget, who, request)

    def _export(self, who: Who) -> dict[str, Any] | None:
        held = {} if who.person is None else self._people.export(who.person.id)
        said = [
            message
            for name in self._names.all_of(int(who.key), who.person)
            for message in self._conversations.export(name, parts=True)
        ]
        if who.person is None and not said:
            return None
        return held | {"conversation": sorted(said, key=lambda message: message["at"])}

    def _forget(self, who: Who, request: int) -> Erased | None:
        # The person comes last: as long as they are known, an erasure that was cut off can be gone on with.
        names = self._names.all_of(int(who.key), who.person)
        turns = sum(self._conversations.erase(name, parts=True) for name in names)
        if who.person is None:
            return Erased(0, turns, 0) if turns else None
        rows = self._people.forget(who.person.id, request=request).rows
        return Erased(rows["people"] + rows["channels"], turns, rows["inbox"] + rows["outbox"])

    def _remember(self, key: str, language: str | None) -> None:
        self._chosen.pop(key, None)
        if language is not None:
            self._chosen[key] = language
            while len(self._chosen) > _REMEMBERED:
                self._chosen.popitem(last=False)
