"""Sessions that a message calls by their titles."""

from __future__ import annotations

import pytest

from actions import knowledge_base
from actions.answer import ActionAnswer
from actions.sessions.asked import Asked
from actions.sessions.named import meant, named
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


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("is the rescue at sea seminar full already", "en"),
        ("what is the seminar on rescue at sea about", "en"),
        ("le séminaire sur le sauvetage en mer est-il déjà complet ?", "fr"),
        ("¿está lleno ya el seminario de rescate en el mar?", "es"),
        ("на семинар по спасению на море ещё есть места?", "ru"),
        ("هل امتلأت ندوة الإنقاذ في البحر", "ar"),
        ("海上救援研讨会满了吗", "zh"),
    ],
)
def test_a_session_is_meant_by_what_it_is_called(world, words, language):
    session = world.session("Rescue at sea clinic", topic="Rescue at sea")
    world.session("Remittances in practice")
    found = meant(asked(words, language), world.programme)
    assert found is not None
    assert "Rescue at sea clinic" in found.reply.text
    assert "Remittances" not in found.reply.text
    assert any(session.id in button.payload for button in found.reply.buttons)


@pytest.mark.parametrize(
    "words",
    [
        "who must rescue people at sea",  # no word for a session
        "what did the rescue at sea seminar say about ports",
        "when is the committee's session",
        "is the committee's session on 30 February full",
        "how long do people wait for a consulate appointment",
        "is the seminar on gardening full",
        "is the seminar full",
    ],
)
def test_what_is_asked_beside_is_for_the_library(world, words):
    world.session("Rescue at sea clinic", topic="Rescue at sea")
    assert meant(asked(words), world.programme) is None


async def test_a_session_that_is_meant_comes_before_the_library(knowledge, world, monkeypatch):
    monkeypatch.setattr(knowledge_base, "shared", lambda: knowledge)
    world.session("What is a refugee? A seminar")
    reply, slots = await run(ActionAnswer(), tracker("is the seminar what is a refugee full"))
    assert "What is a refugee? A seminar" in reply.text
    assert "answer" not in slots


async def test_the_library_comes_first_and_a_title_before_nothing(knowledge, world, monkeypatch):
    monkeypatch.setattr(knowledge_base, "shared", lambda: knowledge)
    world.session("Moot court: a boat in distress")
    reply, slots = await run(ActionAnswer(), tracker("is the moot court: a boat in distress worth it"))
    assert "Moot court: a boat in distress" in reply.text
    assert "answer" not in slots
    reply, slots = await run(ActionAnswer(), tracker("what is a refugee?"))
    assert reply.state == State.ANSWERED
    assert slots["answer"]
