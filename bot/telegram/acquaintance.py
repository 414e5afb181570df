"""Who writes, as far as it is known: the language spoken to them, and the name of their conversation."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from telegram import User

    from bot.telegram.names import Names
    from bot.telegram.shown import Shown
    from programme import Conversations, Erasures, People, Person, Staff

__all__ = ["CHANNEL", "Acquaintances", "Erased", "Who"]

CHANNEL = "telegram"
#: What belongs to the sessions that a person took part in.
_OF_SESSIONS = ("registrations", "interests", "reminders", "feeds", "surveys", "poll_guests", "poll_votes")
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
        private: whether this is a chat with them alone: elsewhere nothing about a person is shown or changed.
        staff: whether they are one of the staff.
    """

    key: str
    conversation: str
    person: Person | None
    chosen: str | None
    hint: str | None
    private: bool = True
    staff: bool = False

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
        about: dict[str, Any] = {"channel": CHANNEL} | ({"language_hint": hint} if hint else {})
        if not self.private:
            return about | {"group": True}
        if self.person is not None and self.agreed:
            about["person"] = self.person.id
        return about | ({"role": "staff"} if self.staff else {})


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        records: rows about the person.
        turns: messages that the person had written in conversations.
        waiting: messages that were still to be answered or sent.
        asked: questions to the staff.
        sessions: places in sessions, and what else is held of them: reminders, followed topics, answers to polls.
    """

    records: int
    turns: int
    waiting: int
    asked: int = 0
    sessions: int = 0


class Acquaintances:
    """The people who write. Without consent nothing of them is kept but a chosen language, in memory."""

    def __init__(
        self, people: People, names: Names, conversations: Conversations, shown: Shown, erasures: Erasures, staff: Staff
    ) -> None:
        self._people, self._names, self._conversations, self._staff = people, names, conversations, staff
        self._shown, self._erasures = shown, erasures
        self._chosen: OrderedDict[str, str] = OrderedDict()

    async def of(self, user: User, chat: int) -> Who:
        """Who ``user`` is in ``chat``."""
        key = str(user.id)
        person = await asyncio.to_thread(self._people.of, CHANNEL, key)
        agreed = person is not None and person.consented_at is not None
        chosen = person.language if person is not None and agreed else self._chosen.get(key)
        hint = (user.language_code or "").lower().partition("-")[0]
        conversation = self._names.of(chat, user.id)
        private = chat == user.id
        staff = private and await asyncio.to_thread(self._staff.of, CHANNEL, key) is not None
        return Who(key, conversation, person, chosen, hint if hint in LANGUAGES else None, private, staff)

    async def choose(self, who: Who, language: str | None) -> None:
        """Speak ``language`` with this person from now on; None: that of each message."""
        if who.person is not None and who.agreed:
            await asyncio.to_thread(self._people.set_language, who.person.id, language)
            return
        self._remember(who.key, language)

    async def answered(self, who: Who, language: str) -> None:
        """Remember the language of an answer, in which reminders will be; of somebody who agreed and chose none."""
        if who.private and who.agreed and who.person is not None and who.person.spoken != language:
            await asyncio.to_thread(self._people.answered_in, who.person.id, language)

    async def agree(self, who: Who) -> None:
        """The person agrees to be remembered, with the language chosen so far."""
        now = datetime.now(timezone.utc)
        await asyncio.to_thread(self._people.remember, CHANNEL, who.key, language=who.chosen, consent=now)
        self._remember(who.key, None)

    async def export(self, who: Who) -> dict[str, Any] | None:
        """What is held about the person, and what was said with them; None when that is nothing."""
        return await asyncio.to_thread(self._export, who)

    async def forget(self, who: Who, request: int) -> Erased | None:
        """Erase it; None when there was nothing. ``request``: the inbox item that asks for it.

        When that was cut off, the same call goes on with it, and counts what is gone already as well.

        Raises:
            DatabaseFailed: a store was not reached; what is left is erased by the next call.
        """
        self._remember(who.key, None)
        return await asyncio.to_thread(self._forget, who, request)

    async def erasing(self, request: int) -> bool:
        """Whether an erasure has begun and the person was not told of its end."""
        return await asyncio.to_thread(self._erasures.counts, request) is not None

    async def told(self, request: int) -> None:
        """The person knows that everything is erased."""
        await asyncio.to_thread(self._erasures.done, request)

    def _export(self, who: Who) -> dict[str, Any] | None:
        known = who.person
        held = self._people.export_key(CHANNEL, who.key) if known is None else self._people.export(known.id)
        said = [
            message
            for name in self._names.all_of(int(who.key), who.person)
            for message in self._conversations.export(name, parts=True)
        ]
        if shown := self._shown.export(self._names.of(int(who.key), int(who.key))):
            held = held | {"answers": shown}
        if known is None and not held and not said:
            return None
        return held | {"conversation": sorted(said, key=lambda message: message["at"])}

    def _forget(self, who: Who, request: int) -> Erased | None:
        # The person comes last: as long as they are known, an erasure that was cut off can be gone on with. From now
        # on nothing new of them is stored.
        person, names = who.person, self._names.all_of(int(who.key), who.person)
        self._erasures.expect(request, "turns", 0)
        if person is not None and who.agreed:
            self._people.withdraw(person.id, datetime.now(timezone.utc))
        self._erasures.expect(request, "turns", sum(self._conversations.turns(name, parts=True) for name in names))
        for name in names:
            self._conversations.erase(name, parts=True)
        self._shown.forget(names[0])
        if person is None:
            self._people.forget_key(CHANNEL, who.key, request=request)
        else:
            self._people.forget(person.id, request=request)
        rows = Counter(self._erasures.counts(request) or {})
        if not rows.total():
            return None
        records = rows["people"] + rows["channels"] + rows["staff"]
        sessions = sum(rows[table] for table in _OF_SESSIONS)
        return Erased(records, rows["turns"], rows["inbox"] + rows["outbox"], rows["questions"], sessions)

    def _remember(self, key: str, language: str | None) -> None:
        self._chosen.pop(key, None)
        if language is not None:
            self._chosen[key] = language
            while len(self._chosen) > _REMEMBERED:
                self._chosen.popitem(last=False)
