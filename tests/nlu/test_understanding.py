"""How well messages are understood that no training saw, in each of the six languages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.entries.terms import load_terms
from nlu.turn import LANGUAGES
from tests.nlu.trained import trained

PROJECT = Path(__file__).resolve().parents[2]
LIBRARY = PROJECT / "knowledge/library"
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
    learnt = trained()
    assert len(learnt) > 15_000
    asked = {text.casefold() for groups in messages().values() for group in groups.values() for text, _ in group}
    assert sorted(learnt & asked) == []


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


#: Ways to ask for a term that no training saw.
ASKED = {
    "ar": "ما المقصود بمصطلح {}؟",
    "en": "what do you call {} in law",
    "es": "¿en qué consiste {}?",
    "fr": "{} ça veut dire quoi",
    "ru": "как понимать {}",
    "zh": "请问{}怎么理解",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_a_term_is_a_question(parse: Any, language: str) -> None:
    names = [term.wordings[language].term for term in load_terms(LIBRARY / "terms.yml")]
    bare = [(name, got) for name in names if (got := understood(parse, name)) != "ask"]
    assert bare == []
    ways = [ASKED[language].format(name) for name in names]
    swallowed = [(text, got) for text in ways if (got := understood(parse, text)) != "ask"]
    assert len(swallowed) <= 0.02 * len(ways), swallowed


def test_so_is_asking_for_any_other_name_of_a_term(parse: Any) -> None:
    names = [
        name for term in load_terms(LIBRARY / "terms.yml") for each in term.wordings.values() for name in each.synonyms
    ]
    assert len(names) > 3000
    assert [(name, got) for name in names[::5] if (got := understood(parse, name)) != "ask"] == []
