"""``attache ask``: one turn, through an engine that runs."""

from __future__ import annotations

import json

import pytest

from bot.replies import Button, Citation, Reply, State

pytestmark = pytest.mark.loopback

REPLY = Reply(
    text="Found:\n“shall not be returned”\nArticle 33(1)",
    language="en",
    state=State.ANSWERED,
    quote="shall not be returned",
    citations=(
        Citation(document="a.md", title="A", label="Article 33(1)", text="shall not be returned.", quote="returned"),
    ),
    buttons=(Button("Why", "/why"),),
)


@pytest.fixture
def answers(engine):
    engine.says([{"text": REPLY.text, "custom": REPLY.to_dict()}])
    return engine


def test_json_is_the_list_of_replies(attache, answers):
    outcome = attache("ask", "May a refugee be returned?", "--json")
    assert (outcome.status, outcome.errors) == (0, "")
    assert [Reply.from_dict(item) for item in json.loads(outcome.out)] == [REPLY]


def test_for_people_it_is_the_text(program, answers):
    outcome = program("ask", "May", "a", "refugee", "be", "returned?")
    assert (outcome.status, outcome.errors) == (0, "")
    assert outcome.out == "Found:\n“shall not be returned”\nArticle 33(1)\n[1] Why\n"
    assert answers.asked[0]["message"] == "May a refugee be returned?"


def test_each_call_is_a_conversation_of_its_own(attache, answers):
    attache("ask", "one")
    attache("ask", "two")
    first, second = (asked["sender"] for asked in answers.asked)
    assert first != second


def test_a_conversation_can_be_named_and_its_language_fixed(attache, answers):
    attache("ask", "¿Y en el mar?", "--sender", "delegate-7", "--language", "es")
    assert answers.asked == [
        {
            "sender": "delegate-7",
            "message": "¿Y en el mar?",
            "metadata": {"channel": "terminal", "language": "es"},
        }
    ]


@pytest.mark.parametrize("question", ["", "😀", "x" * 100_000])
def test_empty_only_emoji_and_very_long_go_to_the_engine_which_has_words_for_them(attache, answers, question):
    assert attache("ask", question).status == 0
    assert answers.asked[0]["message"] == question[:20_001]


def test_when_the_engine_fails_it_is_said_to_both_and_a_status(attache, engine):
    engine.says([])
    outcome = attache("ask", "Peut-on renvoyer un réfugié ?", "--json")
    (reply,) = (Reply.from_dict(item) for item in json.loads(outcome.out))
    assert (outcome.status, reply.state, reply.language) == (1, State.UNAVAILABLE, "fr")
    assert outcome.errors == (
        "The dialogue engine could not finish this turn. Its log says why; see: attache doctor.\n"
    )


def test_when_the_engine_is_slow_the_limit_is_named(attache, engine, monkeypatch):
    monkeypatch.setenv("ATTACHE_TURN_SECONDS", "0.2")
    engine.seconds = 2.0
    outcome = attache("ask", "x")
    assert outcome.status == 1
    assert outcome.errors.startswith("The dialogue engine did not answer within 0.2 seconds.")


def test_without_a_question_it_is_a_usage_error(attache):
    assert attache("ask").status == 2


def test_bytes_that_are_not_utf_8(program):
    outcome = program("ask", b"caf\xe9")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == ("The question is not UTF-8 text. Set the terminal to UTF-8, or put it into a file.\n")


def test_with_nothing_built_it_says_what_to_do(attache, home):
    outcome = attache("ask", "x")
    assert outcome.status == 1
    assert outcome.errors.splitlines()[-1] == f"There is no trained model in {home / 'models'} yet. Run: attache ready."


def test_staff_say_that_they_are(attache, answers):
    attache("ask", "schedule a seminar", "--staff")
    assert answers.asked[0]["metadata"] == {"channel": "terminal", "role": "staff"}
