"""Where an update goes that came, whether Telegram was asked for it or brought it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.telegram.acquaintance import CHANNEL

if TYPE_CHECKING:
    from telegram import Update

    from programme import Inbox

__all__ = ["Aside", "Receiving", "place_of"]

#: Kinds that are written down. With those that go aside they are all that Telegram is asked for.
_KEPT = ("message", "edited_message", "callback_query", "my_chat_member")

Aside = Callable[["Update"], None]
"""Takes an update that is not written down, and returns at once: what it does, it does in a task of its own."""


class Receiving:
    """Writes an update down, or hands it on where it is of use at this moment only.

    Args:
        inbox: what is written down lies here.
        heard: called after something new was put there.
        aside: who takes a kind that is not written down, by Telegram's name of it (``"inline_query"``).
        saw: told the chat and the number of every new message.
    """

    def __init__(
        self,
        inbox: Inbox,
        heard: Callable[[], None],
        *,
        aside: Mapping[str, Aside] = MappingProxyType({}),
        saw: Callable[[int, int], None] = lambda chat, message: None,
    ) -> None:
        self._inbox, self._heard, self._aside, self._saw = inbox, heard, aside, saw

    @property
    def kinds(self) -> list[str]:
        """What Telegram is asked for (``allowed_updates``); anything else that it has is of no use here."""
        return [*_KEPT, *self._aside]

    async def take(self, update: Update) -> bool:
        """Take one update. When this returns, Telegram may forget it.

        Returns:
            Whether it is new; a duplicate is not taken again.

        Raises:
            DatabaseFailed: it was not written down.
        """
        for kind, hand_on in self._aside.items():
            if getattr(update, kind, None) is not None:
                hand_on(update)
                return True
        if update.message is not None:
            self._saw(update.message.chat.id, update.message.message_id)
        where, sender = place_of(update)
        now = datetime.now(timezone.utc)
        new = await asyncio.to_thread(
            self._inbox.put, CHANNEL, update.update_id, where, update.to_json(), now, sender=sender
        )
        if new:
            self._heard()
        return new


def place_of(update: Update) -> tuple[str, str]:
    """Where order is kept for an update, and the key of who sent it.

    In a private chat that is the chat; in a group everybody has a conversation of their own. ``/cancel`` goes beside:
    it must not wait behind the question that it drops.
    """
    chat, user = update.effective_chat, update.effective_user
    sender = str(user.id if user else chat.id if chat else 0)
    where = sender if chat is None or chat.type == "private" else f"{chat.id}:{sender}"
    text = update.message.text if update.message else None
    return (f"{where}:cancel" if text and text.strip().lower() == "/cancel" else where), sender
