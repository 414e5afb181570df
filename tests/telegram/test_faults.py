"""What goes wrong on the way goes wrong for the real client as well."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

pytestmark = pytest.mark.loopback


async def test_a_dropped_call_was_not_worked_on_and_a_lost_answer_was(api, bot, amina):
    api.fails("drop", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(amina.id, "dropped")
    api.fails("lose", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(amina.id, "lost")
    assert [message.text for message in amina.chat.sent] == ["lost"]


@pytest.mark.parametrize(("kind", "reason"), [("500", "Internal Server Error"), ("502", "Bad Gateway")])
async def test_errors_of_the_server_come_as_often_as_told(api, bot, amina, kind, reason):
    api.fails(kind, "sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match=reason):
            await bot.send_message(amina.id, "hello")
    await bot.send_message(amina.id, "hello")
    assert len(amina.chat.sent) == 1


async def test_a_slow_answer_runs_into_the_time_limit(api, bot, amina):
    api.fails("slow", "sendMessage", seconds=5)
    with pytest.raises(TimedOut):
        await bot.send_message(amina.id, "hello", read_timeout=0.05)


async def test_too_many_comes_as_often_as_told_and_says_how_long_to_wait(api, bot, amina):
    api.fails("429", "sendMessage", times=1, seconds=3)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(amina.id, "hello")
    assert caught.value._retry_after.total_seconds() == 3
    await bot.send_message(amina.id, "hello")
