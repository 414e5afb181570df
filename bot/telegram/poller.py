"""Long polling: every update is written down before Telegram is told that it came."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import StartFailed
from bot.telegram.acquaintance import CHANNEL
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot, Update

    from programme import Inbox

__all__ = ["REFUSED", "UPDATES", "Poller", "place_of"]

logger = logging.getLogger(__name__)

#: What is asked for; anything else that Telegram has is of no use here.
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
REFUSED = "Telegram refuses the bot's token. Take the token that @BotFather shows and set it as ATTACHE_TELEGRAM_TOKEN."
_LONGEST_PAUSE = 30.0


class Poller:
    """Asks for updates and puts them into the inbox.

    Args:
        heard: called after something new was put.
        timeout: how long Telegram holds a call when there is nothing new, in seconds.
        pause: the first pause after a failure, in seconds; doubled each time.
    """

    def __init__(
        self, bot: Bot, inbox: Inbox, heard: Callable[[], None], *, timeout: int = 30, pause: float = 1.0
    ) -> None:
        self._bot, self._inbox, self._heard = bot, inbox, heard
        self._timeout, self._first_pause = timeout, pause
        self._pause, self._trouble = pause, ""
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            StartFailed: Telegram does not know the token (any more).
        """
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=self._offset, timeout=self._timeout, allowed_updates=UPDATES
                )
                new = [await self._put(update) for update in updates]
            except InvalidToken:  # noqa: PERF203 - the loop is what goes on
                raise StartFailed(REFUSED) from None
            except RetryAfter as error:
                seconds = error.retry_after
                await asyncio.sleep(seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds))
            except Conflict:
                await self._rest(
                    "Another process polls with this bot's token, or a webhook is set. Only one may; I wait."
                )
            except NetworkError:
                await self._rest("Telegram is not reached. I go on trying.")
            except TelegramError as error:
                await self._rest(f"Telegram refused to hand out updates ({type(error).__name__}). I go on trying.")
            except DatabaseFailed as error:
                await self._rest(str(error))
            else:
                if self._trouble:
                    logger.info("Telegram is reached again.")
                self._pause, self._trouble = self._first_pause, ""
                if updates:
                    # With the next call Telegram forgets them: they are all in the inbox now.
                    self._offset = updates[-1].update_id + 1
                if any(new):
                    self._heard()

    async def _put(self, update: Update) -> bool:
        where, sender = place_of(update)
        now = datetime.now(timezone.utc)
        return await asyncio.to_thread(
            self._inbox.put, CHANNEL, update.update_id, where, update.to_json(), now, sender=sender
        )

    async def _rest(self, trouble: str) -> None:
        """Wait, longer each time, and say once why."""
        if trouble != self._trouble:
            logger.warning("%s", trouble)
        self._trouble = trouble
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)


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
