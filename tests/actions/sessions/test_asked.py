from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.sessions.asked import Asked, press


def asked(*ids: str, **slots):
    events = [{"event": "user", "text": "x", "message_id": id, "input_channel": "rest"} for id in ids]
    message = {"text": "x", "entities": [{"entity": "do", "value": "join"}, {"entity": "of", "value": "abc"}]}
    return Asked.of_tracker(
        Tracker.from_dict(
            {"sender_id": "ann", "slots": {"language": "en", **slots}, "latest_message": message, "events": events}
        )
    )


def test_what_a_button_says():
    turn = asked("1")
    assert (turn.do, turn.of, turn.channel, turn.key, turn.message) == ("join", "abc", "rest", "ann", "1")
    assert (turn.group, turn.is_staff, turn.pending, turn.words) == (False, False, None, "")


@pytest.mark.parametrize(
    ("ids", "counts"), [(("1", "2"), True), (("1", "x", "2"), False), (("2",), False), (("", "2"), False)]
)
def test_what_is_pending_counts_for_the_next_message_only(ids, counts):
    pending = asked(*ids, pending={"do": "join_yes", "of": "abc", "after": "1"}).pending
    assert pending == ({"do": "join_yes", "of": "abc", "after": "1"} if counts else None)


@pytest.mark.parametrize("slot", [None, "x", [], {}, {"do": 1, "after": 2}])
def test_a_slot_of_another_version_is_passed_over(slot):
    assert asked("1", "2", pending=slot, listing=slot, zone=slot if isinstance(slot, str) else None).pending is None


def test_a_question_goes_with_two_buttons_and_is_kept():
    answer = asked("1").asks("Really?", "", do="join_yes", of="abc")
    assert answer.reply.text == "Really?"
    assert [(button.title, button.payload) for button in answer.reply.buttons] == [
        ("Yes", '/sessions{"do":"join_yes","of":"abc"}'),
        ("No", '/sessions{"do":"no"}'),
    ]
    assert answer.slots["pending"] == {"do": "join_yes", "of": "abc", "no": "no", "after": "1"}
    assert asked("1").answer("Done").slots == {"pending": None}


def test_another_list_keeps_the_question_of_the_last():
    turn = asked("1", listing={"words": "remittances", "at": "x", "ids": ["a"], "then": "list"})
    assert turn.showing("b", "c", then="join") == {
        "words": "remittances", "at": "x", "ids": ["b", "c"], "then": "join", "after": turn.message, "first": 1,
    }  # fmt: skip


def test_a_button_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="at most 64 fit"):
        press("Yes", "join_yes", "a" * 60)
