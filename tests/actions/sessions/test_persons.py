from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.sessions.asked import Asked
from actions.sessions.persons import person_of, zone_of_person


def asked(sender: str = "ann", *, zone: str | None = None, **metadata):
    message = {"text": "x", "metadata": metadata}
    events = [{"event": "user", "text": "x", "message_id": "1", "input_channel": "rest"}]
    return Asked.of_tracker(
        Tracker.from_dict({"sender_id": sender, "slots": {"zone": zone}, "latest_message": message, "events": events})
    )


def test_known_by_the_name_of_the_conversation(world):
    ann = world.people.remember("rest", "ann", consent=world.now)
    assert person_of(asked(), world.programme).id == ann.id
    assert person_of(asked("bob"), world.programme) is None
    assert person_of(asked(channel="terminal"), world.programme) is None
    assert person_of(asked(group=True), world.programme) is None


def test_who_has_withdrawn_is_nobody(world):
    ann = world.people.remember("rest", "ann", consent=world.now)
    world.people.withdraw(ann.id, world.now)
    assert person_of(asked(), world.programme) is None


def test_in_telegram_known_by_what_the_bot_says(world):
    ann = world.people.remember("telegram", "4711", consent=world.now)
    assert person_of(asked("telegram-x", channel="telegram", person=ann.id), world.programme).id == ann.id
    for person in (None, "", 4711, "nobody"):
        assert person_of(asked("4711", channel="telegram", person=person), world.programme) is None
    world.people.forget(ann.id)
    assert person_of(asked("telegram-x", channel="telegram", person=ann.id), world.programme) is None


@pytest.mark.parametrize(
    ("own", "said", "told", "found"),
    [
        ("Pacific/Fiji", "Europe/Paris", "Europe/Rome", "Pacific/Fiji"),
        (None, "Europe/Paris", "Europe/Rome", "Europe/Paris"),
        (None, None, "Europe/Rome", "Europe/Rome"),
        (None, "Nowhere/Land", None, None),
        (None, None, 5, None),
    ],
)
def test_whose_clocks(world, own, said, told, found):
    ann = world.people.remember("rest", "ann", consent=world.now)
    if own:
        world.people.set_zone(ann.id, own)
    turn = asked(zone=said, zone_of_app=None) if told is None else asked(zone=said)
    metadata = {} if told is None else {"zone": told}
    turn.turn.understood.message["metadata"].update(metadata)
    assert zone_of_person(turn, person_of(turn, world.programme)) == found
