"""Of several terms that share the stems of a name, the one that is meant."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.cutting import cut
from knowledge.document import SegmentKind
from knowledge.entries.terms import load_terms
from knowledge.entries.texts import heading, paragraphs
from knowledge.instruments import Instruments
from knowledge.readers.builder import Builder
from knowledge.search.compile_terms import LIBRARY
from knowledge.search.term_names import TermNames, name_tokens


@cache
def names(language: str) -> tuple[TermNames, tuple[str, ...]]:
    """The names in the termbase that ships, and what the term of each row is called."""
    terms, found = load_terms(LIBRARY), []
    for row, term in enumerate(terms):
        builder = Builder("terms.yml", "application/yaml")
        builder.language = language
        builder.add(SegmentKind.HEADING, heading(term, language), level=2)
        for text in paragraphs(term, language, Instruments.load()):
            builder.add(SegmentKind.PARAGRAPH, text)
        found.append((row, cut(builder.build(), key=str(row), collection="terms")[0]))
    return TermNames(found, language), tuple(heading(term, language) for term in terms)


def meant(name: str, question: str, language: str) -> list[str]:
    known, called = names(language)
    return [called[row] for row in known.meant(name_tokens(name, language), question)]


@pytest.mark.parametrize(
    ("language", "name", "question", "term"),
    [
        ("fr", "traite", "qu'est-ce que la traite ?", "traite des personnes"),
        ("fr", "traité", "qu'est-ce qu'un traité ?", "traité"),
        ("fr", "traités", "que sont les traités", "traité"),
        ("es", "trata", "¿qué es la trata?", "trata de personas"),
        ("es", "tratado", "que es un tratado", "tratado"),
        ("es", "refugio", "qué es el refugio", "asilo"),
        ("en", "trafficking", "What is TRAFFICKING?", "trafficking in persons"),
        ("en", "local integration", "what is local integration", "local integration"),
        ("en", "debt bondage", "what is debt bondage", "debt bondage"),
        ("ar", "التمييز غير المباشر", "ما هو التمييز غير المباشر؟", "التمييز غير المباشر"),
        ("ru", "беженца", "кто считается беженцем, что такое статус беженца", "беженец"),
        ("zh", "自愿遣返", "什么是自愿遣返？", "自愿遣返"),
    ],
)
def test_the_term_is_meant_that_is_called_as_it_is_written(language: str, name: str, question: str, term: str) -> None:
    assert meant(name, question, language) == [term]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_term_is_meant_by_its_own_name(language: str) -> None:
    _, called = names(language)
    assert [name for name in called if name_tokens(name, language) and meant(name, name, language) != [name]] == []


def test_without_accents_the_nearest_writing_counts() -> None:
    assert meant("apatride", "qu'est-ce qu'un APATRIDE", "fr") == ["apatride"]
    assert meant("non refoulement", "c'est quoi le non refoulement", "fr") == ["non-refoulement"]


def test_what_no_term_is_called() -> None:
    known, _ = names("en")
    assert name_tokens("boiling ethanol", "en") not in known
    assert known.meant(name_tokens("boiling ethanol", "en"), "what is boiling ethanol") == []


def test_a_russian_name_may_have_any_ending() -> None:
    assert name_tokens("беженец", "ru") == name_tokens("беженца", "ru")
