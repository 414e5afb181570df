from __future__ import annotations

import pytest

from actions.sessions.details import KINDS
from nlu.texts import LANGUAGES, texts


def show(talk, session):
    return talk.presses(f'/sessions{{"do":"show","of":"{session.id}"}}')


def test_who_is_registered_sees_where_to_join(world):
    session = world.session("Remittances", link="https://meet.example.org/1", place="Room 5", capacity=2)
    talk = world.talk("ann")
    reply = show(talk, session)
    assert "https://meet.example.org/1" not in reply.text
    assert "Online; who is registered sees the address." in reply.text
    assert "Where: Room 5" in reply.text
    assert [button.title for button in reply.buttons] == ["Register", "What is on"]
    world.bookings.register(session.id, world.person("ann"), world.now)
    reply = show(talk, session)
    assert "You are registered." in reply.text
    assert "Join here: https://meet.example.org/1" in reply.text
    assert [button.title for button in reply.buttons] == ["Leave it", "What is on"]


def test_in_a_group_nobody_is_known(world):
    session, talk = world.session("Remittances", link="https://meet.example.org/1"), world.talk("ann")
    world.bookings.register(session.id, world.person("ann"), world.now)
    talk.metadata["group"] = True
    reply = show(talk, session)
    assert "https://" not in reply.text
    assert "You are registered" not in reply.text


def test_waiting_and_offered(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "first")
    assert [button.title for button in show(talk, session).buttons] == ["Waiting list", "What is on"]
    world.full(session, "ann")
    assert "You are number 1 on the waiting list" in show(talk, session).text
    world.bookings.cancel(session.id, world.person("first"), world.now)
    reply = show(talk, session)
    assert "A place is kept for you until" in reply.text
    assert [button.title for button in reply.buttons][:2] == ["Take the place", "No, thank you"]


def test_a_series_names_its_other_dates(world):
    made = world.sessions.add_series(world.plan("Course", kind="course", days=1), "FREQ=DAILY;COUNT=3", world.now)
    reply = show(world.talk("ann", zone="Europe/Zurich"), made[0])
    assert "Other dates of the series: " in reply.text
    assert reply.text.startswith("Course session: Course\n")


def test_cancelled_and_over(world):
    cancelled, over = world.session("Asylum"), world.session("Remittances", days=-2)
    world.sessions.cancel(cancelled.id, world.now)
    talk = world.talk("ann")
    reply = show(talk, cancelled)
    assert "This session does not take place." in reply.text
    assert [button.title for button in reply.buttons] == ["What is on"]
    assert "It is over." in show(talk, over).text


def test_what_takes_place_now_offers_to_check_in(world):
    session, talk = world.session("Remittances", days=0, minutes=60), world.talk("ann")
    world.full(session, "ann")
    reply = show(talk, session)
    assert "I am here" in [button.title for button in reply.buttons]
    talk.presses_titled(reply, "I am here")
    reply = show(talk, session)
    assert "You were there." in reply.text
    assert "I am here" not in [button.title for button in reply.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session = world.session("Remittances", topic="remittances", host="Dr A. Example", audience="Delegates", capacity=9)
    reply, said = show(world.talk("ann", language), session), texts(language)
    assert reply.language == language
    kind = said.say(KINDS["seminar"])
    assert reply.text.startswith(said.say("{kind}: {title}", kind=kind, title=said.foreign("Remittances")))
    assert said.say("Follow this topic") in [button.title for button in reply.buttons]
    assert ("With: " in reply.text or "Places: " in reply.text) == (language == "en")
