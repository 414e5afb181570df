from __future__ import annotations

import pytest

import settings
from actions.ask_staff import KEEP, SEND, ActionAskStaff
from bot.replies import State
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker
from tests.actions.entities import entities

QUESTION = "Which form do I need for the course in May?"


def asking(language: str = "en", *, staff: object = True, words: str = "", **slots):
    named = entities(words=words) if words else []
    return tracker(
        "/ask_staff", intent="ask_staff", language=language, metadata={"staff": staff}, entities=named, **slots
    )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_question_is_shown_before_anything_is_sent(language: str):
    reply, slots = await run(ActionAskStaff(), asking(language, question=QUESTION))
    assert (reply.state, reply.language, reply.quote, reply.citations, slots) == (
        State.INFO, language, QUESTION, (), {},
    )  # fmt: skip
    assert texts(language).quote(QUESTION) in reply.text.split("\n\n")
    assert [button.payload for button in reply.buttons] == [SEND, KEEP]


async def test_a_question_behind_the_command_goes_before_the_last_one():
    reply, _ = await run(ActionAskStaff(), asking(words="Кто читает лекции?", question=QUESTION))
    assert reply.quote == "Кто читает лекции?"
    assert reply.language == "ru"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_question_it_is_asked_for(language: str):
    reply, _ = await run(ActionAskStaff(), asking(language))
    assert (reply.quote, reply.buttons) == (None, ())
    assert "/human " in reply.text


@pytest.mark.parametrize("staff", [False, None, "true", 1])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_no_staff_is_reached_nothing_is_promised(language: str, staff: object, monkeypatch):
    plain = settings.load().copy(update={"contact": ""})
    monkeypatch.setattr(settings, "load", lambda: plain)
    reply, _ = await run(ActionAskStaff(), asking(language, staff=staff, question=QUESTION))
    assert (reply.state, reply.quote) == (State.INFO, None)
    assert QUESTION not in reply.text
    assert [button.payload for button in reply.buttons] == ['/resources{"kind":"help"}', "/topics"]
    assert "@" not in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_address_of_the_staff_is_named_where_there_is_one(language: str, monkeypatch):
    known = settings.load().copy(update={"contact": "course@example.org"})
    monkeypatch.setattr(settings, "load", lambda: known)
    reply, _ = await run(ActionAskStaff(), asking(language, staff=False))
    assert "course@example.org" in reply.text
