"""Messages go out as fast as Telegram takes them, and no faster."""

from __future__ import annotations

import asyncio

from bot.telegram.pace import GROUP, OVERALL, PRIVATE, ROOM, Pace


class Time:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def moments(chats: list[int]) -> list[float]:
    time = Time()
    pace = Pace(time.clock, time.sleep)
    out = []
    for chat in chats:
        await pace.turn(chat)
        out.append(time.now)
    return out


def most(times: list[float], seconds: float) -> int:
    """The most moments within any stretch of so many seconds."""
    return max(sum(start <= each < start + seconds - 1e-9 for each in times) for start in times)


async def test_to_one_person():
    times = await moments([7] * 10)
    assert times[:2] == [0.0, 0.0]
    assert most(times, PRIVATE[1]) == PRIVATE[0]


async def test_to_a_group():
    assert most(await moments([-7] * 45), GROUP[1]) == GROUP[0] == 19


async def test_to_all():
    assert most(await moments(list(range(1, 200))), OVERALL[1]) == OVERALL[0] == 28


async def test_a_group_that_waits_holds_nobody_back():
    pace = Pace()
    for _ in range(GROUP[0]):
        await pace.turn(-7)
    waiting = asyncio.create_task(pace.turn(-7))
    await asyncio.sleep(0)
    await asyncio.wait_for(pace.turn(8), 5)
    assert not waiting.done()
    waiting.cancel()


async def test_after_a_halt_nothing_goes_out_too_early():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.halt(5)
    await pace.turn(7)
    assert time.now == 5.0


async def test_what_nobody_waits_for_leaves_room_and_lets_answers_pass():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    most, seconds = OVERALL
    for chat in range(1, most - ROOM + 1):
        await pace.turn(chat, patient=True)
    assert time.now == 0
    for chat in range(100, 100 + ROOM):  # the last places are for answers
        await pace.turn(chat)
    assert time.now == 0
    await pace.turn(200, patient=True)
    assert time.now >= seconds


async def test_what_nobody_waits_for_waits_as_well_when_telegram_asks_to():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.halt(7)
    await pace.turn(1, patient=True)
    assert time.now == 7
