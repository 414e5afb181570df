from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.provisions import (
    ARABIC_ORDINALS,
    Provision,
    canonical,
    figures,
    is_apart,
    paragraph_key,
    parse_heading,
    parse_number,
)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ('Article 33 - Prohibition of Expulsion or Return ("Refoulement")', Provision("article", "33")),
        ("Article IV - Settlement of disputes", Provision("article", "IV")),
        ("Article premier", Provision("article", "1")),
        ("Artículo 3 bis", Provision("article", "3 bis")),
        ("Статья 33. Запрещение высылки", Provision("article", "33")),
        ("المادة ٣٣", Provision("article", "33")),
        ("المادة الثالثة والثلاثون", Provision("article", "33")),
        ("第三十三条 禁止驱逐出境或送回", Provision("article", "33")),
        ("第一百零三条", Provision("article", "103")),
        ("Regulation 19-1 - Long-range identification", Provision("regulation", "19-1")),
        ("Objective 21 - Cooperate in facilitating safe return", Provision("objective", "21")),
        ("目标21", Provision("objective", "21")),
        ("Principle 15", Provision("principle", "15")),
        ("Schedule, Paragraph 13", Provision("paragraph", "13", container="Schedule")),
        ("ANNEX I, Article 1", Provision("article", "1", container="ANNEX I")),
        ("Annex, 2.1 - Arrangements for provision", Provision("section", "2.1", container="Annex")),
        ("CHAPTER V - SAFETY OF NAVIGATION", None),
        ("Principles of the course", None),
        ("Articles of faith", None),
        ("The rule in the 1951 Refugee Convention", None),
        ("2.1 Findings", None),
        ("", None),
    ],
)
def test_heading(heading: str, expected: Provision | None) -> None:
    assert parse_heading(heading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("33(1)(a) of the Convention", ("33", "(1)(a)")),
        ("33 (1)", ("33", "(1)")),
        ("33.1", ("33", "(1)")),
        ("1A(2)", ("1", "A(2)")),
        ("1f", ("1", "F")),
        ("第三十三条第一款", ("33", "(1)")),
        ("٣٣", ("33", "")),
        ("1951", None),
        ("and so on", None),
    ],
)
def test_number(text: str, expected: tuple[str, str] | None) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("IV", "4"), ("xxxix", "39"), ("33", "33"), ("٣٣", "33"), ("3 bis", "3bis"), ("2.1", "2.1")],
)
def test_canonical(written: str, expected: str) -> None:
    assert canonical(written) == expected


def test_paragraphs_compare_however_they_are_written() -> None:
    assert paragraph_key("(2)(a)") == paragraph_key(".2.A") == paragraph_key("2 (a)") == ("2", "a")
    assert paragraph_key("") == ()


def test_arabic_ordinals_are_whole() -> None:
    assert sorted(ARABIC_ORDINALS.values()) == list(range(1, 100))


def test_what_numbers_anew() -> None:
    assert [is_apart(each) for each in ("SCHEDULE", "Annex II", "PART III", "附件一")] == [True, True, False, True]


@given(st.text(max_size=60))
def test_any_heading_is_read_without_an_error(text: str) -> None:
    provision = parse_heading(text)
    assert provision is None or provision.number
    assert len(figures(text)) == len(text)


@given(st.integers(1, 999), st.sampled_from(["Article", "Artículo", "Статья", "المادة", "art."]))
def test_every_number_is_found(number: int, word: str) -> None:
    assert parse_heading(f"{word} {number}") == Provision("article", str(number))
