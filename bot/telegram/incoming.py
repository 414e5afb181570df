"""How updates come: Telegram is asked for them, or brings them to the webhook where one is configured."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from bot.errors import StartFailed
from bot.telegram.acquaintance import CHANNEL
from bot.telegram.poller import REFUSED, Poller
from bot.telegram.registration import Registration
from bot.telegram.status import Status, file_of
from bot.telegram.webhook import Webhook, listening, token_of
from programme import Outbox

if TYPE_CHECKING:
    from telegram import Bot

    from bot.telegram.options import Options
    from bot.telegram.receiving import Receiving
    from programme import Database, Inbox

__all__ = ["incoming", "reach", "status_of"]

logger = logging.getLogger(__name__)

_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


def status_of(options: Options, database: Database, inbox: Inbox) -> Status:
    """What says how the process is, in the home folder."""
    outbox = Outbox(database)

    def count() -> tuple[int, int]:
        return inbox.waiting(CHANNEL), outbox.waiting(CHANNEL)

    return Status(file_of(options.home), "polling" if options.webhook is None else "webhook", count)


async def reach(bot: Bot, status: Status) -> None:
    """Get to know ourselves, however long Telegram is away.

    Raises:
        StartFailed: Telegram does not know the token.
    """
    pause, said = _PAUSE, False
    while True:
        try:
            await bot.initialize()
        except InvalidToken:  # noqa: PERF203 - its text holds the token
            raise StartFailed(REFUSED) from None
        except TelegramError:
            if not said:
                logger.warning("Telegram is not reached. I go on trying.")
            said = True
            status.failed("Telegram is not reached.")
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            logger.info("The bot answers in Telegram.")
            status.reached()
            return


async def incoming(bot: Bot, receiving: Receiving, status: Status, options: Options) -> None:
    """Take updates until cancelled.

    Raises:
        StartFailed: Telegram does not know the token any more, or the webhook's port is taken.
        OSError: the home folder cannot be used.
    """
    if options.webhook is None:
        await Poller(bot, receiving, status).run()
        return
    secret = await asyncio.to_thread(token_of, options.home)
    async with listening(Webhook(bot, receiving, secret, status), options.webhook):
        await Registration(bot, options.webhook.url, receiving.kinds, secret, status).run()
