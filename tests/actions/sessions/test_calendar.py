from __future__ import annotations

import re

import pytest

from nlu.texts import LANGUAGES
from programme import Feeds

ADDRESS = re.compile(r"webcal://calendar\.example\.org/([a-z2-7]{26})\.ics")


def test_an_address_made_shown_once_made_anew_and_revoked(world):
    talk, feeds = world.talk("ann"), Feeds(world.programme.database)
    reply = talk.presses('/sessions{"do":"calendar"}')
    assert "webcal://calendar.example.org/programme.ics" in reply.text
    assert [button.title for button in reply.buttons] == ["Make an address"]
    reply = talk.presses_titled(reply, "Make an address")
    first = ADDRESS.search(reply.text)[1]
    assert feeds.person_of(first) == world.person("ann")
    reply = talk.presses('/sessions{"do":"calendar"}')
    assert ADDRESS.search(reply.text) is None
    second = ADDRESS.search(talk.presses_titled(reply, "New address").text)[1]
    assert [feeds.person_of(token) for token in (first, second)] == [None, world.person("ann")]
    assert talk.presses('/sessions{"do":"calendar_off"}').text == "The address works no longer."
    assert feeds.person_of(second) is None
    assert talk.presses('/sessions{"do":"calendar_off"}').text == "You have no calendar address."


def test_nothing_of_a_person_without_consent_or_in_a_group(world):
    talk = world.talk("bob", consent=False)
    for do in ("calendar", "calendar_new"):
        reply = talk.presses(f'/sessions{{"do":"{do}"}}')
        assert "I have to remember you" in reply.text
        assert "programme.ics" in reply.text
    talk = world.talk("ann")
    talk.metadata["group"] = True
    for do in ("calendar", "calendar_new", "calendar_off"):
        reply = talk.presses(f'/sessions{{"do":"{do}"}}')
        assert "Others read along here" in reply.text
        assert reply.buttons == ()
    assert not Feeds(world.programme.database).has(world.person("ann"))


def test_where_there_are_no_feeds(world, monkeypatch):
    object.__setattr__(world.programme, "config", world.programme.config.copy(update={"calendar_url": ""}))
    for do in ("calendar", "calendar_new"):
        assert world.talk("ann").presses(f'/sessions{{"do":"{do}"}}').text.startswith("There are no calendar addresses")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    talk = world.talk("ann", language)
    assert talk.presses('/sessions{"do":"calendar"}').language == language
    assert ADDRESS.search(talk.presses('/sessions{"do":"calendar_new"}').text)
