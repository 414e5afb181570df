"""Telegram is told where the webhook is, and asked from time to time whether it still knows."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import StartFailed
from bot.telegram.poller import REFUSED

if TYPE_CHECKING:
    from telegram import Bot, WebhookInfo

    from bot.telegram.status import Status

__all__ = ["Registration"]

logger = logging.getLogger(__name__)

#: How many updates Telegram brings at once, at most (1 to 100).
CONNECTIONS = 40
#: Between two looks, in seconds.
LOOK_SECONDS = 60.0
_LONGEST_PAUSE = 300.0
#: What failed longer ago, while updates wait, is not why they wait: Telegram tries every minute or so.
_LATELY = timedelta(minutes=5)


class Registration:
    """Keeps the webhook set. At the end it stays set, so that Telegram keeps what comes until the next start.

    Args:
        url: where Telegram brings updates.
        kinds: which.
        secret: what it sends along.
        status: told how it goes.
        look_seconds: between two looks.
        pause: after a failure, in seconds; doubled each time.
    """

    def __init__(
        self,
        bot: Bot,
        url: str,
        kinds: list[str],
        secret: str,
        status: Status,
        *,
        look_seconds: float = LOOK_SECONDS,
        pause: float = 1.0,
    ) -> None:
        self._bot, self._url, self._kinds, self._secret, self._status = bot, url, kinds, secret, status
        self._look_seconds, self._pause = look_seconds, pause
        self._said = ""

    async def run(self) -> None:
        """Set it, look after it, until cancelled.

        Raises:
            StartFailed: Telegram does not know the token (any more).
        """
        pause, looking = self._pause, False
        while True:
            wait = self._look_seconds
            try:
                if looking:
                    looking = self._is_well(await self._bot.get_webhook_info())
                    if not looking:
                        continue
                else:
                    await self._set()
                    looking = True
                pause = self._pause
            except InvalidToken:
                raise StartFailed(REFUSED) from None
            except RetryAfter as error:
                seconds = error.retry_after
                wait = seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds)
            except TelegramError as error:
                self._failed(_sentence(error))
                wait, pause = pause, min(2 * pause, _LONGEST_PAUSE)
            await asyncio.sleep(wait)

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url,
            max_connections=CONNECTIONS,
            allowed_updates=self._kinds,
            secret_token=self._secret,
            drop_pending_updates=False,
        )
        logger.info("Telegram brings updates to the webhook.")
        self._well()

    def _is_well(self, info: WebhookInfo) -> bool:
        """Whether Telegram still knows the webhook; says so when it does not reach it."""
        if info.url != self._url:
            logger.warning("The webhook was changed: another process uses this bot's token. I set it anew.")
            return False
        failed_at, now = info.last_error_date, datetime.now(timezone.utc)
        if failed_at is not None and now - failed_at < _LATELY and info.pending_update_count:
            self._failed(
                f"Telegram does not reach the webhook ({_words(info.last_error_message)}). Check the reverse proxy, "
                "its certificate and ATTACHE_TELEGRAM_WEBHOOK_URL."
            )
        else:
            self._well()
        return True

    def _well(self) -> None:
        if self._said:
            logger.info("The webhook works again.")
        self._said = ""
        self._status.reached()

    def _failed(self, trouble: str) -> None:
        if trouble != self._said:
            logger.warning("%s", trouble)
        self._said = trouble
        self._status.failed(trouble)


def _sentence(error: TelegramError) -> str:
    if isinstance(error, BadRequest):
        return (
            f"Telegram does not take the webhook ({_words(error.message)}). Check ATTACHE_TELEGRAM_WEBHOOK_URL: a "
            "public https address on port 443, 80, 88 or 8443, with a certificate that is valid."
        )
    if isinstance(error, NetworkError):
        return "Telegram is not reached."
    return f"Telegram did not take the webhook ({type(error).__name__})."


def _words(message: str | None) -> str:
    """What Telegram says, without what it may repeat at length."""
    return " ".join((message or "no reason given").split())[:200].rstrip(".")
