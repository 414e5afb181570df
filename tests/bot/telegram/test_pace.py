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
        async with pace.turn(chat):
            out.append(time.now)
    return out


def most(times: list[float], seconds: float) -> int:
    """The most moments within any stretch of so many seconds."""
    return max(sum(start <= each < start + seconds - 1e-9 for each in times) for start in times)


async def test_to_one_person():
    times = await moments([7] * 10)
    assert times[:2] == [0.0, 0.0]
    assert most(times, PRIVATE[1]) == PRIVATE[0]


async def test_after_another_process():
    """What it sent in the moment before its end is not known, and counts."""
    time = Time()
    time.now = 100.0
    pace = Pace(time.clock, time.sleep, began=99.0)
    async with pace.turn(-7):
        assert time.now == 99.0 + OVERALL[1]
    for chat in (7, 8):
        async with pace.turn(chat):
            assert time.now == 99.0 + PRIVATE[1]
    time.now = 200.0
    async with pace.turn(9):
        assert time.now == 200.0


async def test_to_a_group():
    assert most(await moments([-7] * 45), GROUP[1]) == GROUP[0] == 19


async def test_to_all():
    assert most(await moments(list(range(1, 200))), OVERALL[1]) == OVERALL[0] == 28


async def test_a_call_that_takes_long_counts_until_its_end():
    """Telegram may count it at its very end: so the next ones wait from there on."""
    time = Time()
    pace = Pace(time.clock, time.sleep)
    for _ in range(PRIVATE[0]):
        async with pace.turn(7):
            time.now += 10.0
    async with pace.turn(7):
        assert time.now == 10.0 + PRIVATE[1] + 10.0 - PRIVATE[1]
    async with pace.turn(7):
        assert time.now == 20.0 + PRIVATE[1]


async def test_calls_under_way_count():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    over = asyncio.Event()

    async def slow(chat: int) -> None:
        async with pace.turn(chat):
            await over.wait()

    calls = [asyncio.create_task(slow(chat)) for chat in range(1, OVERALL[0] + 2)]
    for _ in range(10):
        await asyncio.sleep(0)
    assert pace.waiting == 1
    over.set()
    await asyncio.gather(*calls)
    assert (pace.waiting, time.now) == (0, OVERALL[1])


async def test_a_group_that_waits_holds_nobody_back():
    pace = Pace()
    for _ in range(GROUP[0]):
        async with pace.turn(-7):
            pass
    waiting = asyncio.create_task(_one(pace, -7))
    await asyncio.sleep(0)
    await asyncio.wait_for(_one(pace, 8), 5)
    assert (waiting.done(), pace.waiting) == (False, 1)
    waiting.cancel()


async def test_after_a_halt_nothing_goes_out_too_early():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.halt(5, chat=7)
    await _one(pace, 8)
    assert time.now == 5.0


async def test_a_halt_of_a_group_is_its_own():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.halt(5, chat=-7)
    await _one(pace, 8)
    await _one(pace, -8)
    assert time.now == 0.0
    await _one(pace, -7)
    assert time.now == 5.0


async def test_what_waits_when_a_halt_comes_waits_for_its_end():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    for _ in range(PRIVATE[0]):
        await _one(pace, 7)
    pace.halt(5, chat=8)
    await _one(pace, 7)
    assert time.now == 5.0


async def test_what_nobody_waits_for_leaves_room_and_lets_answers_pass():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    most, seconds = OVERALL
    for chat in range(1, most - ROOM + 1):
        await pace.room()
        await _one(pace, chat)
    assert time.now == 0
    for chat in range(100, 100 + ROOM):  # the last places are for answers
        await _one(pace, chat)
    assert time.now == 0
    await pace.room()
    assert time.now >= seconds


async def test_what_nobody_waits_for_waits_as_well_when_telegram_asks_to():
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.halt(7, chat=1)
    await pace.room()
    assert time.now == 7


async def _one(pace: Pace, chat: int) -> None:
    async with pace.turn(chat):
        pass
