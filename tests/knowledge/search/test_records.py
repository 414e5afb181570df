from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from knowledge.instruments import Instruments
from knowledge.json_lines import objects
from knowledge.language import LANGUAGES
from knowledge.search import Searcher
from knowledge.search.record_wishes import RECORD_WISHES
from knowledge.search.records import BINDING, DATE, NAME, Records
from tests.knowledge.entries.samples import INSTRUMENTS
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import FILES, build

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Written by somebody who knew what the table holds and nothing of how it is found; the patterns were mended with them.
QUESTIONS = list(objects(Path(__file__).with_name("record_questions.jsonl")))
WHEN = {
    "ar": "متى دخلت اتفاقية العمال المهاجرين حيز النفاذ؟",
    "en": "when did the migrant workers convention enter into force",
    "es": "cuándo entró en vigor la convención de trabajadores migratorios",
    "fr": "quand la convention de 1990 sur les travailleurs migrants est-elle entrée en vigueur",
    "ru": "когда вступила в силу конвенция о трудящихся-мигрантах",
    "zh": "移徙工人公约什么时候生效的",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    with build(tmp_path_factory.mktemp("without")) as index:
        return Records(index, Instruments.load(), {})


def wanted(records: Records, question: str, language: str) -> str:
    return records.wanted(question, language, Instruments.load().recognise(question))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    files = {**FILES, "library/instruments.yml": yaml.safe_dump(INSTRUMENTS, allow_unicode=True)}
    with build(tmp_path_factory.mktemp("records"), files) as index:
        yield Searcher(index, HashingEncoder(dimensions=256), Instruments.load())


def test_wishes_are_there_in_six_languages() -> None:
    assert sorted(RECORD_WISHES) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wanted_of_an_instrument_is_understood(records: Records, language: str) -> None:
    asked = [row for row in QUESTIONS if row["language"] == language]
    found = [wanted(records, row["question"], language) in (DATE, BINDING) for row in asked]
    right = [got for got, row in zip(found, asked, strict=True) if row["wants"] != "neither"]
    wrong = [row["question"] for got, row in zip(found, asked, strict=True) if got and row["wants"] == "neither"]
    assert len(right) == 24
    assert sum(right) >= 20
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "wish"),
    [
        ("what is the ICRMW?", NAME),
        ("ICRMW", NAME),
        ("tell me about the migrant workers convention", NAME),
        ("what does the ICRMW say about expulsion", ""),
        ("when was article 22 of the ICRMW adopted", ""),
        ("when was it adopted", ""),
        ("when does the ICRMW enter into force for a state that ratifies later", ""),
        ("was ist das", ""),
    ],
)
def test_what_says_more_is_no_wish_for_the_record(records: Records, question: str, wish: str) -> None:
    assert wanted(records, question, "en") == wish
    assert records.wanted(question, "de", Instruments.load().recognise(question)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_comes_first_in_the_askers_language(searcher: Searcher, language: str) -> None:
    first = searcher.search(WHEN[language]).hits[0]
    assert first.passage.section[-1] == Instruments.load()["icrmw-1990"].names[language]
    assert (first.passage.collection, first.passage.language) == ("instruments", language)


def test_a_follow_up_asks_for_the_record_of_what_was_named_before(searcher: Searcher) -> None:
    result = searcher.search("and when was it adopted?", history=["what does the UDHR say on leaving a country"])
    assert result.hits[0].passage.section == ("Universal Declaration of Human Rights",)
    assert result.hits[0].passage.collection == "instruments"


def test_a_follow_up_that_says_nothing_by_itself_asks_for_no_record(searcher: Searcher, records: Records) -> None:
    named = Instruments.load().recognise("what does the UDHR say on leaving a country")
    assert records.wanted("and why is that", "en", named) == ""
    assert records.wanted("is it binding", "en", named) == BINDING
    result = searcher.search("and why is that?", history=["what does the UDHR say on leaving a country"])
    assert not [hit for hit in result.hits if hit.passage.collection == "instruments"]


def test_records_are_found_for_nothing_else(searcher: Searcher) -> None:
    for question in ("binding on the States that are party to it", "who was adopted or signed", "freedom of movement"):
        hits = searcher.search(question, top=50).hits
        assert hits
        assert not [hit for hit in hits if hit.passage.collection == "instruments"]


def test_filters_hold_for_records_too(searcher: Searcher) -> None:
    assert not [
        hit
        for hit in searcher.search(WHEN["en"], collection="treaties").hits
        if hit.passage.collection == "instruments"
    ]
    of_table = searcher.search("freedom of movement", collection="instruments").hits
    assert {hit.passage.collection for hit in of_table} == {"instruments"}
