"""Which of several somebody means."""

from __future__ import annotations

import pytest

from actions.sessions.ordinals import ordinal, without_ordinals
from nlu.texts import LANGUAGES

SECOND = {
    "ar": "سجلني في الثانية",
    "en": "the second one please",
    "es": "la segunda, por favor",
    "fr": "la deuxième s'il vous plaît",
    "ru": "вторую, пожалуйста",
    "zh": "第二个",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_of_three(language):
    assert ordinal(SECOND[language], 3) == 1
    assert ordinal(SECOND[language], 1) is None


@pytest.mark.parametrize(
    ("words", "of", "at"),
    [
        ("2", 3, 1),
        ("number 3", 3, 2),
        ("№ 1", 2, 0),
        ("the last one", 4, 3),
        ("4", 3, None),
        ("on 3 december", 5, None),
    ],
)
def test_numbers(words, of, at):
    assert ordinal(words, of) == at


@pytest.mark.parametrize(("words", "at"), [("7", 1), ("number 6", 0), ("2", None), ("the first one", 0)])
def test_a_later_page_begins_with_a_higher_number(words, at):
    assert ordinal(words, 5, first=6) == at


@pytest.mark.parametrize(
    ("words", "left"), [("the second one", "the one"), ("n° 2, svp", "n , svp"), ("第二个", "个"), ("9", "")]
)
def test_what_is_said_besides(words, left):
    assert without_ordinals(words).split() == left.split()
