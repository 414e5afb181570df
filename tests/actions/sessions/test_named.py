"""Sessions that a message calls by their titles."""

from __future__ import annotations

import pytest

from actions import knowledge_base
from actions.answer import ActionAnswer
from actions.sessions.asked import Asked
from actions.sessions.named import named
from bot.replies import State
from tests.actions.conversation import run, tracker


def asked(text: str, language: str = "en") -> Asked:
    return Asked.of_tracker(tracker(text, metadata={"language": language}))


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("could my minister be at the climate mobility round table?", "en"),
        ("et Climate mobility round table, c'est où ?", "fr"),
        ("Climate Mobility Round Table", "ru"),
    ],
)
def test_a_title_in_a_message_is_shown(world, words, language):
    session = world.session("Climate mobility round table")
    world.session("Rescue at sea clinic")
    found = named(asked(words, language), world.programme)
    assert found is not None
    assert "Climate mobility round table" in found.reply.text
    assert "Rescue" not in found.reply.text
    assert any(session.id in button.payload for button in found.reply.buttons)


def test_the_longest_title_counts(world):
    world.session("Climate mobility")
    world.session("Climate mobility round table")
    found = named(asked("where is the climate mobility round table held"), world.programme)
    assert found is not None
    assert "Climate mobility round table" in found.reply.text


@pytest.mark.parametrize("words", ["what is climate mobility?", "round table", "asylum", ""])
def test_half_a_title_is_none(world, words):
    world.session("Climate mobility round table")
    world.session("Asylum")
    assert named(asked(words), world.programme) is None


def test_what_is_over_is_not_meant(world):
    world.session("Climate mobility round table", days=-3)
    assert named(asked("the climate mobility round table"), world.programme) is None


async def test_the_library_comes_first_and_a_title_before_nothing(knowledge, world, monkeypatch):
    monkeypatch.setattr(knowledge_base, "shared", lambda: knowledge)
    world.session("Moot court: a boat in distress")
    reply, slots = await run(ActionAnswer(), tracker("is the moot court: a boat in distress worth it"))
    assert "Moot court: a boat in distress" in reply.text
    assert "answer" not in slots
    reply, slots = await run(ActionAnswer(), tracker("what is a refugee?"))
    assert reply.state == State.ANSWERED
    assert slots["answer"]
