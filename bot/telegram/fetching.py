"""Asking for updates so that one that cannot be read does not keep the others from being answered."""

from __future__ import annotations

import asyncio
import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import TelegramError
from telegram.warnings import PTBUserWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

__all__ = ["Batch", "fetch"]

logger = logging.getLogger(__name__)

#: A call that brings nothing takes so long at least, in seconds: a server that does not hold it, as Telegram does,
#: would be asked without end.
_SHORTEST = 0.2


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call brought.

    Attributes:
        updates: oldest first, without what could not be read.
        offset: what the next call asks with, so that Telegram forgets these; None when nothing came.
    """

    updates: tuple[Update, ...]
    offset: int | None


async def fetch(bot: Bot, *, offset: int | None, timeout: int, kinds: Sequence[str]) -> Batch:
    """Ask once.

    Args:
        bot: that is asked for.
        offset: the first update that is wanted; None: the oldest that Telegram has.
        timeout: how long Telegram holds the call when there is nothing new, in seconds.
        kinds: the kinds of updates that are wanted, by Telegram's names.

    Raises:
        TelegramError: nothing could be asked for.
    """
    loop = asyncio.get_running_loop()
    started = loop.time()
    try:
        updates = await bot.get_updates(offset=offset, timeout=timeout, allowed_updates=kinds)
    except TelegramError:
        raise
    except Exception:  # whatever the library stumbles over, the next call would bring again, and after each start
        return _readable(bot, await _raw(bot, offset, kinds))
    if updates:
        return Batch(tuple(updates), updates[-1].update_id + 1)
    await asyncio.sleep(max(min(_SHORTEST, timeout) - (loop.time() - started), 0.0))
    return Batch((), None)


async def _raw(bot: Bot, offset: int | None, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """The same updates as they came: the library reads all of a call, or none."""
    asked = {"offset": offset, "timeout": 0, "allowed_updates": list(kinds)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBUserWarning)  # it prefers its own method, which has just failed
        found: list[dict[str, Any]] = await bot.do_api_request(
            "getUpdates", api_kwargs={name: value for name, value in asked.items() if value is not None}
        )
    return found


def _readable(bot: Bot, raw: Sequence[dict[str, Any]]) -> Batch:
    updates = []
    for one in raw:
        try:
            updates.append(Update.de_json(one, bot))
        except Exception as error:  # noqa: PERF203 - it would be the same the next time
            logger.error("An update could not be read (%s); it is passed over.", type(error).__name__)
    return Batch(tuple(updates), max(one["update_id"] for one in raw) + 1 if raw else None)
