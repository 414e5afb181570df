from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from bench.questions import questions
from knowledge.language import LANGUAGES, identify

PROJECT = Path(__file__).resolve().parents[2]


def test_every_topic_is_asked_once_in_each_language() -> None:
    asked = questions()
    assert len(asked) >= 200
    assert Counter(question.language for question in asked) == dict.fromkeys(LANGUAGES, len(asked) // 6)
    assert Counter((question.topic, question.language) for question in asked).most_common(1)[0][1] == 1


def test_all_texts_are_different() -> None:
    assert [text for text, count in Counter(question.text for question in questions()).items() if count > 1] == []


def test_each_is_in_the_language_it_is_filed_under() -> None:
    assert [q.text for q in questions() if identify(q.text, hint=q.language) != q.language] == []


def test_a_count_takes_the_first_in_all_languages() -> None:
    some = questions(12)
    assert some == questions()[:12]
    assert {question.language for question in some} == set(LANGUAGES)


def test_none_is_a_training_message() -> None:
    trained: set[str] = set()
    for path in (PROJECT / "nlu" / "data").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
            trained |= {line.strip().removeprefix("- ").casefold() for line in entry["examples"].splitlines()}
    assert len(trained) > 1000
    assert [question.text for question in questions() if question.text.casefold() in trained] == []
