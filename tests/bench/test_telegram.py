from __future__ import annotations

from bench.telegram import Measured, rows
from bench.telegram_load import Shape, Told

SHAPE = Shape("2 chats at once", 2, 0.0, 2)


def measured(milliseconds: float, engine: float, lost: int = 0) -> Measured:
    told = Told(tuple(milliseconds + number for number in range(4 - lost)), lost)
    return Measured(told, Told((engine,) * 4, 0), {"getMe": 0.5, "sendMessage": 1.0})


def test_the_channel_is_what_telegram_takes_more_than_the_engine() -> None:
    one = measured(100.0, 60.0)
    assert (one.engine, one.channel) == (60.0, 41.0)


def test_each_shape_tells_median_and_p95_and_the_channel_beside_the_peer() -> None:
    found = rows([SHAPE], {SHAPE.name: measured(100.0, 60.0, 1)}, {SHAPE.name: measured(200.0, 50.0)}, "said")
    assert [(row.name, row.ours, row.peer) for row in found] == [
        ("in Telegram, 2 chats at once, median", 101.0, 201.0),
        ("in Telegram, 2 chats at once, p95", 102.0, 203.0),
        ("of it the channel, median", 41.0, 151.0),
        ("answers lost in Telegram", 1, 0),
    ]
    assert found[0].note == "3 answers; the engine's own turn 60 ms, the peer's 50 ms"
    assert found[2].note == "calls an answer: getMe 0.5, sendMessage 1; the peer's: getMe 0.5, sendMessage 1"
    assert found[-1].met is False
    assert found[-1].note.endswith("said")


def test_without_a_peer_ours_stand_alone() -> None:
    found = rows([SHAPE], {SHAPE.name: measured(100.0, 60.0)}, {})
    assert [row.peer for row in found] == [None] * 4
    assert found[0].note == "4 answers; the engine's own turn 60 ms"
    assert found[-1].met is True
