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
    from programme import People, Person, Receipt

__all__ = ["CHANNEL", "Acquaintances", "Who"]

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


class Acquaintances:
    """The people who write. Without consent nothing of them is kept but a chosen language, in memory."""

    def __init__(self, people: People, names: Names) -> None:
        self._people, self._names = people, names
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

    async def disagree(self, who: Who) -> None:
        """The person does not agree, or no longer."""
        if who.person is not None and who.agreed:
            await asyncio.to_thread(self._people.withdraw, who.person.id, datetime.now(timezone.utc))
            self._remember(who.key, who.chosen)

    async def export(self, who: Who) -> dict[str, Any] | None:
        """What ``programme`` holds about the person; None when that is nothing."""
        return None if who.person is None else await asyncio.to_thread(self._people.export, who.person.id)

    async def forget(self, who: Who, request: int) -> Receipt | None:
        """Erase it; None when there was nothing. ``request``: the inbox item that asks for it."""
        self._remember(who.key, None)
        if who.person is None:
            return None
        return await asyncio.to_thread(self._people.forget, who.person.id, request=request)

    def _remember(self, key: str, language: str | None) -> None:
        self._chosen.pop(key, None)
        if language is not None:
            self._chosen[key] = language
            while len(self._chosen) > _REMEMBERED:
                self._chosen.popitem(last=False)
