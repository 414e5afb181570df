from __future__ import annotations

import pytest

from knowledge.cutting import cut
from knowledge.document import SegmentKind
from knowledge.entries.faq import parse_faq
from knowledge.entries.kinds import KINDS, kind_of, kind_of_data
from knowledge.entries.records import parse_instruments, record
from knowledge.entries.resources import parse_resources
from knowledge.entries.terms import parse_terms
from knowledge.entries.texts import address_of, answer_end, heading, names_of, paragraphs, traits_of
from knowledge.entries.words import AUDIENCES, LABELS, LANGUAGE_NAMES, MODES, RESOURCE_KINDS, TITLES
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from knowledge.readers.builder import Builder
from tests.knowledge.entries.samples import FAQ, INSTRUMENTS, RESOURCES, TERMS

PARSED = {
    "faq": parse_faq(FAQ, "faq.yml"),
    "instruments": parse_instruments(INSTRUMENTS, "instruments.yml"),
    "resources": parse_resources(RESOURCES, "resources.yml"),
    "terms": parse_terms(TERMS, "terms.yml"),
}


def passage(kind, language, number=0):
    """An entry as the index has it."""
    entry = PARSED[kind][number]
    builder = Builder(f"{kind}.yml", "application/yaml")
    builder.language = language
    builder.add(SegmentKind.HEADING, heading(entry, language), level=2)
    for text in paragraphs(entry, language, Instruments.load()):
        builder.add(SegmentKind.PARAGRAPH, text)
    (found,) = cut(builder.build(), key=kind, collection=kind)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_by_all_of_its_answer(language):
    there = passage("faq", language)
    assert there.text[: answer_end(there)] == FAQ[0]["answer"][language]
    assert address_of(there) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_instrument_is_answered_by_what_the_table_says(language):
    there = passage("instruments", language)
    assert there.section[-1] == INSTRUMENTS["instruments"][0]["names"][language]
    assert there.text[: answer_end(there)] == there.text == record(PARSED["instruments"][0], language)
    assert address_of(there) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resource_is_answered_by_its_description_and_has_an_address(language):
    there = passage("resources", language)
    assert there.text[: answer_end(there)] == RESOURCES[0]["description"][language]
    assert address_of(there) == "https://example.org/course"
    assert traits_of(there) == {
        "kind": {"e-learning"},
        "audience": {"delegates", "participants"},
        "mode": {"online"},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_answered_by_its_definition_with_the_place_of_it(language):
    there = passage("terms", language)
    definition, defined, *_ = there.text.split("\n\n")
    assert there.text[: answer_end(there)] == f"{definition}\n\n{defined}"
    assert definition == TERMS[0][language]["definition"]
    assert "33" in defined
    assert address_of(there) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_a_term_are_read_back(language):
    there, wording = passage("terms", language), TERMS[0][language]
    assert names_of(there) == [wording["term"], *wording["synonyms"]]
    assert names_of(there, everyday=True) == [wording["term"], *wording["synonyms"], *wording["everyday"]]
    assert names_of(passage("terms", "ru", 1), everyday=True) == ["убежище"]


def test_the_kind_is_told_from_the_data_and_from_the_passage():
    assert [kind_of_data(data) for data in (FAQ, INSTRUMENTS, RESOURCES, TERMS)] == list(KINDS)
    assert [kind_of_data(data) for data in ([], {}, None, "x", [1], [{"id": "a"}], [{"question": 1}])] == [None] * 7
    assert [kind_of_data({"instruments": each}) for each in ([], None, [1], [{"id": "a"}])] == [None] * 4
    assert [kind_of(passage(kind, "en")) for kind in KINDS] == list(KINDS)


@pytest.mark.parametrize(
    "table", [*TITLES.values(), *LABELS.values(), *AUDIENCES.values(), *MODES.values(), *LANGUAGE_NAMES.values()]
)
def test_words_are_there_in_six_languages(table):
    assert sorted(table) == sorted(LANGUAGES)


def test_no_two_values_are_called_the_same():
    for table in (AUDIENCES, MODES, RESOURCE_KINDS, LANGUAGE_NAMES):
        for language in LANGUAGES:
            assert len({names[language] for names in table.values()}) == len(table)
