"""Conversations nobody goes on with are erased, as the words of consent say."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from bot.telegram.shown import Shown
    from programme import Conversations

__all__ = ["erase_idle"]

logger = logging.getLogger(__name__)

_DAY, _AGAIN = 24 * 3600.0, 600.0


async def erase_idle(conversations: Conversations, shown: Shown, *, days: int) -> None:
    """At once and then every day until cancelled: erase what nobody has written in for ``days`` days."""
    while True:
        pause = _DAY
        try:
            before = datetime.now(timezone.utc) - timedelta(days=days)
            erased = await asyncio.to_thread(conversations.erase_idle, before)
            await asyncio.to_thread(shown.discard_older, before)
        except DatabaseFailed as error:
            logger.error("Old conversations are not erased yet. %s", error)
            pause = _AGAIN
        else:
            if erased:
                logger.info("%d conversations without a message for %d days were erased.", erased, days)
        await asyncio.sleep(pause)
