from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.headings import is_heading, nest, rank

ANNEX, PART, TITLE, CHAPTER, SECTION, ARTICLE = range(6)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Article 33", ARTICLE),
        ("ARTICLE 33.", ARTICLE),
        ("Article 33 - Prohibition of expulsion or return", ARTICLE),
        ("Article 33 Prohibition of expulsion or return", ARTICLE),
        ("Article 13 bis", ARTICLE),
        ("Article premier", ARTICLE),
        ("Artículo 33", ARTICLE),
        ("Artículo 1.º", ARTICLE),
        ("Статья 33", ARTICLE),
        ("المادة 33", ARTICLE),
        ("المادة ٣٣", ARTICLE),
        ("المادة الثالثة والثلاثون", ARTICLE),
        ("第三十三条", ARTICLE),
        ("第33条 禁止驱逐出境或送回", ARTICLE),
        ("Regulation 33 - Distress situations: obligations and procedures", ARTICLE),
        ("SECTION 1 - GENERAL PROVISIONS", SECTION),
        ("Раздел II", SECTION),
        ("CHAPTER II", CHAPTER),
        ("Глава III. Общие положения", CHAPTER),
        ("الفصل الثاني", CHAPTER),
        ("第二章 总则", CHAPTER),
        ("TÍTULO II", TITLE),
        ("PART I", PART),
        ("Часть первая", PART),
        ("PARTE PRIMERA", PART),
        ("第一部分", PART),
        ("ANNEX", ANNEX),
        ("附件一", ANNEX),
    ],
)
def test_headings_of_law_in_six_languages(line: str, expected: int) -> None:
    assert rank(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Article 33 shall apply to all refugees.",
        "Article 33(1)",
        "Articles 1 and 2",
        "Part I of this Convention",
        "Title of work",
        "الفصل العنصري",
        "第一条 本公约适用于国家之间的条约。",
        "Article 33 - " + "very " * 40 + "long",
        "",
    ],
)
def test_sentences_about_an_article_are_no_headings(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize("line", ["Preamble", "Préambule", "PREÁMBULO", "Преамбула", "الديباجة", "序言"])
def test_the_preamble_is_a_heading_without_a_rank(line: str) -> None:
    assert (rank(line), is_heading(line)) == (None, True)


def test_a_title_after_a_mere_space_needs_a_line_of_its_own() -> None:
    assert rank("Article 33 Prohibition", alone=False) is None
    assert rank("Article 33: Prohibition", alone=False) == ARTICLE


def test_articles_go_below_their_part_though_the_source_draws_both_alike() -> None:
    headings = [
        (1, "Convention"),
        (2, "Preamble"),
        (2, "Article 1"),
        (2, "PART II"),
        (2, "SECTION 1"),
        (2, "Article 2"),
    ]
    assert nest(headings) == [1, 4, 4, 2, 3, 4]


def test_levels_without_law_stay_and_gaps_are_closed() -> None:
    assert nest([(1, "Course"), (3, "Aims"), (6, "First"), (3, "Article 5")]) == [1, 2, 3, 2]


def test_what_the_source_has_below_an_article_stays_below_it() -> None:
    assert nest([(2, "CHAPTER I"), (2, "Article 1"), (3, "Commentary")]) == [1, 2, 3]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["Aims", "PART I", "Article 2", "第三章", "ANNEX"]))))
def test_levels_are_always_valid(headings: list[tuple[int, str]]) -> None:
    levels = nest(headings)
    assert len(levels) == len(headings)
    assert all(1 <= level <= 6 for level in levels)
