"""Typing errors: few enough to be understood, and only where thumbs make them."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoder.tuning.noise import mistyped

QUESTIONS = (
    "can a refugee be sent back if he is dangerous",
    "un réfugié peut-il acheter une maison ici",
    "هل يحق لصاحب العمل الاحتفاظ بجواز سفر العامل",
    "могут ли выслать ребёнка без родителей",
)


def differences(one: str, other: str) -> int:
    """Letters to insert, delete or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for to, against in enumerate(other, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != against))
    return row[-1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_some_letters_are_wrong_and_most_are_not(question: str) -> None:
    random = np.random.default_rng(4)
    for _ in range(30):
        typed = mistyped(question, random)
        assert typed != question
        assert differences(question, typed) <= 0.3 * len(question)


@pytest.mark.parametrize("question", ["1951 年", "...", "", "难民船谁负责"])
def test_what_has_no_letters_stays(question: str) -> None:
    assert mistyped(question, np.random.default_rng(1)) == question


def test_the_same_random_numbers_make_the_same_errors() -> None:
    one, other = (mistyped(QUESTIONS[0], np.random.default_rng(9)) for _ in range(2))
    assert one == other
