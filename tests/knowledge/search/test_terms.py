from __future__ import annotations

import pytest

from knowledge.language import LANGUAGES
from knowledge.search.terms import TABLE, Terms
from knowledge.tokens import tokenise


def test_every_concept_has_words_in_six_languages() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == len(Terms.load()) >= 80
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == len(LANGUAGES)
        assert all(word.strip() == word and word for cell in cells for word in cell.split("|")), line


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "can they send him back"),
        ("fr", "peut-on l'expulser ?"),
        ("es", "¿lo pueden devolver?"),
        ("ru", "его могут выслать?"),
        ("ar", "هل يمكن ترحيله أو طرده؟"),
        ("zh", "会被遣返吗"),
    ],
)
def test_one_concept_is_named_in_every_language(language: str, question: str) -> None:
    (expulsion,) = list(Terms.load().expand(tokenise(question, language), language, "en"))[:1]
    assert set(tokenise("return expel refoulement", "en")) <= expulsion


def test_a_phrase_needs_all_its_words() -> None:
    terms = Terms.load()
    assert terms.concepts(tokenise("social", "en"), "en") == []
    assert terms.concepts(tokenise("social security", "en"), "en") != []


def test_what_is_no_concept_expands_to_nothing() -> None:
    assert Terms.load().expand(tokenise("the boiling point of ethanol", "en"), "en", "en") == []
    assert Terms.load().expand([], "en", "fr") == []
    assert Terms.load().expand(["refuge"], "und", "fr") == []
