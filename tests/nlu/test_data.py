"""The training data, rules and domain agree, and no language comes short."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.commands import INTENTS
from nlu.turn import LANGUAGES
from nlu.utterances import UTTERANCES

PROJECT = Path(__file__).resolve().parents[2]
AT_LEAST = {"ask": 40, "personal_case": 25}


def loaded(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((PROJECT / name).read_text(encoding="utf-8")))


def examples(language: str) -> dict[str, list[str]]:
    return {
        entry["intent"]: [line.removeprefix("- ").strip() for line in entry["examples"].splitlines()]
        for entry in loaded(f"nlu/data/{language}.yml")["nlu"]
    }


def test_there_is_a_file_a_language_and_the_rules() -> None:
    assert sorted(path.stem for path in (PROJECT / "nlu/data").glob("*.yml")) == sorted((*LANGUAGES, "rules"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_enough_different_examples(language: str) -> None:
    found = examples(language)
    assert sorted(found) == sorted(INTENTS)
    assert {i: len(set(found[i])) for i in found if len(set(found[i])) < AT_LEAST.get(i, 12)} == {}


def test_no_example_has_two_intents() -> None:
    intents = Counter(
        text.casefold()
        for text, _ in {
            (text.casefold(), intent)
            for language in LANGUAGES
            for intent, listed in examples(language).items()
            for text in listed
        }
    )
    assert len(intents) > 2000
    assert [text for text, count in intents.items() if count > 1] == []


def test_one_rule_an_intent_and_every_action_is_in_one() -> None:
    domain, rules = loaded("domain.yml"), loaded("nlu/data/rules.yml")["rules"]
    steps = [(rule["steps"][0]["intent"], rule["steps"][1]["action"]) for rule in rules]
    assert sorted(intent for intent, _ in steps) == sorted((*INTENTS, "nlu_fallback"))
    assert {action for _, action in steps} == {*domain["actions"], *domain["responses"]}
    assert dict(steps)["ask"] == dict(steps)["nlu_fallback"] == "action_answer"


def test_what_is_uttered_stands_in_the_catalogues() -> None:
    assert sorted(set(loaded("domain.yml")["responses"]) - set(UTTERANCES)) == []
