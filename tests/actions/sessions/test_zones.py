from __future__ import annotations

import pytest

from nlu.texts import LANGUAGES

SUVA = {
    "ar": "أنا في سوفا",
    "en": "I am in Suva",
    "es": "estoy en Suva",
    "fr": "je suis à Suva",
    "ru": "я в Суве",
    "zh": "我在苏瓦",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_remembered(world, language):
    talk = world.talk("ann", language)
    reply = talk.says("zone", SUVA[language])
    assert reply.language == language
    assert world.people.of("rest", "ann").zone == "Pacific/Fiji"
    assert talk.slots["zone"] == "Pacific/Fiji"


def test_for_who_is_not_remembered_in_this_conversation(world):
    world.session("Remittances", zone="Europe/Zurich")
    talk = world.talk("bob", consent=False)
    talk.says("zone", "I am in Suva")
    assert world.people.of("rest", "bob") is None
    assert "(Fiji time)" in talk.says("sessions", "what's on").text
    reply = talk.presses(talk.says("sessions", "what's on").buttons[0].payload)
    talk.presses(talk.presses_titled(reply, "Register").buttons[0].payload)
    assert world.people.of("rest", "bob").zone == "Pacific/Fiji"


def test_a_country_of_several_is_asked_back(world):
    talk = world.talk("ann")
    reply = talk.says("zone", "I am in the United States")
    assert reply.text.startswith("There are several time zones there.")
    assert '/sessions{"do":"zone","of":"America/New_York"}' in [button.payload for button in reply.buttons]
    assert "New York" in talk.presses('/sessions{"do":"zone","of":"America/New_York"}').text


def test_a_place_that_is_none(world):
    assert world.talk("ann").says("zone", "I am at home").text.startswith("Which place are you in?")
    assert "time zone" in world.talk("ann").presses('/sessions{"do":"zone","of":"Europe/Pariss"}').text
    assert "Europe/Paris" in world.talk("ann").presses('/sessions{"do":"zone","of":"Europe/Pariss"}').text
