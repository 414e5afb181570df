"""How much a bot may send."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import (
    RetryAfter,
)

from tests.telegram.checks import Refused
from tests.telegram.limits import Limits

pytestmark = pytest.mark.loopback


async def test_a_person_gets_one_message_a_second(clock, world, bot, amina):
    for number in range(3):
        await bot.send_message(amina.id, f"{number}")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(amina.id, "3")
    assert (refused.value.message, world.limits.broken) == ("Flood control exceeded. Retry in 1 seconds", 1)
    clock.now += 1
    await bot.send_message(amina.id, "3")
    assert [message.text for message in amina.chat.sent] == ["0", "1", "2", "3"]


async def test_a_group_gets_20_messages_a_minute(clock, world, bot):
    group = world.group()
    for number in range(20):
        await bot.send_message(group.id, f"{number}")
    clock.now += 15
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(group.id, "20")
    assert refused.value.message == "Flood control exceeded. Retry in 45 seconds"
    clock.now += 45
    await bot.send_message(group.id, "20")
    assert (len(group.sent), world.limits.broken) == (21, 1)


async def test_everybody_together_gets_30_messages_a_second(clock, world, bot):
    people = [world.user(f"Delegate {number}") for number in range(31)]
    for one in people:
        one.starts()
    for one in people[:30]:
        await bot.send_message(one.id, "hello")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].id, "hello")
    clock.now += 1
    await bot.send_message(people[30].id, "hello")


async def test_limits_can_be_counted_only(world, bot, amina):
    world.limits.enforced = False
    for number in range(5):
        await bot.send_message(amina.id, f"{number}")
    assert (len(amina.chat.sent), world.limits.broken) == (5, 2)


async def test_the_answer_names_the_seconds(api, clock, world, amina):
    world.limits.BURST = 1
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(2):
            answer = await client.post(
                f"{api.base_url}{api.token}/sendMessage", json={"chat_id": amina.id, "text": "hello"}
            )
    assert answer.status_code == 429
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


def test_who_does_not_wait_goes_on_waiting_and_is_counted(clock):
    limits = Limits(clock)
    for _ in range(3):
        limits.take(5)
    for moved in (0.0, 0.25, 0.25):
        clock.now += moved
        with pytest.raises(Refused, match="retry after 1"):
            limits.take(5)
    assert limits.broken == 3
    clock.now += 0.5
    limits.take(5)
    assert limits.broken == 3


def test_a_full_group_does_not_hold_up_a_person(clock):
    limits = Limits(clock)
    for _ in range(20):
        limits.take(-5)
    limits.take(5)
    with pytest.raises(Refused, match="retry after 60"):
        limits.take(-5)
