"""What matters for moments; what outlives the process is in the scenarios."""

from __future__ import annotations

import pytest

from bot.telegram.memory import Memory
from bot.telegram.progress import Progress
from bot.telegram.shown import Shown
from programme import Database


@pytest.fixture
def memory(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    yield Memory(Shown(database), Progress(database))
    database.close()


def test_somebody_is_met_once_also_when_the_message_is_worked_on_again(memory):
    assert [memory.meets("77", update) for update in (5, 5, 6)] == [True, True, False]
    assert memory.meets("78", 7)
    memory.forget("77")
    assert memory.meets("77", 8)


async def test_who_was_asked_for_a_question_can_say_no_once(memory):
    assert not await memory.cancel("77", 5)
    memory.ask("77")
    assert await memory.cancel("77", 6)
    assert not await memory.cancel("77", 7)
    memory.ask("77")
    memory.settled("77")
    assert not await memory.cancel("77", 8)
