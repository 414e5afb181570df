from __future__ import annotations

from datetime import timedelta

import pytest

from nlu.texts import LANGUAGES
from programme import Surveys


def test_two_questions(world):
    session, talk = world.session("Remittances", days=-1), world.talk("ann")
    world.full(session, "ann")
    reply = talk.presses(f'/sessions{{"do":"rate","of":"{session.id}"}}')
    assert [button.title for button in reply.buttons] == ["1", "2", "3", "4", "5"]
    reply = talk.presses_titled(reply, "4")
    assert reply.text == "Thank you. Would you come again to a session like “Remittances”?"
    assert talk.says("affirm", "yes").text == "Thank you for your answers."
    results = Surveys(world.programme.database).results(session.id)
    assert (results.useful, results.again_yes, results.again_no) == ((0, 0, 0, 1, 0), 1, 0)
    talk.presses(f'/sessions{{"do":"rate","of":"{session.id}.2"}}')
    talk.says("deny", "no")
    results = Surveys(world.programme.database).results(session.id)
    assert (results.useful, results.again_yes, results.again_no) == ((0, 1, 0, 0, 0), 0, 1)


def test_the_next_of_the_series_follows(world):
    plan = world.plan("Course", days=-1, kind="course")
    first, second = world.sessions.add_series(plan, "FREQ=WEEKLY;COUNT=2", world.now - timedelta(days=9))
    talk = world.talk("ann")
    world.full(first, "ann")
    reply = talk.presses(f'/sessions{{"do":"again","of":"{first.id}.yes"}}')
    assert "The next session of the series is “Course”." in reply.text
    assert f'/sessions{{"do":"show","of":"{second.id}"}}' in [button.payload for button in reply.buttons]


def test_who_was_not_registered_and_too_early(world):
    over, ahead, talk = world.session("Remittances", days=-1), world.session("Asylum"), world.talk("ann")
    world.full(ahead, "ann")
    assert talk.presses(f'/sessions{{"do":"rate","of":"{over.id}.4"}}').text.startswith(
        "You have no place in that session"
    )
    assert talk.presses(f'/sessions{{"do":"rate","of":"{ahead.id}.4"}}').text.startswith("It is too early for that.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session, talk = world.session("Remittances", days=-1), world.talk("ann", language)
    world.full(session, "ann")
    reply = talk.presses(f'/sessions{{"do":"rate","of":"{session.id}.5"}}')
    assert (reply.language, len(reply.buttons)) == (language, 2)
