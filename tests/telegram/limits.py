"""How much a bot may send: 30 messages a second, one a second to a person (three at once), 20 a minute to a group.

See https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Who breaks a limit waits: until the
time that was named has passed every further message is refused too, and counted.
"""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from tests.telegram.checks import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Limits"]


class _Window:
    """At most ``most`` in any ``seconds``."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.times: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.times[0] + self.seconds - now if len(self.times) >= self.most else 0.0

    def take(self, now: float) -> None:
        self.times.append(now)


class _Bucket:
    """One a second on the long run, ``burst`` at once."""

    def __init__(self, burst: int, now: float) -> None:
        self.burst, self.left, self.seen = float(burst), float(burst), now

    def wait(self, now: float) -> float:
        self.left, self.seen = min(self.burst, self.left + now - self.seen), now
        return 0.0 if self.left >= 1.0 - 1e-9 else 1.0 - self.left

    def take(self, now: float) -> None:
        self.left -= 1.0


class Limits:
    """The limits of one bot.

    Attributes:
        enforced: whether a broken limit refuses; it is counted in any case.
        broken: how many messages came too early.
    """

    OVERALL, BURST, GROUP = 30, 3, 20

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.enforced = True
        self.broken = 0
        self.clock = clock
        self._overall = _Window(self.OVERALL, 1.0)
        self._chats: dict[int, _Window | _Bucket] = {}
        self._until: dict[Hashable, float] = {}

    def take(self, chat: int) -> None:
        """One message to ``chat`` (a positive id is a person's).

        Raises:
            Refused: 429 with ``retry_after``, whole seconds.
        """
        now = self.clock()
        limit = self._chats.get(chat)
        if limit is None:
            limit = self._chats[chat] = _Bucket(self.BURST, now) if chat > 0 else _Window(self.GROUP, 60.0)
        for key, one in (("overall", self._overall), (chat, limit)):
            wait = max(one.wait(now), self._until.get(key, 0.0) - now)
            if wait <= 0:
                continue
            self.broken += 1
            if self.enforced:
                seconds = max(1, math.ceil(wait - 1e-9))
                self._until[key] = max(self._until.get(key, 0.0), now + wait)
                raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._overall.take(now)
        limit.take(now)
