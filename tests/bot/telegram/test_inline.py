"""The line of those who type: one place a person, and an end to it. The rest is in the scenarios."""

from __future__ import annotations

import asyncio

import pytest
from telegram import InlineQuery, Update, User

from bot.telegram.inline import AT_ONCE, MOST_WAITING, Inline
from bot.telegram.passages import Found


class Line:
    """Stands where the bot and the action server stand, and writes down what reaches them."""

    supports_inline_queries = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answered: list[str] = []
        self.gate = asyncio.Event()

    async def find(self, question: str, **_: object) -> Found:
        self.asked.append(question)
        await self.gate.wait()
        if question == "broken":
            raise RuntimeError(question)
        return Found("en")

    async def answer_inline_query(self, query: str, *_: object, **__: object) -> bool:
        self.answered.append(query)
        return True


def update(person: int, text: str) -> Update:
    return Update(1, inline_query=InlineQuery(f"{person}-{text}", User(person, "A", is_bot=False), text, ""))


@pytest.fixture
async def line():
    return Line()


@pytest.fixture
async def inline(line):
    one = Inline(line, line)
    task = asyncio.create_task(one.run())
    yield one
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(condition) -> None:
    async def wait() -> None:
        while not condition():
            await asyncio.sleep(0)

    await asyncio.wait_for(wait(), 10)


async def test_the_newest_words_of_a_person_take_the_place_of_older_ones(inline, line):
    for text in ("first", "second", "third"):
        inline.hear(update(1, text))
        inline.hear(update(2, text))
    line.gate.set()
    await until(lambda: len(line.answered) == 2)
    assert (line.asked, line.answered) == (["third", "third"], ["1-third", "2-third"])


async def test_so_many_are_worked_on_and_so_many_wait_and_no_more(inline, line):
    for person in range(AT_ONCE):
        inline.hear(update(person, "refoulement"))
    await until(lambda: len(line.asked) == AT_ONCE)
    for person in range(100, 100 + MOST_WAITING + 5):
        inline.hear(update(person, "refoulement"))
    inline.hear(update(100, "asylum"))  # who has a place keeps it
    assert len(line.asked) == AT_ONCE
    line.gate.set()
    await until(lambda: len(line.answered) == AT_ONCE + MOST_WAITING)
    assert line.answered.index("100-asylum") < line.answered.index("101-refoulement")
    assert f"{99 + MOST_WAITING}-refoulement" in line.answered
    assert f"{100 + MOST_WAITING}-refoulement" not in line.answered


async def test_what_fails_does_not_end_the_others_and_is_logged_without_its_words(inline, line, caplog):
    line.gate.set()
    inline.hear(update(1, "broken"))
    inline.hear(update(2, "asylum"))
    await until(lambda: line.answered)
    assert (line.answered, caplog.messages) == (["2-asylum"], ["An inline query failed: RuntimeError."])


@pytest.mark.parametrize(
    ("text", "looked_for"),
    [
        ("", False),
        ("re", False),
        ("33", False),
        ("法", False),
        ("?!…()", False),
        ("ref", True),
        ("难民", True),
        ("33 1", True),
    ],
)
async def test_too_little_is_not_looked_for(inline, line, text, looked_for):
    line.gate.set()
    inline.hear(update(1, text))
    await until(lambda: line.answered)
    assert bool(line.asked) is looked_for


async def test_other_updates_are_not_for_it(inline, line):
    inline.hear(Update(1))
    inline.hear(update(1, ""))
    await until(lambda: line.answered)
    assert line.answered == ["1-"]
