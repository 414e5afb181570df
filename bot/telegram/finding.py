"""The message that a call became whose end was not seen: the network was lost, or the process was killed.

The Bot API has no key by which Telegram would know a message again, and a bot cannot read a chat. But Telegram counts
messages, and says whether a message of the bot's own can be changed. So what the highest number was is noted before a
message is sent, and only one is sent to a chat at a time: what is the bot's own above that number is what was sent.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram.error import BadRequest, NetworkError, RetryAfter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot, InlineKeyboardMarkup

__all__ = ["Numbers", "find"]

#: How many numbers of messages a lost one is looked for under: what is sent and received while one is under way.
LOOK_AHEAD = 50
#: Supergroups and channels have ids below this, and each counts its messages for itself.
_COUNT_THEMSELVES = -1_000_000_000_000
_TRIES = 6
_REMEMBERED = 10_000


class Numbers:
    """The highest number of a message, as far as it is known.

    Private chats and small groups share one count, every supergroup has its own.

    Attributes:
        newest: the highest in the common count; 0 when it is not known.
    """

    def __init__(self, newest: int = 0) -> None:
        self.newest = newest
        self._supergroups: dict[int, int] = {}
        self._ours: OrderedDict[tuple[int, int], None] = OrderedDict()

    def saw(self, chat: int, message: int) -> None:
        """There is a message of this number in a chat."""
        if chat > _COUNT_THEMSELVES:
            self.newest = max(self.newest, message)
        elif chat in self._supergroups:
            self._supergroups[chat] = max(self._supergroups[chat], message)

    def sent(self, chat: int, message: int) -> None:
        """A message of ours has this number."""
        if chat <= _COUNT_THEMSELVES:
            self._supergroups.setdefault(chat, message)
        self.saw(chat, message)
        self._ours[_count(chat), message] = None
        while len(self._ours) > _REMEMBERED:
            self._ours.popitem(last=False)

    def floor(self, chat: int) -> int:
        """A number above which nothing in the chat is ours yet; 0 when none is known.

        In a supergroup none is known before this process has sent something there: another one may have.
        """
        return self.newest if chat > _COUNT_THEMSELVES else self._supergroups.get(chat, 0)

    def above(self, chat: int, floor: int) -> list[int]:
        """The numbers above ``floor`` under which a lost message may lie: not those of messages known to be sent."""
        numbers = range(floor + 1, max(floor, self.floor(chat)) + LOOK_AHEAD + 1)
        return [number for number in numbers if (_count(chat), number) not in self._ours]


def _count(chat: int) -> int:
    """Which count a chat's messages are numbered by: its own, or the common one (0)."""
    return 0 if chat > _COUNT_THEMSELVES else chat


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
