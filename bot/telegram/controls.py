"""The commands and buttons that the bot answers by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.helpers import create_deep_linked_url

from bot.telegram import wording
from bot.telegram.inline_answer import START

if TYPE_CHECKING:
    from bot.telegram.acquaintance import Acquaintances, Who
    from bot.telegram.addressing import Command
    from bot.telegram.answer import Answer
    from bot.telegram.consent import Consent
    from bot.telegram.memory import Memory
    from bot.telegram.staff_desk import Desk
    from programme import Item

__all__ = ["PLACE", "Controls", "session_of"]

#: What our own links and buttons start the private chat with: the welcome is all there is to say then.
_LINKS = frozenset({"group", START})
_OF = re.compile(r'"of": ?"([A-Za-z0-9:_-]{1,48})"')
#: The button of consent for a place, before the id of the session: when it is given, registering goes on.
PLACE = "consent:yes:"
_PRIVATE_ONLY = frozenset({"cancel", "forget", "language", "mydata", "privacy", "start"})


class Controls:
    """What is done without the engine.

    Args:
        username: of the bot, for links into the private chat.
    """

    def __init__(
        self, username: str, acquaintances: Acquaintances, consent: Consent, memory: Memory, desk: Desk
    ) -> None:
        self._username, self._acquaintances = username, acquaintances
        self._consent, self._memory, self._desk = consent, memory, desk

    async def meet(self, who: Who, answer: Answer) -> None:
        """The welcome before what a link leads to, for somebody who is new and has not agreed to anything."""
        if not who.agreed:
            await self._consent.welcome(who, answer)

    async def place(self, payload: str, who: Who, answer: Answer) -> None:
        """The engine's button for somebody who wants a place and has not agreed: ``/consent{"of":"ID"}``."""
        if not who.private:
            await self._lead_away(who, answer)
            return
        await self._consent.of_a_place(who, answer, session_of(payload))

    async def private(self, command: Command, who: Who, item: Item, answer: Answer) -> None:
        """A command in a private chat."""
        language = who.language
        if command.name == "start":
            await self._consent.welcome(who, answer)
            if command.argument and command.argument not in _LINKS:
                await answer.say(wording.unknown_link(language), language)
        elif command.name == "help":
            await answer.say(wording.help_text(language), language)
        elif command.name == "ask":
            self._memory.ask(_where(who))
            await answer.say(wording.ask_now(language), language)
        elif command.name == "language":
            await answer.say(wording.choose_language(language), language, _languages(language))
        elif command.name == "privacy":
            await self._consent.privacy(who, answer)
        elif command.name == "mydata":
            await self._consent.data(who, answer)
        elif command.name == "forget":
            await self._consent.ask_to_forget(who, answer)
        elif command.name == "cancel":
            waited = await self._memory.cancel(_where(who), item.update_id)
            await answer.say((wording.cancelled if waited else wording.nothing_to_cancel)(language), language)
        else:
            await answer.say(wording.unknown_command(language), language)

    async def group(self, command: Command, who: Who, answer: Answer) -> None:
        """A command in a group; nothing about a person is shown or changed there."""
        language = who.language
        if command.name == "ask":
            await answer.say(wording.group_ask_empty(language), language)
        elif command.name == "help":
            await answer.say(wording.group_how(language), language)
        elif command.name in _PRIVATE_ONLY:
            await self._lead_away(who, answer)
        else:
            await answer.say(wording.unknown_command(language), language)

    async def pressed(self, data: str, who: Who, item: Item, answer: Answer, message: int) -> bool:
        """A button of this class or of ``Consent`` in a private chat; False when it is none."""
        topic, _, choice = data.partition(":")
        if topic == "lang" and choice in (*wording.language_names(), "auto"):
            await self._choose(None if choice == "auto" else choice, who, answer)
        elif data == "consent:yes" or data.startswith(PLACE):
            await self._consent.agreed(who, answer, goes_on=data != "consent:yes")
        elif data == "consent:no":
            if who.agreed or await self._consent.erasing(item.id):
                await self._forget(who, item, answer)
            else:
                await self._consent.refused(who, answer)
        elif data == "forget:ask":
            await self._consent.ask_to_forget(who, answer)
        elif data == "forget:yes":
            await self._forget(who, item, answer)
        elif data == "forget:no":
            await self._consent.kept(who, answer)
        else:
            return False
        await answer.sender.unbutton(answer.place, message)
        return True

    async def _lead_away(self, who: Who, answer: Answer) -> None:
        link = create_deep_linked_url(self._username, "group")
        button = InlineKeyboardButton(wording.private_button(who.language), url=link)
        await answer.say(wording.group_private_only(who.language), who.language, InlineKeyboardMarkup([[button]]))

    async def _forget(self, who: Who, item: Item, answer: Answer) -> None:
        async with self._desk.erasing(who):
            await self._consent.forgotten(who, answer, item.id)
        self._memory.forget(_where(who))

    async def _choose(self, language: str | None, who: Who, answer: Answer) -> None:
        await self._acquaintances.choose(who, language)
        if language is None:
            await answer.say(wording.automatic_language(who.hint), who.hint)
        else:
            await answer.say(wording.language_set(language), language)


def session_of(payload: str) -> str:
    """What a payload ``/consent{"of":"ID"}`` is about, a session or ``poll:TOKEN``; empty where it names none."""
    found = _OF.search(payload)
    return found[1] if found else ""


def _where(who: Who) -> str:
    """Where order is kept in a private chat, whose number is the person's."""
    return who.key


def _languages(language: str | None) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(name, callback_data=f"lang:{code}") for code, name in wording.language_names().items()
    ]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    rows.append([InlineKeyboardButton(wording.automatic_button(language), callback_data="lang:auto")])
    return InlineKeyboardMarkup(rows)
