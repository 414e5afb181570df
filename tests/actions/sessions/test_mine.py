from __future__ import annotations

from datetime import timedelta

import pytest

from nlu.texts import LANGUAGES, texts


def been(world, title, days, *, there):
    session = world.session(title, days=days, minutes=60)
    world.full(session, "ann")
    if there:
        world.bookings.attend(session.id, world.person("ann"), session.starts_at)
    return session


def test_what_is_ahead(world):
    one, two = world.session("Remittances", capacity=1), world.session("Asylum", days=5)
    talk = world.talk("ann")
    world.full(one, "other", "ann")
    world.full(two, "ann")
    reply = talk.says("mine", "my sessions")
    assert reply.text.startswith("You have 2 sessions ahead:\n\n1. Remittances\n")
    assert "You are number 1 on the waiting list." in reply.text
    assert "You are registered." in reply.text
    assert [button.title for button in reply.buttons] == ["1. Remittances", "2. Asylum", "Calendar", "Reminders"]


def test_nothing_yet(world):
    assert world.talk("ann").says("mine", "my sessions").text.startswith("You have no place in any session that is")
    assert "I keep nothing of you so far" in world.talk("bob", consent=False).says("mine", "my sessions").text


def test_was_i_there(world):
    talk = world.talk("ann")
    been(world, "Remittances", -3, there=True)
    been(world, "Asylum", -2, there=False)
    reply = talk.says("mine", "was I there?")
    assert reply.text.startswith("These sessions you were registered for:\n\n1. Asylum")
    assert (
        reply.text.index("You did not check in.")
        < reply.text.index("2. Remittances")
        < reply.text.index("You were there.")
    )
    assert talk.says("mine", "was I at the remittances seminar?").text.startswith(
        "Yes, you checked in at “Remittances”"
    )


def test_was_i_there_of_what_was_just_shown(world):
    talk = world.talk("ann")
    session = been(world, "Asylum", -2, there=False)
    been(world, "Remittances", -3, there=True)
    talk.presses(f'/sessions{{"do":"show","of":"{session.id}"}}')
    assert "but you did not check in" in talk.says("mine", "was I there?").text
    other = world.session("Detention", days=-4)
    talk.presses(f'/sessions{{"do":"show","of":"{other.id}"}}')
    assert talk.says("mine", "was I there?").text.startswith("You were not registered for “Detention”")


def test_checking_in_by_a_word(world):
    session, talk = (
        world.session("Remittances", days=0, minutes=60, link="https://meet.example.org/1"),
        world.talk("ann"),
    )
    assert talk.says("mine", "I'm here").text.startswith("None of your sessions takes place just now.")
    world.full(session, "ann")
    reply = talk.says("mine", "I'm here")
    assert reply.text.startswith("Thank you, you are checked in for “Remittances”.")
    assert "https://meet.example.org/1" in reply.text
    assert world.bookings.get(session.id, world.person("ann")).attended_at is not None


def test_two_at_a_time_are_asked_about(world):
    one, two = (world.session(title, days=0, minutes=60) for title in ("Remittances", "Asylum"))
    talk = world.talk("ann")
    world.full(one, "ann")
    world.full(two, "ann")
    reply = talk.says("mine", "check me in")
    assert reply.text == "At which session are you?"
    assert talk.presses(reply.buttons[0].payload).text.startswith("Thank you, you are checked in")


def test_too_early_to_check_in(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    world.full(session, "ann")
    reply = talk.presses(f'/sessions{{"do":"here","of":"{session.id}"}}')
    assert reply.text.startswith("It is too early for that. It can be done from this moment on: ")
    assert f"{session.starts_at - timedelta(minutes=15):%H:%M} (UTC" in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session, talk = world.session("Remittances"), world.talk("ann", language)
    world.full(session, "ann")
    reply, said = talk.presses('/sessions{"do":"mine"}'), texts(language)
    assert reply.text.startswith(said.count("You have one session ahead:", "You have {n} sessions ahead:", 1))
    assert said.say("You are registered.") in reply.text
