"""A choice among what was listed in the message before."""

from __future__ import annotations

import pytest

from actions.sessions.picking import ACTION, to_sessions

CHOICES = [
    ("en", "2"), ("en", "the second one"), ("en", "Number 2 please"), ("en", "2nd"), ("fr", "la deuxième"),
    ("fr", "n° 2"), ("es", "la segunda, por favor"), ("ru", "вторая"), ("ru", "вторую пожалуйста"), ("ar", "الثانية"),
    ("ar", "رقم 2"), ("zh", "第二个"), ("zh", "我要第二场"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words"), CHOICES)
def test_a_number_opens_what_was_listed(world, language, words):
    world.session("Remittances")
    world.session("Rescue at sea", days=4)
    talk = world.talk("ann", language)
    talk.says("sessions", "")
    assert "Rescue at sea" in talk.says("sessions", words).text


def test_the_numbers_of_the_second_page_are_those_that_are_shown(world):
    for number in range(1, 8):
        world.session(f"Session {number}", days=number)
    talk = world.talk("ann")
    talk.presses_titled(talk.says("sessions", "what's on?"), "Next page")
    assert "Session 7" in talk.says("sessions", "7").text


def test_where_a_place_is_wanted_a_number_takes_it(world):
    world.session("Remittances")
    world.session("Remittances again", days=4)
    talk = world.talk("ann")
    assert "Which session" in talk.says("join", "register me for the session on remittances").text
    assert "Shall I register you for" in talk.says("sessions", "the first one").text


def call(words: str, listing: dict[str, object] | None, *, action: str = "action_answer") -> dict[str, object]:
    user = {"event": "user", "parse_data": {}}
    return {
        "next_action": action,
        "tracker": {
            "sender_id": "ann",
            "slots": {"listing": listing},
            "latest_message": {"text": words, "entities": [], "metadata": {}},
            "events": [
                {**user, "text": "what is on", "message_id": "m1"},
                {**user, "text": words, "message_id": "m2"},
            ],
            "paused": False,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


LISTED = {"ids": ["aaaaaaaaaaaa", "bbbbbbbbbbbb"], "then": "list", "after": "m1", "first": 1}


@pytest.mark.parametrize("words", ["2", "the first one", "последняя"])
def test_whatever_it_was_taken_for_it_goes_to_the_sessions(words):
    assert to_sessions(call(words, LISTED))["next_action"] == ACTION


@pytest.mark.parametrize(
    ("words", "listing"),
    [
        ("9", LISTED),
        ("first country of asylum", LISTED),
        ("what is the second ground?", LISTED),
        ("", LISTED),
        ("2", {**LISTED, "after": "m0"}),
        ("2", {**LISTED, "ids": []}),
        ("2", None),
    ],
)
def test_anything_else_stays_what_it_was(words, listing):
    assert to_sessions(call(words, listing))["next_action"] == "action_answer"
