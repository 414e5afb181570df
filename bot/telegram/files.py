"""The attachments of replies, sent as documents after the message that they belong to."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot.attachments import NoAttachment, content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.attachments import Organizer
    from bot.replies import Reply
    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from programme import Database

__all__ = ["Files"]

logger = logging.getLogger(__name__)


class Files:
    """Sends what replies bring along.

    Args:
        database: the programme's.
        organizer: whom calendar files name.
    """

    def __init__(self, database: Database, organizer: Organizer) -> None:
        self._database, self._organizer = database, organizer

    async def send(self, replies: Sequence[Reply], who: Who, answer: Answer) -> None:
        """Send all attachments, in order; one that is not there any more is left out, for the reply says what counts.

        Raises:
            DatabaseFailed: the database was not reached.
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached.
        """
        person = who.person.id if who.private and who.agreed and who.person is not None else None
        for attachment in (each for reply in replies for each in reply.attachments):
            made = await asyncio.to_thread(self._made, attachment.path, person)
            if made is not None:
                await answer.document(attachment.name, made)

    def _made(self, path: str, person: str | None) -> bytes | None:
        now = datetime.now(timezone.utc)
        try:
            return content(path, person=person, database=self._database, organizer=self._organizer, now=now)
        except NoAttachment as error:
            logger.warning("%s", error)
            return None
