"""The message that a call became whose end was not seen: the network was lost, or the process was killed.

The Bot API has no key by which Telegram would know a message again, and a bot cannot read a chat. But Telegram counts
messages, and says whether a message of the bot's own can be changed. So what the highest number was is noted before a
message is sent, and only one is sent to a chat at a time: what is the bot's own above that number is what was sent.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from telegram.error import BadRequest, NetworkError, RetryAfter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from telegram import Bot, InlineKeyboardMarkup

__all__ = ["COMMON", "Numbers", "find"]

#: The count that private chats and small groups share.
COMMON = ""

#: How many numbers of messages a lost one is looked for under: what is sent and received while one is under way.
LOOK_AHEAD = 50
#: Supergroups and channels have ids below this, and each counts its messages for itself.
_COUNT_THEMSELVES = -1_000_000_000_000
_TRIES = 6
_REMEMBERED = 10_000


class Numbers:
    """The highest number of a message in each count, as far as it is known.

    Private chats and small groups share one count, every supergroup has its own. What is known has to be above every
    message that an earlier process sent, so it begins with all that those have noted. Where nothing is noted, nothing
    was sent for long, and any new message will do.

    Args:
        name: what the count of a supergroup is called (``Names.supergroup``).
        noted: the highest numbers that earlier processes noted, by count (``Progress.newest``).
    """

    def __init__(self, name: Callable[[int], str], noted: Mapping[str, int] = MappingProxyType({})) -> None:
        self._name = name
        self._newest = dict(noted)
        self._ours: OrderedDict[tuple[str, int], None] = OrderedDict()

    def saw(self, chat: int, message: int) -> None:
        """There is a new message of this number in a chat."""
        count = self._count(chat)
        self._newest[count] = max(self._newest.get(count, 0), message)

    def sent(self, chat: int, message: int) -> None:
        """A message of ours has this number."""
        self.saw(chat, message)
        self._ours[self._count(chat), message] = None
        while len(self._ours) > _REMEMBERED:
            self._ours.popitem(last=False)

    def floor(self, chat: int) -> int:
        """A number above which nothing in the chat is ours yet; 0 when none is known."""
        return self._newest.get(self._count(chat), 0)

    def note(self, chat: int) -> tuple[str, int]:
        """What is to be noted when something was sent to a chat: its count, and the highest number there."""
        return self._count(chat), self.floor(chat)

    def above(self, chat: int, floor: int) -> list[int]:
        """The numbers above ``floor`` under which a lost message may lie: not those of messages known to be sent."""
        count = self._count(chat)
        numbers = range(floor + 1, max(floor, self.floor(chat)) + LOOK_AHEAD + 1)
        return [number for number in numbers if (count, number) not in self._ours]

    def _count(self, chat: int) -> str:
        return COMMON if chat > _COUNT_THEMSELVES else self._name(chat)


async def find(
    bot: Bot,
    chat: int,
    numbers: Iterable[int],
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    pause: float = 0.5,
) -> int:
    """The first of these numbers under which a message of the bot's own lies in a chat; 0 for none.

    It has ``keyboard`` under it afterwards, or no buttons when that is None.

    Raises:
        NetworkError: Telegram was not reached for a while.
        Forbidden: nobody reads there any more.
    """
    for number in numbers:
        if await _is_own(bot, chat, number, keyboard, pause):
            return number
    return 0


async def _is_own(bot: Bot, chat: int, number: int, keyboard: InlineKeyboardMarkup | None, pause: float) -> bool:
    failures = 0
    while True:
        try:
            await bot.edit_message_reply_markup(chat, number, reply_markup=keyboard)
        except RetryAfter as error:  # noqa: PERF203 - another try is the point
            seconds = error.retry_after
            await asyncio.sleep(seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds))
        except BadRequest as error:  # not there, or not ours; or ours, and the buttons are there already
            return "not modified" in str(error).lower()
        except NetworkError:
            failures += 1
            if failures == _TRIES:
                raise
            await asyncio.sleep(pause * 2.0**failures)
        else:
            return True
