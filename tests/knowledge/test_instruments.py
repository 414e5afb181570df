from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.instruments import Instruments, Reference
from knowledge.language import LANGUAGES
from knowledge.provisions import UNITS
from knowledge.recogniser import words

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@pytest.fixture(scope="module")
def instruments() -> Instruments:
    return Instruments.load()


def found(references: list[Reference]) -> list[tuple[str | None, str | None, str | None]]:
    return [(reference.instrument, reference.article, reference.paragraph) for reference in references]


def test_the_table_is_consistent(instruments: Instruments) -> None:
    assert len(instruments) >= 60
    for instrument in instruments:
        assert re.fullmatch(r"[a-z0-9-]+", instrument.id)
        assert sorted(instrument.names) == sorted(instrument.aliases) == sorted(LANGUAGES)
        assert all(name.strip() == name and name for name in instrument.spellings)
        assert isinstance(instrument.adopted, date)
        assert date(1900, 1, 1) < instrument.adopted < date.today()
        assert instrument.in_force is None or instrument.adopted < instrument.in_force < date.today()
        assert instrument.binding or instrument.in_force is None
        assert instrument.provision in UNITS
        assert str(instrument.adopted.year) == instrument.id[-4:]


def test_no_spelling_means_two_instruments(instruments: Instruments) -> None:
    owners = defaultdict(set)
    for instrument in instruments:
        for spelling in instrument.spellings:
            owners[tuple(word for word, _, _ in words(spelling))].add(instrument.id)
    assert () not in owners
    assert {spelling: ids for spelling, ids in owners.items() if len(ids) > 1} == {}


def test_short_names_are_distinct_in_each_language(instruments: Instruments) -> None:
    for language in LANGUAGES:
        names = [instruments.short_name(each.id, language) for each in instruments]
        assert len(names) == len(set(names))
    assert instruments.short_name("udhr-1948", "de") == "Universal Declaration of Human Rights"


def test_every_spelling_is_recognised_as_its_instrument(instruments: Instruments) -> None:
    missed = [
        (instrument.id, spelling)
        for instrument in instruments
        for spelling in instrument.spellings
        if instrument.id not in {reference.instrument for reference in instruments.recognise(spelling)}
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1951 convention art 33", [("refugee-convention-1951", "33", None)]),
        ("ICRMW", [("icrmw-1990", None, None)]),
        ("l'article 13 de la DUDH", [("udhr-1948", "13", None)]),
        ("第33条", [(None, "33", None)]),
        ("第三十三条", [(None, "33", None)]),
        ("难民公约第三十三条第一款", [("refugee-convention-1951", "33", "(1)")]),
        ("難民公約第33條", [("refugee-convention-1951", "33", None)]),
        ("المادة ٣٣", [(None, "33", None)]),
        ("المادة الثالثة والثلاثون من اتفاقية اللاجئين", [("refugee-convention-1951", "33", None)]),
        ("المادة 33 (1) من اتفاقية 1951", [("refugee-convention-1951", "33", "(1)")]),
        ("عهد الحقوق المدنية", [("iccpr-1966", None, None)]),
        ("ст. 33", [(None, "33", None)]),
        ("п. 2 ст. 33 Конвенции о беженцах", [("refugee-convention-1951", "33", "(2)")]),
        ("что говорит статья 13 Всеобщей декларации прав человека?", [("udhr-1948", "13", None)]),
        ("art. 33.1", [(None, "33", "(1)")]),
        ("article 33(1)", [(None, "33", "(1)")]),
        ("Art 1A(2)", [(None, "1", "A(2)")]),
        ("arts 9 and 10", [(None, "9", None), (None, "10", None)]),
        ("artículos 9, 10 y 11 de la CADH", [("achr-1969", number, None) for number in ("9", "10", "11")]),
        ("C97 art 6", [("ilo-c097-1949", "6", None)]),
        ("C 97", [("ilo-c097-1949", None, None)]),
        ("convention n° 29 de l'OIT", [("ilo-c029-1930", None, None)]),
        ("objective 21 of the GCM", [("gcm-2018", "21", None)]),
        ("regulation 33 SOLAS", [("solas-1974", "33", None)]),
        ("SOLAS V/33", [("solas-1974", "33", None)]),
        ("article IV of the SAR convention", [("sar-1979", "IV", None)]),
        ("udhr 14", [("udhr-1948", "14", None)]),
        ("cat 3", [("cat-1984", "3", None)]),
        ("SDG 10.7", [("agenda2030-2015", "10", "(7)")]),
        ("art33", [(None, "33", None)]),
        ("para 2 of art 31", [(None, "31", "(2)")]),
        ("paragraphe 2 de l'article 33 de la Convention de Genève de 1951", [("refugee-convention-1951", "33", "(2)")]),
        (
            "is article 12 ICCPR different from article 13 UDHR",
            [("iccpr-1966", "12", None), ("udhr-1948", "13", None)],
        ),
        ("CEDH art. 3 et CIDE art. 22", [("echr-1950", "3", None), ("crc-1989", "22", None)]),
        (
            "what does the 1951 convention say in its article on work, article 17?",
            [("refugee-convention-1951", "17", None)],
        ),
        ("my cat sat on the SAR team's mat", [("sar-1979", None, None)]),
        ("las niñas viajan solas", []),
        ("que dit la déclaration de l'ONU ?", []),
        ("four parts of the LA declaration", [("los-angeles-2022", None, None)]),
        ("does protocol 4 of ECHR cover islands", [("echr-p4-1963", None, None)]),
        ("the 30 articles I read in 1951", []),
        ("what is the boiling point of ethanol", []),
        ("", []),
    ],
)
def test_recognise(
    instruments: Instruments, text: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert found(instruments.recognise(text)) == expected


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("1977 migrant workers convention", None),
        ("la convention des travailleurs migrants de 1977", None),
        ("2000年残疾人权利公约", None),
        ("the migrant workers convention of 1990", "icrmw-1990"),
        ("1990 migrant workers convention", "icrmw-1990"),
        ("in 2023 CEDAW said", "cedaw-1979"),  # no instrument has that year
        ("移徙工人公约2003年7月2日生效", "icrmw-1990"),  # a date, and no part of the name
    ],
)
def test_the_year_of_another_instrument(instruments: Instruments, text: str, instrument: str | None) -> None:
    assert {reference.instrument for reference in instruments.recognise(text)} - {"coe-migrant-workers-1977"} == (
        {instrument} if instrument else set()
    )


