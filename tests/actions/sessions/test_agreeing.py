from __future__ import annotations

import pytest

from nlu.texts import LANGUAGES, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_yes_agrees_and_goes_on(world, language):
    session, talk = world.session("Remittances"), world.talk("ann", language, consent=False)
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    reply = talk.says("affirm", "yes")
    assert world.people.of("rest", "ann").consented_at is not None
    assert [button.title for button in reply.buttons] == [texts(language).say("Yes"), texts(language).say("No")]


def test_a_typed_no_keeps_nothing(world):
    session, talk = world.session("Remittances"), world.talk("ann", consent=False)
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    assert talk.says("deny", "no").text == "All right, I have changed nothing."
    assert world.people.of("rest", "ann") is None


def test_without_a_session_it_is_said(world):
    talk = world.talk("ann", consent=False)
    reply = talk.presses('/sessions{"do":"remind"}')
    assert talk.presses(reply.buttons[0].payload).text == "Thank you. I remember you from now on."


def test_the_channel_is_part_of_who_it_is(world):
    session, talk = world.session("Remittances"), world.talk("ann", consent=False)
    talk.metadata["channel"] = "terminal"
    talk.presses(f'/sessions{{"do":"join","of":"{session.id}"}}')
    talk.says("affirm", "yes")
    assert world.people.of("rest", "ann") is None
    assert world.people.of("terminal", "ann") is not None
