"""What was being sent when it was cut off, looked for before anything else is sent there."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from telegram import Update

from bot.telegram.sending import Gone, NotSent

if TYPE_CHECKING:
    from telegram import Bot

    from bot.telegram.progress import Progress
    from bot.telegram.sending import Sender

__all__ = ["settle", "settle_all"]

logger = logging.getLogger(__name__)


async def settle(sender: Sender, progress: Progress, update_id: int, part: int, chat: int, after: int) -> int:
    """Find out what became of one part that was about to be sent to a chat, and note it.

    Returns:
        The message that it became; 0 when it was not sent.

    Raises:
        Gone: nobody reads there any more.
        NotSent: Telegram was not reached for a while.
        DatabaseFailed: it was not noted.
    """
    found = await sender.lost(chat, after)
    if found:
        await asyncio.to_thread(progress.add, update_id, part, found, newest=sender.note(chat))
    else:
        await asyncio.to_thread(progress.remove, update_id, part)
    return found


async def settle_all(sender: Sender, progress: Progress, bot: Bot) -> None:
    """At the start, before anything is sent: all that an earlier process was about to send when it was killed.

    Raises:
        DatabaseFailed: the database was not reached.
    """
    rows = await asyncio.to_thread(progress.begun)
    if not rows:
        return
    logger.info("%d messages were being sent at the last end. They are looked for.", len(rows))

    async def one(update_id: int, part: int, after: int, payload: str) -> None:
        update = Update.de_json(json.loads(payload), bot)
        if update.effective_chat is None:
            return
        try:
            await settle(sender, progress, update_id, part, update.effective_chat.id, after)
        except (Gone, NotSent) as error:  # it is looked for again when the update is taken up
            logger.info("A message was not looked for yet: %s.", type(error).__name__)

    await asyncio.gather(*(one(*row) for row in rows))
