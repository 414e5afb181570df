from __future__ import annotations

import pytest


def test_which_of_several_is_asked(world):
    world.session("Remittances and banks")
    world.session("Remittances and development", days=5)
    talk = world.talk("ann")
    reply = talk.says("join", "register me for the seminar on remittances")
    assert reply.text.startswith("Which session do you mean?")
    assert [button.title for button in reply.buttons] == ["1. Remittances and banks", "2. Remittances and development"]
    assert talk.says("join", "the first one").text.startswith("Shall I register you for “Remittances and banks”")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "سجلني فيها من فضلك"),
        ("ar", "سجلني في هذه الندوة"),
        ("en", "book it"),
        ("es", "inscríbame en esa"),
        ("fr", "inscrivez-moi à cette séance"),
        ("ru", "запишите меня на него"),
        ("zh", "帮我报名这一场"),
    ],
)
def test_what_was_shown_is_meant_by_a_word_that_points(world, language, words):
    session = world.session("Remittances")
    world.session("Asylum law", days=5)
    talk = world.talk("ann", language)
    talk.presses(f'/sessions{{"do":"show","of":"{session.id}"}}')
    talk.says("join", words)
    assert talk.slots["pending"]["of"] == session.id


def test_among_those_that_were_shown(world):
    world.session("Remittances")
    world.session("Asylum law", days=5)
    world.session("Detention", days=60)
    talk = world.talk("ann")
    talk.says("sessions", "what's on before next year?")
    shown = talk.slots["listing"]["ids"]
    reply = talk.says("join", "sign me up")
    assert [button.payload for button in reply.buttons] == [f'/sessions{{"do":"join","of":"{id}"}}' for id in shown]


def test_what_is_not_there_is_said_with_what_is(world):
    world.session("Remittances")
    reply = world.talk("ann").says("join", "register me for the seminar tomorrow")
    assert reply.text.startswith("There is nothing of that kind in the programme then.")
    assert reply.buttons[0].title == "1. Remittances"


def test_a_session_that_is_gone_is_not_pointed_to(world):
    world.session("Remittances")
    talk = world.talk("ann")
    talk.slots["listing"] = {"words": "", "at": "", "ids": ["aaaaaaaaaaaa"], "then": "list"}
    assert "Which session do you mean?" in talk.says("join", "sign me up").text
