"""Every term, resource and frequent question that ships is answered when it is asked for in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.answer import Answerer
from knowledge.entries.faq import load_faq
from knowledge.entries.resources import load_resources
from knowledge.entries.terms import load_terms
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from knowledge.search import Searcher, open_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.encoder import Encoder
    from settings import Settings

pytestmark = pytest.mark.encoder

#: Ways to ask, for each language: what a term means, and where a resource is.
ASKED = {
    "ar": ("ما معنى {}؟", "أين أجد {}؟"),
    "en": ("tell me about {}", "where do I find {}?"),
    "es": ("quiero saber qué es {}", "¿dónde encuentro {}?"),
    "fr": ("je voudrais comprendre {}", "où trouver {} ?"),
    "ru": ("что такое {}", "где найти {}?"),
    "zh": ("介绍一下{}", "哪里能找到{}？"),
}


BINDING = "Is the Global Compact for Migration legally binding?"


@pytest.fixture(scope="module")
def answerer(library_settings: Settings, encoder: Encoder, second_encoder_folder: Path) -> Iterator[Answerer]:
    index, second = open_index(library_settings.index_dir, encoder, second_encoder_folder)
    with index:
        yield Answerer(Searcher(index, encoder, Instruments.load(), second=second))


def told(answerer: Answerer, question: str, language: str) -> tuple[str, set[str]]:
    """The state of the answer, and the headings of the entries that it quotes."""
    answer = answerer.answer(question, hint=language)
    return str(answer.state), {item.passage.section[-1] for item in answer.citations if item.passage.section}


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_in_their_own_words(answerer: Answerer, library_settings: Settings, language: str) -> None:
    library = library_settings.library_path
    meaning, place = ASKED[language]
    wanted = [
        *((meaning, term.wordings[language].term) for term in load_terms(library / "terms.yml")),
        *((place, resource.name[language]) for resource in load_resources(library / "resources.yml")),
        *(("{}", entry.question[language]) for entry in load_faq(library / "faq.yml")),
    ]
    assert len(wanted) > 450
    sixth = wanted[LANGUAGES.index(language) :: len(LANGUAGES)]  # every entry in one of the languages
    found = [(way.format(name), name, *told(answerer, way.format(name), language)) for way, name in sixth]
    assert [(question, state) for question, _, state, _ in found if state != "answered"] == []
    # Beside an entry there may be its like: the record of an instrument, or the term that a question is about.
    missing = [(question, headings) for question, heading, _, headings in found if heading not in headings]
    assert len(missing) <= 0.05 * len(found), missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_has_an_article_in_it(answerer: Answerer, library_settings: Settings, language: str) -> None:
    terms = load_terms(library_settings.library_path / "terms.yml")
    name = next(term.wordings[language].term for term in terms if term.id == "sdg-target-10-7")
    state, headings = told(answerer, ASKED[language][0].format(name), language)
    assert state == "answered"
    assert name in headings


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frequent_question_that_the_table_answers_too(
    answerer: Answerer, library_settings: Settings, language: str
) -> None:
    questions = load_faq(library_settings.library_path / "faq.yml")
    asked = next(each for each in questions if each.question["en"] == BINDING)
    state, headings = told(answerer, asked.question[language], language)
    assert state == "answered"
    assert asked.question[language] in headings
