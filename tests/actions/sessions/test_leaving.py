from __future__ import annotations

import pytest

from nlu.texts import LANGUAGES, texts


def test_a_place_is_given_back_after_a_yes(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "ann", "next")
    reply = talk.presses(f'/sessions{{"do":"leave","of":"{session.id}"}}')
    assert reply.text.startswith("Shall I give your place in “Remittances”")
    assert world.bookings.get(session.id, world.person("ann")).state == "registered"
    reply = talk.says("affirm", "yes")
    assert reply.text == "Your place in “Remittances” is given back."
    assert [each.path for each in reply.attachments] == [f"calendar:{session.id}:cancel"]
    assert world.bookings.get(session.id, world.person("next")).state == "offered"
    assert talk.presses(f'/sessions{{"do":"leave_yes","of":"{session.id}"}}').text.startswith("You have no place in")


def test_off_the_waiting_list_without_a_file(world):
    session, talk = world.session("Remittances", capacity=1), world.talk("ann")
    world.full(session, "first", "ann")
    assert "off the waiting list" in talk.presses(f'/sessions{{"do":"leave","of":"{session.id}"}}').text
    reply = talk.says("affirm", "yes")
    assert reply.text == "You are off the waiting list of “Remittances”."
    assert reply.attachments == ()


def test_in_words_the_only_one_is_meant(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    world.full(session, "ann")
    assert "“Remittances”" in talk.says("leave", "I can't come, cancel my place").text


def test_in_words_one_of_several(world):
    one, two = world.session("Remittances"), world.session("Asylum law", days=4)
    for each in (one, two):
        world.full(each, "ann")
    talk = world.talk("ann")
    assert talk.says("leave", "cancel my place in the asylum seminar").text.startswith(
        "Shall I give your place in “Asylum"
    )
    reply = talk.says("leave", "cancel my place")
    assert reply.text.startswith("Which session do you want to leave?")
    assert talk.presses(reply.buttons[0].payload).text.startswith("Shall I give your place in “Remittances”")


def test_nothing_to_leave(world):
    world.session("Remittances")
    assert world.talk("ann").says("leave", "cancel my place").text.startswith("You have no place in any session")


@pytest.mark.parametrize(
    ("what", "words"), [("leave", "take me off the list"), ("move", "can I come on Friday instead")]
)
def test_who_is_not_remembered_has_no_place_and_is_asked_for_nothing(world, what, words):
    world.session("Remittances")
    reply = world.talk("stranger", consent=False).says(what, words)
    assert reply.text.startswith("You have no place in any session: I keep nothing of you so far.")
    assert [button.title for button in reply.buttons] == ["What is on"]


def test_what_has_begun_is_not_left(world):
    session, talk = world.session("Remittances", days=-1), world.talk("ann")
    world.full(session, "ann")
    assert "has begun or is over" in talk.presses(f'/sessions{{"do":"leave","of":"{session.id}"}}').text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session, talk = world.session("Remittances"), world.talk("ann", language)
    world.full(session, "ann")
    talk.presses(f'/sessions{{"do":"leave","of":"{session.id}"}}')
    reply = talk.says("affirm", "yes")
    said = texts(language)
    assert reply.text == said.say("Your place in {title} is given back.", title=said.quote("Remittances"))
