"""Long polling: every update is written down before Telegram is told that it came."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import StartFailed
from bot.telegram.fetching import fetch
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from telegram import Bot

    from bot.telegram.receiving import Receiving
    from bot.telegram.status import Status

__all__ = ["REFUSED", "Poller"]

logger = logging.getLogger(__name__)

REFUSED = "Telegram refuses the bot's token. Take the token that @BotFather shows and set it as ATTACHE_TELEGRAM_TOKEN."
_LONGEST_PAUSE = 30.0


class Poller:
    """Asks for updates and hands them on.

    Args:
        receiving: takes them.
        status: told of each success and failure.
        timeout: how long Telegram holds a call when there is nothing new, in seconds.
        pause: the first pause after a failure, in seconds; doubled each time.
    """

    def __init__(
        self, bot: Bot, receiving: Receiving, status: Status, *, timeout: int = 30, pause: float = 1.0
    ) -> None:
        self._bot, self._receiving, self._status = bot, receiving, status
        self._timeout, self._first_pause = timeout, pause
        self._pause, self._trouble = pause, ""
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            StartFailed: Telegram does not know the token (any more).
        """
        unhooked = False
        while True:
            try:
                if not unhooked:  # Telegram hands nothing out as long as it has a webhook to bring it to
                    await self._bot.delete_webhook()
                    unhooked = True
                batch = await fetch(self._bot, offset=self._offset, timeout=self._timeout, kinds=self._receiving.kinds)
                for update in batch.updates:
                    await self._receiving.take(update)
            except InvalidToken:  # noqa: PERF203 - the loop is what goes on
                raise StartFailed(REFUSED) from None
            except RetryAfter as error:
                seconds = error.retry_after
                await asyncio.sleep(seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds))
            except Conflict:
                await self._rest("Another process polls with this bot's token, or a webhook is set. Only one may.")
            except NetworkError:
                await self._rest("Telegram is not reached.")
            except TelegramError as error:
                await self._rest(f"Telegram refused to hand out updates ({type(error).__name__}).")
            except DatabaseFailed as error:
                await self._rest(str(error))
            else:
                if self._trouble:
                    logger.info("Telegram is reached again.")
                self._pause, self._trouble = self._first_pause, ""
                self._status.reached()
                if batch.offset is not None:
                    # With the next call Telegram forgets them: they are all taken.
                    self._offset = batch.offset

    async def _rest(self, trouble: str) -> None:
        """Wait, longer each time, and say once why."""
        if trouble != self._trouble:
            logger.warning("%s I go on trying.", trouble)
        self._trouble = trouble
        self._status.failed(trouble)
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
