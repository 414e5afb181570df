from __future__ import annotations

from datetime import timedelta

import pytest

from nlu.texts import LANGUAGES, texts


def test_nothing_is_changed_before_the_yes(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert "Shall I register you for “Remittances”" in reply.text
    assert world.bookings.get(session.id, world.person("ann")) is None
    reply = talk.says("affirm", "yes")
    assert reply.text.startswith("You are registered for “Remittances”: ")
    assert [(each.name, each.media_type, each.path) for each in reply.attachments] == [
        ("attache-session.ics", "text/calendar", f"calendar:{session.id}")
    ]
    assert world.bookings.get(session.id, world.person("ann")).state == "registered"


def test_a_no_leaves_it(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert talk.says("deny", "no").text == "All right, I have changed nothing."
    assert talk.says("affirm", "yes").text.startswith("There is nothing that waits for your yes.")
    assert world.bookings.get(session.id, world.person("ann")) is None


def test_a_yes_counts_only_as_the_next_message(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    talk.says("zone", "I am in Suva")
    assert talk.says("affirm", "yes").text.startswith("There is nothing that waits for your yes.")
    assert world.bookings.get(session.id, world.person("ann")) is None


def test_an_old_yes_of_another_conversation_of_the_same_name_does_not_count(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    talk.events = []  # Rasa begins a new session after an hour
    assert talk.says("affirm", "yes").text.startswith("There is nothing that waits for your yes.")


def test_who_is_not_remembered_is_asked_first_and_goes_on_from_there(world):
    session, talk = world.session("Remittances"), world.talk("ann", consent=False)
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert "I have to remember you" in reply.text
    assert world.people.of("rest", "ann") is None
    reply = talk.presses_titled(reply, "I agree")
    assert "Shall I register you for “Remittances”" in reply.text
    assert world.people.of("rest", "ann").consented_at is not None
    reply = talk.presses_titled(reply, "Yes")
    assert "You are registered" in reply.text


def test_in_telegram_the_bot_asks_for_consent(world):
    session, talk = world.session("Remittances"), world.talk("telegram-1", consent=False)
    talk.metadata = {"channel": "telegram"}
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert [button.payload for button in reply.buttons] == [f'/consent{{"of":"{session.id}"}}']
    assert "I have to remember you" in talk.presses(f'/sessions{{"do":"agree","of":"{session.id}"}}').text
    assert world.people.of("telegram", "telegram-1") is None
    talk.metadata["person"] = world.people.remember("telegram", "4711", consent=world.now).id
    assert "Shall I register you" in talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}').text


def test_in_a_group_nothing_personal(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    talk.metadata = {"group": True}
    for do in ("join", "join_yes", "leave", "leave_yes", "accept", "decline", "here", "mine", "remind", "move", "rate"):
        reply = talk.presses(f'/sessions{{"do":"{do}","of":"{session.id}"}}')
        assert reply.text.startswith("Others read along here"), do
    assert "Others read along" in talk.says("mine", "my sessions").text
    assert "Others read along" in talk.says("join", "register me for remittances").text
    assert "Remittances" in talk.says("sessions", "what is on").text
    assert world.bookings.get(session.id, world.person("ann")) is None


def test_what_is_at_the_same_time_is_said(world):
    one = world.session("Remittances", days=3)
    two = world.session("Statelessness", days=3, minutes=30)
    talk = world.talk("ann")
    world.bookings.register(one.id, world.person("ann"), world.now)
    reply = talk.presses(f'/sessions{{"do":"join","of":"{two.id}"}}')
    assert "at that time you have a place in “Remittances” already" in reply.text
    assert "Shall I register you for “Statelessness”" in reply.text


def test_waiting_then_a_place_offered_then_taken(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "first")
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert "has no place left. Shall I put you on the waiting list?" in reply.text
    reply = talk.says("affirm", "yes")
    assert "You are number 1 on the waiting list" in reply.text
    assert reply.attachments == ()
    world.bookings.cancel(session.id, world.person("first"), world.now)
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert "is kept for you until" in reply.text
    assert [button.title for button in reply.buttons] == ["Take it", "No, thank you"]
    reply = talk.says("affirm", "yes")
    assert reply.text.startswith("You are registered for “Remittances”")
    assert len(reply.attachments) == 1
    again = talk.presses(f'/sessions{{"do":"accept","of":"{session.id}"}}')
    assert again.text.startswith("You are registered for “Remittances”")


def test_an_offered_place_is_declined_by_a_word(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "first", "ann", "third")
    world.bookings.cancel(session.id, world.person("first"), world.now)
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    reply = talk.says("deny", "no thanks")
    assert reply.text == "Thank you. The place in “Remittances” goes to who is next."
    assert world.bookings.get(session.id, world.person("third")).state == "offered"


def test_an_offer_whose_time_is_over(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "first", "ann")
    world.bookings.cancel(session.id, world.person("first"), world.now - timedelta(days=2))
    reply = talk.presses(f'/sessions{{"do":"accept","of":"{session.id}"}}')
    assert reply.text.startswith("No place in that session is kept for you any more.")


def test_a_place_offered_is_not_left_by_an_old_button_once_it_is_taken(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.bookings.register(session.id, world.person("ann"), world.now)
    assert (
        "registered for “Remittances” already" in talk.presses(f'/sessions{{"do":"decline","of":"{session.id}"}}').text
    )
    assert world.bookings.get(session.id, world.person("ann")).state == "registered"


def test_who_has_a_place_is_told_so(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    world.bookings.register(session.id, world.person("ann"), world.now)
    assert (
        "You are registered for “Remittances” already"
        in talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}').text
    )


@pytest.mark.parametrize(
    ("days", "cancelled", "words"),
    [(-2, False, "That session has begun or is over"), (3, True, "That session does not take place.")],
)
def test_what_is_over_or_cancelled_is_refused(world, days, cancelled, words):
    session, talk = world.session("Remittances", days=days), world.talk("ann")
    if cancelled:
        world.sessions.cancel(session.id, world.now)
    for do in ("join", "join_yes"):
        assert talk.presses(f'/sessions{{"do":"{do}","of":"{session.id}"}}').text.startswith(words)


def test_a_session_that_is_not_there(world):
    reply = world.talk("ann").presses('/sessions{"do":"join","of":"aaaaaaaaaaaa"}')
    assert reply.text == "That session is not there, or not any more."
    assert [button.title for button in reply.buttons] == ["What is on"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session, talk = world.session("Remittances", link="https://meet.example.org/1"), world.talk("ann", language)
    said = texts(language)
    reply = talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert reply.language == language
    assert [button.title for button in reply.buttons] == [said.say("Yes"), said.say("No")]
    reply = talk.says("affirm", "yes")
    assert said.quote("Remittances") in reply.text
    assert "https://meet.example.org/1" in reply.text
    assert ("Shall I" in reply.text or "You are registered" in reply.text) == (language == "en")
