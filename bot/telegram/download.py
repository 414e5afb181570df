"""A file that somebody sent, fetched from Telegram."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.telegram.sending import NotSent

if TYPE_CHECKING:
    from telegram import Bot

__all__ = ["BrokenOff", "NotFetched", "TooLarge", "download"]

#: Time limit, in seconds.
SECONDS = 120.0


class BrokenOff(NotSent):
    """Telegram is there, for it has just named the file, which did not come whole."""


class NotFetched(Exception):
    """Telegram does not have the file any more."""


class TooLarge(Exception):
    """The file is larger than what is taken, or than what Telegram hands out."""


async def download(bot: Bot, file_id: str, *, most: int) -> bytes:
    """The bytes of a file, at most ``most`` of them.

    Raises:
        NotFetched: Telegram does not have it any more.
        TooLarge: it is too large.
        NotSent: Telegram was not reached; ``BrokenOff`` when it was, and the file broke off.
    """
    failure: NotSent = NotSent("Telegram was not reached.")
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > most:
            raise TooLarge
        failure = BrokenOff("A file was not fetched whole.")
        content = bytes(await asyncio.wait_for(file.download_as_bytearray(), SECONDS))
    except BadRequest as error:
        if "too big" in str(error).lower():
            raise TooLarge from None
        raise NotFetched from None
    except (InvalidToken, Forbidden, RuntimeError):  # what the client makes of "not found", too
        raise NotFetched from None
    except (NetworkError, RetryAfter, asyncio.TimeoutError):
        raise failure from None
    if len(content) > most:
        raise TooLarge
    return content