def test_offsets_point_at_what_was_written(instruments: Instruments) -> None:
    text = "Peut-on invoquer l'Art. 33 (1) de la convention de 1951 ?"
    (reference,) = instruments.recognise(text)
    assert text[reference.start : reference.end] == "Art. 33 (1)"
    assert reference.kind == "article"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Convention relating to the Status of Refugees (Geneva, 28 July 1951)", "refugee-convention-1951"),
        ("Protocol No. 4 to the European Convention on Human Rights (1963)", "echr-p4-1963"),
        ("ILO C029 - Forced Labour Convention, 1930", "ilo-c029-1930"),
        ("Protocol against the Smuggling of Migrants by Land, Sea and Air (2000)", "smuggling-protocol-2000"),
        ("International Convention for the Safety of Life at Sea, 1974 - Annex, Chapter V (as amended)", "solas-1974"),
        ("Convention relative au statut des réfugiés", "refugee-convention-1951"),
        ("Всеобщая декларация прав человека", "udhr-1948"),
        ("世界人权宣言", "udhr-1948"),
        ("الإعلان العالمي لحقوق الإنسان", "udhr-1948"),
        ("Commentary on the 1951 Refugee Convention", None),
        ("Convention on the Rights of the Child: a handbook", None),
        ("The 1951 Refugee Convention in thirty minutes", None),
        ("Non-refoulement and asylum", None),
        ("", None),
    ],
)
def test_of_title(instruments: Instruments, title: str, expected: str | None) -> None:
    instrument = instruments.of_title(title)
    assert (instrument and instrument.id) == expected


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not on this machine")
def test_an_instrument_is_known_by_its_official_title(instruments: Instruments) -> None:
    found = {instrument.id: instruments.of_title(instrument.title) for instrument in instruments}
    assert [identity for identity, other in found.items() if other is None or other.id != identity] == []


def test_real_titles(instruments: Instruments) -> None:
    titles = {path.name: path.read_text(encoding="utf-8").split("\n", 1)[0][2:] for path in CORPUS.glob("*.md")}
    unknown = {name for name, title in titles.items() if instruments.of_title(title) is None}
    assert {name for name in unknown if not name.startswith("transcript-")} == {"SOURCES.md"}
    recognised = [instruments.of_title(title) for name, title in titles.items() if name not in unknown]
    assert len({each.id for each in recognised if each}) == len(recognised) == len(titles) - len(unknown)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for reference in Instruments.load().recognise(text):
        assert 0 <= reference.start < reference.end <= len(text)


def test_threads_share_one_table(instruments: Instruments) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(instruments.recognise, ["article 33 of the 1951 convention"] * 40))
    assert results == [results[0]] * 40


def test_spacy_brings_no_deep_learning_framework() -> None:
    code = (
        "import sys; from knowledge.instruments import Instruments; Instruments.load().recognise('ICRMW');"
        "print('spacy' in sys.modules, 'torch' in sys.modules, 'tensorflow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == ["True", "False", "False"]


def test_the_instruments_that_a_text_names_with_their_places() -> None:
    text = "article 33 of the 1951 Refugee Convention, CAT 3 and C189"
    named = [(identity, text[start:end]) for identity, start, end in Instruments.load().named(text)]
    assert [identity for identity, _ in named] == ["refugee-convention-1951", "cat-1984", "ilo-c189-2011"]
    assert [written for _, written in named] == ["1951 Refugee Convention", "CAT", "C189"]
