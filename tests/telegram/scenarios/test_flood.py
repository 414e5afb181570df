"""Many people at once: no limit of Telegram is broken, and nobody is forgotten."""

from __future__ import annotations

import random

import pytest

from tests.telegram.flooding import Flood
from tests.telegram.running import running

pytestmark = pytest.mark.loopback


async def test_a_hundred_chats_and_three_busy_groups_in_six_seconds(api, chosen):
    """As many a second as a thousand in a minute; each group near its limit of 20 messages a minute."""
    flood = Flood(api, random.Random(1), chats=100, groups=3, questions=12, seconds=6.0)  # noqa: S311
    async with running(chosen):
        await flood.run(patience=240.0)
    assert (flood.more_than_once, api.world.limits.broken) == (0, 0)


async def test_a_group_that_has_used_up_its_minute_holds_nobody_back(api, chosen):
    """Forty questions wait in each of three groups, more than the bot works on at once; a private chat is answered."""
    flood = Flood(api, random.Random(2), chats=0, groups=3, questions=40, seconds=0.0)  # noqa: S311
    amina = api.world.user("Amina")
    async with running(chosen):
        with pytest.raises(TimeoutError):  # as expected: the rest comes a minute later
            await flood.run(patience=15.0)
        amina.says("may a refugee be sent back?")
        await api.world.until(lambda: amina.chat.sent, 20)
    assert max(len(one.message.chat.sent) for one in flood.grouped) <= 20
    assert api.world.limits.broken == 0


async def test_when_telegram_asks_to_wait_everything_waits_and_comes(api, chosen):
    api.fails("429", "sendMessage", times=3, seconds=2)
    flood = Flood(api, random.Random(3), chats=40, seconds=2.0)  # noqa: S311
    async with running(chosen):
        await flood.run(patience=120.0)
    assert (flood.more_than_once, api.world.limits.broken) == (0, 0)
