from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.questions import Question, questions
from bench.turns import Alone, answered, ask_alone, ask_together
from bot.dialogue import Dialogue
from bot.replies import Reply, State
from tests.bot.web import Server, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWER = Reply("the text", "en", State.ANSWERED, quote="the text")
OTHER = Reply("another text", "en", State.ANSWERED, quote="another text")


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        running.says([{"recipient_id": "whoever", "custom": ANSWER.to_dict()}])
        yield running


def turns(count: int, reply: Reply = ANSWER) -> list[Alone]:
    return [Alone(question, 1.0, (reply,)) for question in questions(count)]


def test_only_turns_that_brought_passages_count() -> None:
    each = [Alone(Question("topic", "en", state.value), 1.0, (Reply("text", "en", state),)) for state in State]
    assert [turn.question.text for turn in answered(each)] == ["answered", "closest"]


@pytest.mark.loopback
def test_alone_each_question_opens_a_conversation_of_its_own(server: Server) -> None:
    with Dialogue(server.url) as dialogue:
        found = ask_alone(dialogue, questions(12), "alone")
    assert [turn.replies for turn in found] == [(ANSWER,)] * 12
    assert [body["message"] for body in server.asked] == [question.text for question in questions(12)]
    assert len({body["sender"] for body in server.asked}) == 12


@pytest.mark.loopback
async def test_together_every_question_is_asked_once_and_none_is_lost(server: Server) -> None:
    found = await ask_together(server.url, turns(20), at_once=8)
    assert found.lost == 0
    assert found.a_second > 0
    assert sorted(body["message"] for body in server.asked) == sorted(question.text for question in questions(20))
    assert len({body["sender"] for body in server.asked}) == 20


@pytest.mark.loopback
async def test_a_reply_that_belongs_to_another_question_is_a_lost_one(server: Server) -> None:
    found = await ask_together(server.url, [*turns(3, OTHER), *turns(10)[3:]], at_once=4)
    assert found.lost == 3


@pytest.mark.loopback
async def test_turns_that_fail_are_lost_and_the_rest_goes_on(server: Server) -> None:
    server.says({"error": "no"}, status=500)
    found = await ask_together(server.url, turns(6), at_once=3)
    assert (found.lost, found.a_second) == (6, 0.0)
    assert len(server.asked) == 6
