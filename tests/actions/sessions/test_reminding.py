from __future__ import annotations

import pytest

from actions.sessions.reminding import before
from nlu.texts import LANGUAGES, texts
from programme import Reminders


def test_chosen_by_a_button(world):
    talk, reminders = world.talk("ann"), Reminders(world.programme.database)
    reply = talk.presses('/sessions{"do":"remind"}')
    assert reply.text.startswith("I remind you of each session before it begins: 1 day, 1 hour.")
    assert [button.title for button in reply.buttons] == [
        "1 day, 1 hour before", "1 day before", "1 hour before", "15 minutes before", "No reminders",
    ]  # fmt: skip
    reply = talk.presses_titled(reply, "15 minutes before")
    assert reply.text == "I remind you of each session before it begins: 15 minutes."
    assert reminders.of(world.person("ann")) == (15,)
    assert talk.presses('/sessions{"do":"remind","of":"0"}').text == "I do not remind you of your sessions."
    assert reminders.of(world.person("ann")) == ()


def test_chosen_in_words(world):
    talk = world.talk("ann")
    assert talk.says("mine", "remind me 45 minutes before").text.endswith("before it begins: 45 minutes.")
    assert Reminders(world.programme.database).of(world.person("ann")) == (45,)


def test_out_of_range(world):
    talk = world.talk("ann")
    assert talk.presses('/sessions{"do":"remind","of":"2"}').text.startswith("That cannot be used")
    assert Reminders(world.programme.database).of(world.person("ann")) == (1440, 60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lengths_in_six_languages(language):
    said = texts(language)
    assert before(said, ()) == said.say("No reminders")
    shown = {before(said, (minutes,)) for minutes in (15, 60, 120, 1440, 2880)}
    assert len(shown) == 5
