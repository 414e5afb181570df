from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import nlu.wishes
from nlu.turn import LANGUAGES
from nlu.wishes.words import matcher, words_of

RAW = yaml.safe_load((Path(nlu.wishes.__file__).parent / "words.yml").read_text(encoding="utf-8"))


def test_every_language_has_the_same_kinds_of_words() -> None:
    assert sorted(RAW) == sorted(LANGUAGES)
    shapes = {
        language: {name: sorted(value) if name in ("kinds", "frequency", "acts", "about") else None
                   for name, value in words.items()}
        for language, words in RAW.items()
    }  # fmt: skip
    assert [language for language in LANGUAGES if shapes[language] != shapes["en"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_read_as_something_else_than_a_text(language: str) -> None:
    """YAML takes a bare "no" or "on" for a truth value."""

    def texts(value: object) -> list[object]:
        if isinstance(value, dict):
            return [each for inner in value.values() for each in texts(inner)]
        return [each for inner in value for each in texts(inner)] if isinstance(value, list) else [value]

    assert [each for each in texts(RAW[language]) if isinstance(each, bool)] == []
    assert [unit for unit in words_of(language).units if not isinstance(unit, str)] == []


def test_words_stand_apart_where_a_language_has_spaces() -> None:
    assert matcher(["slot"], spaced=True).search("time slots") is None
    assert matcher(["讲座"], spaced=False).search("有讲座吗") is not None
