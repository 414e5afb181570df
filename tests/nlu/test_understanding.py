"""How well messages are understood that no training saw, in each of the six languages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.turn import LANGUAGES

PROJECT = Path(__file__).resolve().parents[2]
QUESTIONS = PROJECT.parent / "shared" / "questions"
GROUPS = ("small_talk", "commands", "personal_case", "questions", "follow_ups")

pytestmark = pytest.mark.encoder


def messages() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """``{language: {group: [(message, intent)]}}``"""
    data = yaml.safe_load((PROJECT / "tests/nlu/understanding.yml").read_text(encoding="utf-8"))
    return {
        language: {
            group: [(message, intent) for intent, listed in intents.items() for message in listed]
            for group, intents in groups.items()
        }
        for language, groups in data.items()
    }


def understood(parse: Any, text: str) -> str:
    """The intent, with the fallback as what it is: a question."""
    name = str(parse(text)["intent"]["name"])
    return "ask" if name == "nlu_fallback" else name


def test_every_language_and_group_has_enough_messages() -> None:
    found = messages()
    assert sorted(found) == sorted(LANGUAGES)
    assert {language: sorted(groups) for language, groups in found.items()} == dict.fromkeys(found, sorted(GROUPS))
    assert [(language, group) for language in found for group in GROUPS if len(found[language][group]) < 15] == []


def test_no_message_is_in_the_training_data() -> None:
    trained = {
        line.removeprefix("- ").strip().casefold()
        for path in (PROJECT / "nlu/data").glob("*.yml")
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ())
        for line in entry["examples"].splitlines()
    }
    assert len(trained) > 2000
    asked = {text.casefold() for groups in messages().values() for group in groups.values() for text, _ in group}
    assert sorted(trained & asked) == []


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_accuracy(parse: Any, language: str, group: str) -> None:
    wrong = [
        (text, intent, got)
        for text, intent in messages()[language][group]
        if (got := understood(parse, text)) != intent
    ]
    allowed = 0.15 if group == "small_talk" else 0.10
    assert len(wrong) <= allowed * len(messages()[language][group]), wrong


def test_almost_no_question_is_swallowed(parse: Any) -> None:
    questions = [
        text for groups in messages().values() for group in groups.values() for text, intent in group if intent == "ask"
    ]
    swallowed = [(text, got) for text in questions if (got := understood(parse, text)) != "ask"]
    assert len(questions) > 240
    assert len(swallowed) < 0.03 * len(questions), swallowed


@pytest.mark.corpus
@pytest.mark.skipif(not QUESTIONS.is_dir(), reason="the questions written for real documents are not here")
def test_questions_on_real_documents_are_questions(parse: Any) -> None:
    lines = [line for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    questions = [json.loads(line) for line in lines[::3]]
    assert len(questions) > 300
    swallowed: Counter[str] = Counter()
    for each in questions:
        if (got := understood(parse, each["question"])) != "ask":
            swallowed[got] += 1
    assert swallowed.total() <= 0.03 * len(questions), swallowed
