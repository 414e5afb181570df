from __future__ import annotations

import pytest

from actions.sessions.handlers import HANDLERS
from nlu.texts import LANGUAGES

ANOTHER = {
    "ar": "سجل زميلي في الندوة",
    "en": "register my colleague for the seminar",
    "es": "inscribe a mi colega en el seminario",
    "fr": "inscrivez ma collègue au séminaire",
    "ru": "запишите моего коллегу на семинар",
    "zh": "帮我同事报名研讨会",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_registers_somebody_else(world, language):
    session, talk = world.session("Remittances"), world.talk("ann", language)
    reply = talk.says("join", ANOTHER[language])
    assert reply.language == language
    assert talk.slots["pending"] is None
    assert '"join' not in str(reply.buttons)
    assert world.bookings.inside(session.id) == []
    assert ("I register only the person who writes to me" in reply.text) == (language == "en")


def test_registering_in_words(world):
    world.session("Remittances and development")
    world.session("Asylum law", days=5)
    talk = world.talk("ann")
    reply = talk.says("join", "sign me up for the seminar on remittances")
    assert reply.text.startswith("Shall I register you for “Remittances and development”")


def test_what_was_shown_is_pointed_to(world):
    world.session("Remittances")
    world.session("Asylum law", days=5)
    talk = world.talk("ann")
    talk.says("sessions", "what's on")
    assert talk.says("join", "register me for the second one").text.startswith("Shall I register you for “Asylum law”")
    talk.says("sessions", "what's on")
    assert talk.says("join", "sign me up").text.startswith("Which session do you mean?")
    talk.says("sessions", "anything on remittances?")
    assert talk.says("join", "sign me up please").text.startswith("Shall I register you for “Remittances”")


def test_registering_for_what_has_passed(world):
    world.session("Remittances")
    reply = world.talk("ann").says("join", "register me for the seminar on remittances yesterday")
    assert reply.text.startswith("That time has passed.")


def test_registering_on_a_day_of_two_meanings(world):
    year = world.now.year + 1
    world.session("Remittances")
    talk = world.talk("ann")
    reply = talk.says("join", f"register me for the session on 03/04/{year}")
    assert len(reply.buttons) == 2
    assert "There is nothing of that kind" in talk.presses(reply.buttons[0].payload).text or talk.slots["pending"]


def test_nothing_that_waits_for_a_word(world):
    talk = world.talk("ann")
    assert talk.says("affirm", "yes").text.startswith("There is nothing that waits for your yes.")
    assert talk.says("deny", "no").text == "All right, I have changed nothing."


def test_a_button_of_another_version_shows_what_there_is(world):
    world.session("Remittances")
    assert "Remittances" in world.talk("ann").presses('/sessions{"do":"dance","of":"x"}').text


@pytest.mark.parametrize("do", sorted(HANDLERS))
def test_whatever_a_button_names_there_is_a_sentence(world, do):
    for of in ("", "aaaaaaaaaaaa", "a.b.c", "/", "2026-13-45", "9" * 40, "ق", "poll:x"):
        for talk in (world.talk("ann"), world.talk("bob", consent=False)):
            reply = talk.presses(f'/sessions{{"do":"{do}","of":"{of}"}}')
            assert reply.text
            assert "did not work" not in reply.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "pls take me off the list for the seminar on remittances"), ("fr", "enlevez-moi de la liste Remittances")],
)
def test_off_the_list_is_no_wish_for_a_place(world, language, words):
    session, talk = world.session("Remittances"), world.talk("ann", language)
    world.bookings.register(session.id, world.person("ann"), world.now)
    talk.says("join", words)
    assert talk.slots["pending"]["do"] == "leave_yes"
