"""Messages that are no questions get a sentence, not silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.replies import State

if TYPE_CHECKING:
    from bot.dialogue import Dialogue

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]


@pytest.mark.parametrize(
    "message",
    ["", "   ", "🙂🙂🙂", "?!?", "\u200b\u200b", "word " * 20_000, "x" * 100_000, "\ud800 ?!", "\x00\x01"],
    ids=["empty", "blank", "emoji", "marks", "invisible", "100,000 characters", "one word", "surrogate", "control"],
)
def test_a_message_without_a_question(message: str, dialogue: Dialogue) -> None:
    replies = dialogue.turn("trouble", message)
    assert len(replies) == 1
    assert replies[0].state in (State.INFO, State.NOT_FOUND)
    assert replies[0].citations == ()
    assert replies[0].text.strip()


def test_a_command_that_does_not_exist_is_answered(dialogue: Dialogue) -> None:
    assert dialogue.turn("trouble-command", "/nonsense")[0].text.strip()


def test_two_people_do_not_share_a_conversation(dialogue: Dialogue) -> None:
    dialogue.turn("first", "can an employer keep a worker's passport?")
    reply = dialogue.turn("second", "show the source")[0]
    assert reply.citations == ()
