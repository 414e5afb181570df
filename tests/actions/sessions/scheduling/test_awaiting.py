"""Which action a message goes to that follows a question of the staff's planning."""

from __future__ import annotations

import pytest

from actions.scheduling.awaiting import ACTION, routed
from tests.actions.sessions.conftest import Talk


def call(talk: Talk, text: str, action: str = "action_answer", *, intent: str = "ask", role: str = "staff") -> dict:
    """What Rasa sends for the next message of a conversation."""
    parse = {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [],
        "metadata": {"language": "en", "role": role},
    }
    message = {"event": "user", "text": text, "parse_data": parse, "input_channel": "rest"}
    events = [*talk.events, {**message, "message_id": f"{talk.sender}-{len(talk.events)}"}]
    tracker = {
        "sender_id": talk.sender, "slots": dict(talk.slots), "latest_message": parse, "events": events,
        "paused": False, "active_loop": {}, "latest_action_name": "action_listen",
    }  # fmt: skip
    return {"next_action": action, "tracker": tracker}


@pytest.fixture
def asked(world, staff):
    """A conversation in which "How long does it last?" was asked last."""
    talk = staff()
    year = world.now.year + 1
    reply = talk.says("schedule", f"schedule a seminar on cities on 12 March {year} at 10:00 in Suva")
    assert reply.text == "How long does it last, or until when?"
    return talk


@pytest.mark.parametrize("text", ["90", "until 11:30", "11:30"])
def test_an_answer_goes_to_who_asked(asked, text):
    assert routed(call(asked, text))["next_action"] == ACTION


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what is statelessness", "ask"),
        ("/more", "more"),
        ("yes", "affirm"),
        ("no", "deny"),
        ('/sessions{"do":"list"}', "sessions"),
    ],
)
def test_everything_else_goes_its_way(asked, text, intent):
    assert routed(call(asked, text, intent=intent))["next_action"] == "action_answer"


def test_only_the_very_next_message(asked):
    asked.says("sessions", "what is on")
    assert routed(call(asked, "90"))["next_action"] == "action_answer"


def test_not_for_others_nor_without_a_question(world, asked):
    assert routed(call(asked, "90", role="delegate"))["next_action"] == "action_answer"
    assert routed(call(Talk("somebody"), "90"))["next_action"] == "action_answer"
