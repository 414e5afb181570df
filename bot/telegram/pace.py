"""How fast messages may go out: 30 a second in all, about one a second to a person, 20 a minute to a group."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["Pace"]

#: A little below what Telegram allows (core.telegram.org/bots/faq), for what is measured there is when messages
#: arrive: (messages, seconds), never more of them in that time. python-telegram-bot's own limiter lets a whole burst
#: and a second's worth through at once, which a count of any one second does not.
OVERALL = (28, 1.1)
PRIVATE = (2, 2.1)
GROUP = (19, 62.0)
#: So many places in the common queue are left free by what goes out by itself, for those who wait for an answer.
ROOM = 8
_REMEMBERED = 2000


class _Window:
    """At most ``most`` moments in any ``seconds``; gives out moments in rising order."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._taken: deque[float] = deque(maxlen=most)

    def reserve(self, now: float) -> float:
        """The next moment that is free, now at the earliest."""
        full = len(self._taken) == self._taken.maxlen
        moment = max(now, self._taken[0] + self._seconds if full else now, self._taken[-1] if self._taken else now)
        self._taken.append(moment)
        return moment

    def until_room(self, now: float, room: int) -> float:
        """Seconds until so many places are free that ``room`` are left when one more is taken; 0 or less: now."""
        allowed = (self._taken.maxlen or 0) - room
        return 0.0 if len(self._taken) < allowed else self._taken[-allowed] + self._seconds - now

    def idle(self, now: float) -> bool:
        """Whether it holds nobody back any more."""
        return not self._taken or self._taken[-1] + self._seconds < now


class Pace:
    """Waits until a message may go out. For one event loop.

    Args:
        clock: seconds, rising.
        sleep: waits for seconds.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._overall = _Window(*OVERALL)
        self._chats: dict[int, _Window] = {}
        self._halted_until = 0.0

    async def turn(self, chat: int, *, patient: bool = False) -> None:
        """Return when a message to ``chat`` (a positive id is a person's) may be sent.

        ``patient``: nobody waits for it, so that it lets answers pass and never takes the last places.
        """
        if len(self._chats) > _REMEMBERED:
            now = self._clock()
            self._chats = {key: one for key, one in self._chats.items() if not one.idle(now)}
        window = self._chats.get(chat)
        if window is None:
            window = self._chats[chat] = _Window(*(PRIVATE if chat > 0 else GROUP))
        await self._until(window.reserve(self._clock()))
        while patient and (wait := self._room()) > 0:
            await self._sleep(wait)
        # The place in the common queue is taken last: a chat that waits long holds nobody else back.
        await self._until(self._overall.reserve(max(self._clock(), self._halted_until)))

    def halt(self, seconds: float) -> None:
        """Telegram asked to wait: nothing new goes out for so long."""
        self._halted_until = max(self._halted_until, self._clock() + seconds)

    def _room(self) -> float:
        now = self._clock()
        return max(self._overall.until_room(now, ROOM), self._halted_until - now)

    async def _until(self, moment: float) -> None:
        wait = moment - self._clock()
        if wait > 0:
            await self._sleep(wait)
