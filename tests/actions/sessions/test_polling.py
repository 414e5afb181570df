from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from nlu.texts import LANGUAGES
from programme import Polls


@pytest.fixture
def opened(world):
    first = datetime(world.now.year + 1, 1, 14, 15)
    starts = (first, first + timedelta(days=1), first + timedelta(days=2))
    return Polls(world.programme.database).open(
        "Preparatory meeting", zone="America/New_York", minutes=60, starts=starts, names=("Ann", "Bob"), now=world.now
    )


def test_one_time_after_the_other_in_the_persons_zone(world, opened):
    talk = world.talk("ann", zone="Pacific/Fiji")
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    assert reply.text.startswith("A time for “Preparatory meeting”: 1 of 3")
    assert "15 January" in reply.text  # in Fiji it is the next day
    assert [button.title for button in reply.buttons] == ["It suits", "If need be", "It does not"]
    reply = talk.presses_titled(reply, "It suits")
    reply = talk.presses_titled(reply, "If need be")
    assert "3 of 3" in reply.text
    reply = talk.presses_titled(reply, "It does not")
    assert reply.text.startswith("Thank you. These are the answers on “Preparatory meeting”:")
    assert reply.text.count("your answer: ") == 3
    poll = Polls(world.programme.database).get(opened.poll.id)
    assert [(each.yes, each.maybe, each.no) for each in poll.options] == [
        (("Ann",), (), ()), ((), ("Ann",), ()), ((), (), ("Ann",)),
    ]  # fmt: skip
    reply = talk.presses_titled(reply, "Change 3")
    talk.presses_titled(reply, "It suits")
    assert Polls(world.programme.database).votes(opened.poll.id, world.person("ann")) == {
        1: "yes",
        2: "maybe",
        3: "yes",
    }


def test_a_link_of_somebody_else_and_one_that_is_none(world, opened):
    world.talk("ann").presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    reply = world.talk("bob").presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    assert reply.text.startswith("Somebody else has used that link")
    reply = world.talk("bob").presses('/sessions{"do":"poll","of":"aaaaaaaaaaaaaaaaaaaaaaaaaa"}')
    assert reply.text.startswith("That poll is not there")


def test_consent_first_then_the_poll(world, opened):
    talk = world.talk("ann", consent=False)
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    assert "I have to remember you" in reply.text
    assert talk.presses_titled(reply, "I agree").text.startswith("A time for “Preparatory meeting”")
    talk = world.talk("telegram-1", consent=False)
    talk.metadata["channel"] = "telegram"
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Bob"]}"}}')
    assert [button.payload for button in reply.buttons] == [f'/consent{{"of":"poll:{opened.tokens["Bob"]}"}}']
    talk.metadata["person"] = world.people.remember("telegram", "4711", consent=world.now).id
    reply = talk.presses(f'/sessions{{"do":"join","of":"poll:{opened.tokens["Bob"]}"}}')
    assert reply.text.startswith("A time for “Preparatory meeting”")


def test_a_closed_poll_says_the_time(world, opened):
    polls, talk = Polls(world.programme.database), world.talk("ann", zone="America/New_York")
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    polls.close(opened.poll.id, 2, world.now)
    assert talk.presses(reply.buttons[0].payload).text == "That poll is closed: nobody can answer it any more."
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    assert reply.text.startswith("The poll on “Preparatory meeting” is closed. The time is: ")
    assert "15 January" in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, opened, language):
    talk = world.talk("ann", language)
    reply = talk.presses(f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}')
    for _ in range(3):
        assert reply.language == language
        reply = talk.presses(reply.buttons[0].payload)
    assert "Preparatory meeting" in reply.text
