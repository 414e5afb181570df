"""How well messages about sessions are understood that no training saw, and that questions like them stay questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.turn import LANGUAGES
from tests.nlu.trained import trained

PROJECT = Path(__file__).resolve().parents[2]
INTENTS = (
    "sessions", "join_session", "leave_session", "move_session", "my_sessions", "office_hours", "schedule_session",
    "set_zone", "affirm", "deny",
)  # fmt: skip

pytestmark = pytest.mark.encoder


def messages() -> dict[str, dict[str, list[str]]]:
    """``{language: {intent: [message]}}``"""
    return dict(yaml.safe_load((PROJECT / "tests/nlu/sessions.yml").read_text(encoding="utf-8")))


def understood(parse: Any, text: str) -> str:
    """The intent, with the fallback as what it is: a question."""
    name = str(parse(text)["intent"]["name"])
    return "ask" if name == "nlu_fallback" else name


def test_every_language_has_messages_of_every_intent() -> None:
    found = messages()
    assert sorted(found) == sorted(LANGUAGES)
    for language, intents in found.items():
        assert sorted(intents) == sorted((*INTENTS, "ask"))
        assert min(len(set(listed)) for listed in intents.values()) >= 4, language
        assert len(intents["ask"]) >= 15
        assert sum(map(len, intents.values())) >= 60


def test_no_message_is_in_the_training_data() -> None:
    asked = {text.casefold() for intents in messages().values() for listed in intents.values() for text in listed}
    assert sorted(trained() & asked) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_accuracy(parse: Any, language: str) -> None:
    listed = [(text, intent) for intent in INTENTS for text in messages()[language][intent]]
    wrong = [(text, intent, got) for text, intent in listed if (got := understood(parse, text)) != intent]
    assert len(wrong) <= 0.15 * len(listed), wrong


def test_questions_that_look_like_them_stay_questions(parse: Any) -> None:
    asked = [text for intents in messages().values() for text in intents["ask"]]
    swallowed = [(text, got) for text in asked if (got := understood(parse, text)) != "ask"]
    assert len(swallowed) <= 0.08 * len(asked), swallowed


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("when does the 1990 Convention enter into force?", "ask"),
        ("when is the next session on remittances?", "sessions"),
        ("what did the seminar say about remittances?", "ask"),
        ("where can I find courses", "resources"),
        ("how do I enrol in the course?", "ask"),
        ("yes", "affirm"),
        ("no", "deny"),
        ("oui", "affirm"),
        ("нет", "deny"),
        ("نعم", "affirm"),
        ("不用了", "deny"),
        ("sí", "affirm"),
    ],
)
def test_what_is_close_to_each_other_is_told_apart(parse: Any, text: str, intent: str) -> None:
    assert understood(parse, text) == intent
