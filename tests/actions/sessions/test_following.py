from __future__ import annotations

import pytest

from actions.sessions.following import topic_key
from bot.replies import PAYLOAD_BYTES
from nlu.texts import LANGUAGES
from programme import Interests

LONG = "Изменение климата, перемещение населения и международное право в Тихом океане"


def test_the_topic_of_a_session(world):
    session, talk = world.session("Rising seas", topic="Climate mobility"), world.talk("ann")
    reply = talk.presses(f'/sessions{{"do":"follow","of":"{session.id}"}}')
    assert reply.text == "I write to you when a session on “Climate mobility” is announced."
    interests = Interests(world.programme.database)
    assert interests.of(world.person("ann")) == ["Climate mobility"]
    assert "Climate mobility" in talk.presses('/sessions{"do":"follow"}').text
    assert talk.presses(reply.buttons[0].payload).text == "I do not write to you about “Climate mobility” any more."
    assert interests.of(world.person("ann")) == []
    assert talk.presses('/sessions{"do":"follow"}').text.startswith("You follow no topic.")


def test_a_long_topic_fits_on_a_button(world):
    session, talk = world.session("Океан", topic=LONG), world.talk("ann")
    reply = talk.presses(f'/sessions{{"do":"follow","of":"{session.id}"}}')
    assert len(reply.buttons[0].payload) <= PAYLOAD_BYTES
    talk.presses(reply.buttons[0].payload)
    assert Interests(world.programme.database).of(world.person("ann")) == []


@pytest.mark.parametrize("topic", ["climate", "Climate mobility", LONG, "a" * 100, "التنقل المناخي"])
def test_keys_are_short(topic):
    assert len(topic_key(topic).encode()) <= 24


def test_in_words(world):
    world.session("Rising seas", topic="Climate mobility")
    talk, interests = world.talk("ann"), Interests(world.programme.database)
    reply = talk.says("mine", "let me know about sessions on climate mobility")
    assert reply.text == "I write to you when a session on “Climate mobility” is announced."
    reply = talk.says("mine", "stop telling me about climate mobility")
    assert reply.text.startswith("I do not write to you about")
    assert interests.of(world.person("ann")) == []


def test_without_consent(world):
    session = world.session("Rising seas", topic="Climate mobility")
    reply = world.talk("bob", consent=False).presses(f'/sessions{{"do":"follow","of":"{session.id}"}}')
    assert "I have to remember you" in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    session, talk = world.session("Rising seas", topic="Climate"), world.talk("ann", language)
    reply = talk.presses(f'/sessions{{"do":"follow","of":"{session.id}"}}')
    assert (reply.language, "Climate" in reply.text) == (language, True)
