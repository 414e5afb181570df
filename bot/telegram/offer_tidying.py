"""What becomes of offered documents: whoever offered one is told, and what nobody decides on is deleted."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from bot.telegram import offer_wording
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from pathlib import Path

    from programme import Offer, Offers, Outbox

__all__ = ["keep_tidy", "tell", "tidy"]

logger = logging.getLogger(__name__)

_DAY, _AGAIN = 24 * 3600.0, 600.0
#: A file that no offer names is left by a crash; one that is younger may be about to be offered, in seconds.
_STRAY = 3600.0


def tell(outbox: Outbox, offer: Offer, what: str, *, now: datetime, days: int) -> None:
    """Put a message for the person who offered it into the outbox, unless they are forgotten.

    ``what`` is ``"accepted"``, ``"refused"`` or ``"expired"``; offers wait for ``days``.
    """
    from bot.telegram.notice import notice

    if offer.key:
        words = offer_wording.decided(offer.language, what, title=offer.title, days=days)
        payload = notice(words, language=offer.language, quiet=True)
        outbox.put(f"offer:{offer.id}", offer.channel, offer.key, payload, now)


def tidy(offers: Offers, outbox: Outbox, folder: Path, *, days: int, now: datetime) -> int:
    """Delete what was offered more than ``days`` days ago and nobody decided on; how many that were.

    Raises:
        DatabaseFailed: the database was not reached.
    """
    expired = offers.expire(now - timedelta(days=days))
    for offer in expired:
        (folder / offer.file).unlink(missing_ok=True)
        tell(outbox, offer, "expired", now=now, days=days)
    if folder.is_dir():
        named = offers.files()
        for file in folder.iterdir():
            with contextlib.suppress(OSError):
                if file.name not in named and time.time() - file.stat().st_mtime > _STRAY:
                    file.unlink()
    return len(expired)


async def keep_tidy(offers: Offers, outbox: Outbox, folder: Path, *, days: int) -> None:
    """``tidy`` at once and then every day, until cancelled."""
    while True:
        pause = _DAY
        try:
            gone = await asyncio.to_thread(tidy, offers, outbox, folder, days=days, now=datetime.now(timezone.utc))
        except DatabaseFailed as error:
            logger.error("Old offers are not deleted yet. %s", error)
            pause = _AGAIN
        else:
            if gone:
                logger.info("%d offered documents that nobody decided on in %d days were deleted.", gone, days)
        await asyncio.sleep(pause)
