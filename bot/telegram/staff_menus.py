"""The menus of staff, in their private chats alone: set when somebody is linked, taken away when that ends."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.acquaintance import CHANNEL
from bot.telegram.commands import Command, menu
from nlu.texts import LANGUAGES, mark, texts

if TYPE_CHECKING:
    from telegram import Bot

    from programme import Staff

__all__ = ["STAFF_COMMANDS", "Menus", "staff_menu"]

logger = logging.getLogger(__name__)

#: After a call that did not reach Telegram the next is tried so much later, in seconds.
_PAUSE_SECONDS = 30.0

#: What staff are offered besides all the others.
STAFF_COMMANDS = (
    Command("queue", mark("Questions that wait for the staff")),
    Command("answer", mark("Answer a question by its number")),
    Command("close", mark("Close a question without an answer")),
    Command("leave", mark("No longer be staff")),
)


def staff_menu(language: str | None) -> list[BotCommand]:
    """The menu of a member of staff: theirs first, then everybody's, for a menu of a chat hides all others."""
    said = texts(language)
    return [BotCommand(one.name, said.say(one.description)) for one in STAFF_COMMANDS] + menu(language)


class Menus:
    """Sees to it that exactly the staff have them."""

    def __init__(self, bot: Bot, staff: Staff) -> None:
        self._bot, self._staff = bot, staff
        shown = [[command.to_dict() for command in staff_menu(language)] for language in (None, *LANGUAGES)]
        self._digest = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
        self._failed: set[int] = set()
        self._not_before = 0.0

    async def settle(self) -> None:
        """Set or take away what is not as it must be. Who cannot be reached is left out until the next start.

        Raises:
            DatabaseFailed: the database is not reached.
        """
        now = asyncio.get_running_loop().time()
        if now < self._not_before:
            return
        for member in await asyncio.to_thread(self._staff.menus_due, CHANNEL, self._digest):
            if member.id in self._failed:
                continue
            try:
                await (self._set if member.left_at is None else self.remove)(int(member.key))
            except TelegramError as error:
                if not isinstance(error, (BadRequest, Forbidden)):
                    logger.warning("The menus of staff are not set yet (%s).", type(error).__name__)
                    self._not_before = now + _PAUSE_SECONDS
                    return
                if member.left_at is None:  # the chat is not there any more: nobody to show them to
                    self._failed.add(member.id)
                    continue
            await asyncio.to_thread(self._staff.menus_done, member, self._digest)

    async def remove(self, chat: int) -> None:
        """Take them away from a chat.

        Raises:
            TelegramError: Telegram was not reached, or does not know the chat.
        """
        for language in (None, *LANGUAGES):
            await self._bot.delete_my_commands(scope=BotCommandScopeChat(chat), language_code=language)

    async def _set(self, chat: int) -> None:
        for language in (None, *LANGUAGES):
            await self._bot.set_my_commands(
                staff_menu(language), scope=BotCommandScopeChat(chat), language_code=language
            )
