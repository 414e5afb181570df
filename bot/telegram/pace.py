"""How fast messages may go out: 30 a second in all, about one a second to a person, 20 a minute to a group."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

__all__ = ["Pace"]

#: A little below what Telegram allows (core.telegram.org/bots/faq): (messages, seconds), never more of them in that
#: time. python-telegram-bot's own limiter lets a whole burst and a second's worth through at once, which a count of
#: any one second does not.
OVERALL = (28, 1.05)
PRIVATE = (2, 2.05)
GROUP = (19, 61.0)
#: So many places in the common line are left free by what goes out by itself, for those who wait for an answer.
ROOM = 8
_REMEMBERED = 2000
_EPSILON = 1e-6


class _Window:
    """At most ``most`` calls that are under way or ended less than ``seconds`` ago.

    Telegram counts when a message arrives, which is some time between the begin and the end of its call: counted to
    the end, there are never more in ``seconds`` however long a call takes or how late the loop is.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.line = asyncio.Lock()  # wakes in the order of asking
        self.halted_until = 0.0
        self._most, self._seconds = most, seconds
        self._under_way = 0
        self._ended: deque[float] = deque()
        self._end = asyncio.Event()

    async def free(self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        """Return when another may begin; for whoever holds ``line``."""
        while True:
            now = clock()
            self._forget(now)
            if now + _EPSILON < self.halted_until:
                await sleep(self.halted_until - now)
            elif self._under_way + len(self._ended) < self._most:
                return
            elif self._ended:
                await sleep(self._ended[0] + self._seconds - now)
            else:
                self._end.clear()
                await self._end.wait()

    def until_room(self, now: float, room: int) -> float:
        """Seconds until ``room`` places may be left when one more is taken; 0: now."""
        self._forget(now)
        too_many = self._under_way + len(self._ended) + room + 1 - self._most
        if too_many > 0 or self.line.locked():
            last = self._ended[min(max(too_many, 1), len(self._ended)) - 1] if self._ended else now
            return max(last + self._seconds, self.halted_until) - now
        return max(0.0, self.halted_until - now)

    def begin(self) -> None:
        """A call begins."""
        self._under_way += 1

    def end(self, now: float) -> None:
        """A call has ended."""
        self._under_way -= 1
        self._ended.append(now)
        self._end.set()

    def _forget(self, now: float) -> None:
        while self._ended and self._ended[0] + self._seconds <= now + _EPSILON:
            self._ended.popleft()

    def idle(self, now: float) -> bool:
        """Whether it holds nobody back any more, and nobody waits."""
        quiet = not self._under_way and not self.line.locked() and self.halted_until < now
        return quiet and (not self._ended or self._ended[-1] + self._seconds < now)


class Pace:
    """Waits until a message may go out. For one event loop.

    Args:
        clock: seconds, rising.
        sleep: waits for seconds.
        began: when this process did, by that clock. Another that ended just before it may have used up what a person,
            and all together, are sent in a moment; a group's minute is too long to wait for.

    Attributes:
        waiting: how many wait for their turn at this moment.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        began: float | None = None,
    ) -> None:
        self.waiting = 0
        self._clock, self._sleep = clock, sleep
        self._overall = _Window(*OVERALL)
        self._persons_from = 0.0
        if began is not None:
            self._overall.halted_until = began + OVERALL[1]
            self._persons_from = began + PRIVATE[1]
        self._chats: dict[int, _Window] = {}

    @contextlib.asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Runs its block, the call that sends to ``chat`` (a positive id is a person's), when its turn has come."""
        window = self._window(chat)
        self.waiting += 1
        try:
            async with window.line:
                await window.free(self._clock, self._sleep)
                # The place in the common line is taken last: a chat that waits long holds nobody else back.
                async with self._overall.line:
                    await self._overall.free(self._clock, self._sleep)
                    windows = (window, self._overall)
                    for one in windows:
                        one.begin()
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            for one in windows:
                one.end(self._clock())

    async def room(self) -> None:
        """Return when something may go out for which nobody waits: it lets answers pass and takes no last places."""
        while (wait := self._overall.until_room(self._clock(), ROOM)) > 0:
            await self._sleep(wait)

    def halt(self, seconds: float, chat: int) -> None:
        """Telegram asked to wait when a message went to ``chat``: nothing new goes out there for so long.

        A group has a limit of its own, which another process may have used up before this one: it waits alone.
        Otherwise it is the limit of all.
        """
        window = self._window(chat) if chat < 0 else self._overall
        window.halted_until = max(window.halted_until, self._clock() + seconds)

    def _window(self, chat: int) -> _Window:
        if len(self._chats) > _REMEMBERED:
            now = self._clock()
            self._chats = {key: one for key, one in self._chats.items() if not one.idle(now)}
        window = self._chats.get(chat)
        if window is None:
            window = self._chats[chat] = _Window(*(PRIVATE if chat > 0 else GROUP))
            if chat > 0:
                window.halted_until = self._persons_from
        return window
