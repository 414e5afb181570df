"""Kills processes of a running Attaché without warning (SIGKILL), at random moments."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.supervisor.health import ask

if TYPE_CHECKING:
    import random

    from tests.telegram.server import BotApi

__all__ = ["PARTS", "Killer"]

#: The module that each part runs, and how often it is chosen, of twenty times.
PARTS = {
    "Telegram bot": ("bot.telegram", 12),
    "action server": ("actions.server", 5),
    "dialogue engine": ("bot.rasa_server", 3),
}
#: How long a kill waits for an answer to be sent, in seconds; then it comes without one.
_AIM_SECONDS = 20.0
_SPARED = 0.75


@dataclass
class Killer:
    """Kills children of a supervisor.

    Half of the bot's kills are aimed: they come when Telegram has taken a message and before the bot is told. What is
    still loading is spared three times of four, or on a slow machine nothing would ever be ready again.

    Attributes:
        supervisor: process id.
        kills: how many so far, by part.
        aimed: how many of the bot's were.
        while_loading: how many came to a part that was not ready.
        spared: children that are none of the parts that are to be killed, by process id.
    """

    supervisor: int
    url: str
    actions_url: str
    api: BotApi
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    aimed: int = 0
    while_loading: int = 0
    spared: frozenset[int] = frozenset()

    def pid(self, part: str) -> int | None:
        """The process of a part; None while there is none."""
        import psutil

        for child in psutil.Process(self.supervisor).children():
            try:
                if child.pid not in self.spared and PARTS[part][0] in child.cmdline():
                    return child.pid
            except psutil.Error:  # noqa: PERF203 - it has just ended
                continue
        return None

    def loading(self, part: str) -> bool:
        """Whether a part is not ready."""
        if part == "Telegram bot":
            return self.api.delivery.polls == 0
        return not ask(
            f"{self.url}/webhooks/rest/" if part == "dialogue engine" else f"{self.actions_url}/health"
        ).works

    async def run(self, kills: int, mean: float, seconds: float) -> None:
        """So many kills at random moments, ``mean`` seconds apart on the average, for so many seconds at most."""
        over = time.monotonic() + seconds
        names, weights = list(PARTS), [weight for _, weight in PARTS.values()]
        while sum(self.kills.values()) < kills and time.monotonic() < over:
            await asyncio.sleep(self.chance.expovariate(1 / mean))
            part = self.chance.choices(names, weights)[0]
            if await asyncio.to_thread(self.loading, part):
                if self.chance.random() < _SPARED:
                    continue
                self.while_loading += 1
            if part == "Telegram bot" and self.chance.random() < 0.5:
                await self.aim()
            else:
                self.kill(part)

    def kill(self, part: str) -> bool:
        """Kill a part now; False when it is not there."""
        pid = self.pid(part)
        if pid is None:
            return False
        os.kill(pid, signal.SIGKILL)
        self.kills[part] += 1
        return True

    async def aim(self) -> None:
        """Kill the bot when Telegram has taken a message of it, and before it is told so."""
        struck = asyncio.Event()
        loop = asyncio.get_running_loop()

        def strike(method: str) -> None:
            if method.lower() == "sendmessage":
                self.api.witness = lambda _: None
                if self.kill("Telegram bot"):
                    self.aimed += 1
                loop.call_soon_threadsafe(struck.set)

        self.api.witness = strike
        try:
            await asyncio.wait_for(struck.wait(), _AIM_SECONDS)
        except asyncio.TimeoutError:
            self.api.witness = lambda _: None
            self.kill("Telegram bot")
