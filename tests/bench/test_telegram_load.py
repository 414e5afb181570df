from __future__ import annotations

import asyncio

import pytest

from bench.questions import Question, questions
from bench.telegram_load import SHAPES, Asked, Shape, ask_directly, ask_in_telegram, expected, same
from bot.dialogue import Dialogue
from tests.telegram.engine import Engine
from tests.telegram.running import options, running
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
def engine():
    with Engine() as one:
        yield one


def asked(count: int) -> list[Asked]:
    """Questions with the quotation that the stand-in answers them with."""
    return [Asked(one, f"No Contracting State shall expel ({one.text}).") for one in questions(count)]


def test_each_shape_has_enough_questions_for_a_95th_percentile() -> None:
    assert min(shape.chats * shape.rounds for shape in SHAPES) >= 100
    assert {shape.chats for shape in SHAPES} == {1, 10, 100}
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("No State shall expel.", "“No State\nshall expel.”\n— Article 33", True),
        ("لا يجوز الطرد", "\u2067«لا يجوز الطرد»\u2069", True),
        ("No State shall expel.", "I have nothing on that.", False),
        ("a" * 60 + "b", "a" * 60 + "c", True),  # a long quotation may be cut
    ],
)
def test_a_quotation_is_known_again_whatever_stands_around_it(quote: str, text: str, found: bool) -> None:
    assert same(quote, text) is found


def test_only_questions_that_bring_a_quotation_are_asked(engine: Engine) -> None:
    with Dialogue(engine.url) as dialogue:
        found = expected(dialogue, [Question("talk", "en", "/more"), *questions(3)], hint=True)
    assert found == asked(3)
    assert [body["metadata"].get("language_hint") for body in engine.asked] == [
        "en",
        *(q.language for q in questions(3)),
    ]


async def test_the_engine_is_asked_each_question_in_a_new_conversation(engine: Engine) -> None:
    told = await ask_directly(engine.url, Shape("four", 4, 0.01, 3), asked(6), hint=False)
    assert (len(told.milliseconds), told.lost) == (12, 0)
    assert min(told.milliseconds) > 0
    assert len({body["sender"] for body in engine.asked}) == 12
    assert {body["message"] for body in engine.asked} == {one.text for one in questions(6)}


async def test_an_engine_that_fails_loses_every_question(engine: Engine) -> None:
    engine.status = 500
    told = await ask_directly(engine.url, Shape("two", 2, 0.0, 1), asked(2), hint=False)
    assert (told.milliseconds, told.lost) == ((), 2)


async def test_in_telegram_every_question_comes_from_somebody_new(engine: Engine, tmp_path) -> None:
    async with BotApi() as api, running(options(api, engine, tmp_path)):
        told = await asyncio.to_thread(ask_in_telegram, api, Shape("three", 3, 0.0, 2), asked(6))
        assert (len(told.milliseconds), told.lost) == (6, 0)
        assert min(told.milliseconds) > 0
        assert sorted(body["message"] for body in engine.asked) == sorted(one.text for one in questions(6))
        assert len({body["sender"] for body in engine.asked}) == 6


async def test_in_telegram_another_answer_is_a_lost_one(engine: Engine, tmp_path) -> None:
    right, other = asked(2)
    wrong = Asked(other.question, "Something else.")
    async with BotApi() as api, running(options(api, engine, tmp_path)):
        told = await asyncio.to_thread(ask_in_telegram, api, Shape("two", 2, 0.0, 1), [right, wrong])
    assert (len(told.milliseconds), told.lost) == (1, 1)


async def test_without_a_bot_every_question_is_lost() -> None:
    async with BotApi() as api:
        told = await asyncio.to_thread(ask_in_telegram, api, Shape("two", 2, 0.0, 1), asked(2), seconds=0.1)
    assert (told.milliseconds, told.lost) == ((), 2)
