"""``attache chat`` over pipes, with an engine that runs."""

from __future__ import annotations

import pytest

from bot.replies import Reply

pytestmark = pytest.mark.loopback


@pytest.fixture
def answers(engine):
    reply = Reply(text="Bonjour.", language="fr")
    engine.says([{"text": reply.text, "custom": reply.to_dict()}])
    return engine


def test_piped_lines_are_messages_of_one_conversation(program, answers):
    outcome = program("chat", typed="Salut\n难民\n".encode())
    assert (outcome.status, outcome.out, outcome.errors) == (0, "Bonjour.\n\nBonjour.\n\n", "")
    assert [asked["message"] for asked in answers.asked] == ["Salut", "难民"]
    assert len({asked["sender"] for asked in answers.asked}) == 1


def test_the_conversation_and_its_language_can_be_chosen(program, answers):
    program("chat", "--sender", "delegate-7", "--language", "fr", typed=b"Salut\n")
    assert answers.asked[0] == {
        "sender": "delegate-7",
        "message": "Salut",
        "metadata": {"channel": "terminal", "language": "fr"},
    }


def test_a_line_that_is_not_utf_8_costs_that_line(program, answers):
    outcome = program("chat", typed=b"caf\xe9\nSalut\n")
    assert (outcome.status, outcome.out) == (1, "Bonjour.\n\n")
    assert outcome.errors == "Line 1 is not UTF-8 text and was passed over. Save the messages as UTF-8.\n"


def test_no_lines_no_turns(program, answers):
    assert program("chat").out == ""
    assert answers.asked == []


def test_staff_say_that_they_are(program, answers):
    program("chat", "--staff", typed=b"schedule a seminar\n")
    assert answers.asked[0]["metadata"] == {"channel": "terminal", "role": "staff"}
