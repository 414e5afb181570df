"""Writes down what people do and what they see then."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any

from bot.telegram import staff_wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.telegram.chats import Chat, Message
    from tests.telegram.server import BotApi
    from tests.telegram.world import Person, Query

__all__ = ["SECONDS", "Transcript"]

#: Longest wait for the bot, in seconds.
SECONDS = 60.0
#: When nothing has come for so long, in seconds, nothing more comes of what was done.
QUIET = 2.0
_DIRECTION = re.compile("[\u2066-\u2069\u200e\u200f]")


class Transcript:
    """A conversation, in one language.

    Args:
        api: the Bot API server.
        language: of the people's Telegram, where none is named.
        database: address of what the bot remembers, for ``staff``.

    Attributes:
        lines: of the page so far.
    """

    def __init__(
        self, api: BotApi, language: str, database: str, *, quiet: float = QUIET, seconds: float = SECONDS
    ) -> None:
        self.api, self.language, self._database = api, language, database
        self.lines: list[str] = []
        self._quiet, self._seconds = quiet, seconds

    def person(self, name: str, language: str | None = None) -> Person:
        """Somebody new; ``name`` is a role."""
        return self.api.world.user(name, language or self.language)

    def group(self, title: str, *members: Person) -> Chat:
        """A group that the bot is in."""
        return self.api.world.group(title, *members)

    async def staff(self, name: str) -> Person:
        """Somebody new who opens the link that ``attache staff invite`` prints."""
        from datetime import datetime, timezone

        from programme import Database, Staff

        database = Database(self._database)
        database.create()
        code = Staff(database).invite("staff", datetime.now(timezone.utc), name=name)
        database.close()
        one = self.person(name)
        await self._happens(one, "(opens the link of the invitation)", one.chat, lambda: one.starts(f"staff_{code}"))
        await self.presses(one, staff_wording.link_button(self.language))
        return one

    async def opens(self, person: Person, parameter: str) -> Message:
        """A link ``t.me/bot?start=parameter``."""
        return await self._happens(person, f"(opens ?start={parameter})", person.chat, lambda: person.starts(parameter))

    def note(self, text: str) -> None:
        """A line of ours between what is said."""
        self.lines.append(f"*{text}*\n")

    async def says(
        self,
        person: Person,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        silence: bool = False,
    ) -> Message:
        """A message and what comes of it. ``silence``: nothing may come.

        Returns:
            What the person wrote.
        """
        where = chat or person.chat
        return await self._happens(
            person, text, where, lambda: person.says(text, chat=chat, reply_to=reply_to), silence=silence
        )

    async def sends(self, person: Person, what: str, *, chat: Chat | None = None, **content: Any) -> Message:
        """Something that is not text (``voice={...}``, ``document={...}``); ``what`` is how the page calls it."""
        return await self._happens(person, f"({what})", chat or person.chat, lambda: person.sends(chat, **content))

    async def happens(self, person: Person, line: str, do: Callable[[], Any]) -> Any:
        """What a person does in their private chat with the bot, by a function of the tests; ``line`` says what."""
        return await self._happens(person, line, person.chat, do)

    async def edits(self, person: Person, message: Message, text: str) -> Message:
        """A message written anew."""
        return await self._happens(person, f"(edits it) {text}", message.chat, lambda: person.edits(message, text))

    async def presses(self, person: Person, title: str, *, under: Message | None = None) -> Query:
        """A button, under the newest message of the bot to that person that has it, where no other is named."""
        message = under or await self._with_button(person.chat, title)
        return await self._happens(person, f"[{title}]", message.chat, lambda: person.presses(message, title))

    async def asks_inline(self, person: Person, text: str) -> Query:
        """``@bot text`` in any chat: what is offered to be inserted there."""
        name = self.api.world.bot["username"]
        return await self._happens(person, f"@{name} {text}", person.chat, lambda: person.asks_inline(text))

    async def waits(self, seconds: float = SECONDS) -> None:
        """For something that comes by itself.

        Raises:
            TimeoutError: nothing came.
        """
        before = self._seen()
        await self.api.world.until(lambda: self._news(before), seconds)
        await self._settle()
        self._write(before, None)

    async def _happens(
        self, person: Person, line: str, where: Chat, do: Callable[[], Any], *, silence: bool = False
    ) -> Any:
        before = self._seen()
        self.lines.append(f"**{person.user['first_name']}**: {line}\n")
        done = do()
        if silence:
            await self.api.world.until(lambda: not self.api.world.updates.pending, self._seconds)
        else:
            await self.api.world.until(lambda: self._news(before) or getattr(done, "answers", None), self._seconds)
        await self._settle(done)
        if silence and self._news(before):
            raise AssertionError(f"Something came of {line!r}, which is not for the bot.")
        for answer in getattr(done, "answers", ()):
            self._answer(answer)
        self._write(before, where)
        return done

    async def _with_button(self, chat: Chat, title: str) -> Message:
        """The newest message with a button of this title, when there is one."""
        found: list[Message] = await self.api.world.until(
            lambda: [message for message in chat.sent if title in message.buttons], self._seconds
        )
        return found[-1]

    def _news(self, before: dict[tuple[int, int], tuple[Any, ...]]) -> list[tuple[int, int]]:
        """What is new or reads otherwise; buttons that are taken away are no event."""
        return [
            key
            for key, (versions, buttons) in self._seen().items()
            if key not in before or versions != before[key][0] or (buttons and buttons != before[key][1])
        ]

    def _seen(self) -> dict[tuple[int, int], tuple[Any, ...]]:
        """Every message of the bot as it stands now."""
        return {
            (chat.id, message.id): (len(message.versions), tuple(message.buttons))
            for chat in list(self.api.world.chats.values())
            for message in chat.sent
        }

    async def _settle(self, done: Any = None) -> None:
        """Until nothing more comes."""
        last, since = None, time.monotonic()
        while time.monotonic() - since < self._quiet:
            now = (self._seen(), len(getattr(done, "answers", ())))
            if now != last:
                last, since = now, time.monotonic()
            await asyncio.sleep(0.02)

    def _write(self, before: dict[tuple[int, int], tuple[Any, ...]], where: Chat | None) -> None:
        """What is new and what reads otherwise now; with the name of the chat where it is another than ``where``."""
        for key in self._news(before):
            chat = self.api.world.chats[key[0]]
            message = chat.messages[key[1]]
            place = "" if chat is where else f"*To {chat.title or chat.person['first_name']}:*\n\n"
            changed = "" if key not in before else "*It now reads:*\n\n"
            self.lines.append(f"{place}{changed}{_shown(message)}\n")

    def _answer(self, answer: dict[str, Any]) -> None:
        """What stands over the chat after a button, or is offered to be inserted."""
        if answer.get("text"):
            self.lines.append(f"*Over the chat: {_DIRECTION.sub('', answer['text'])}*\n")
        for result in answer.get("results", ()):
            title = _DIRECTION.sub("", result.get("title", ""))
            about = _DIRECTION.sub("", result.get("description", ""))
            self.lines.append(f"- **{title}** {about}\n")


def _shown(message: Message) -> str:
    text = _DIRECTION.sub("", message.text)
    for quote in message.marked("blockquote"):
        quote = _DIRECTION.sub("", quote)
        text = text.replace(quote, "\n".join(f"> {line}" for line in quote.splitlines()))
    buttons = " ".join(f"[{title}]" for title in message.buttons)
    document = f"({message.document[0]})\n" if message.document else ""
    return f"```text\n{document}{text.strip()}\n{buttons}".rstrip() + "\n```"
