from __future__ import annotations

import pytest
from hypothesis import given, settings

from knowledge.document import Document, SegmentKind
from knowledge.sections import Section, sections
from tests.knowledge.strategies import build, documents


def paths(*lines: str, title: str = "A treaty") -> list[tuple[str, ...]]:
    return [section.path for section in sections(outline(*lines, title=title))]


def outline(*lines: str, title: str = "A treaty") -> Document:
    """A document written as Markdown headings; every other line is a paragraph."""
    blocks = []
    for line in lines:
        marks, _, text = line.partition(" ")
        if set(marks) == {"#"}:
            blocks.append((SegmentKind.HEADING, len(marks), text))
        else:
            blocks.append((SegmentKind.PARAGRAPH, 0, line))
    return build(blocks, title=title)


def only(heading: str) -> Section:
    return next(sections(outline(f"## {heading}", "text")))


def test_levels_make_the_path_and_the_title_is_not_repeated() -> None:
    lines = ["# A treaty", "before", "## One", "### Deep", "text", "## Two", "text"]
    assert paths(*lines) == [(), ("One", "Deep"), ("Two",)]


def test_first_heading_that_is_not_the_title_stays() -> None:
    assert paths("# Another", "text", title="A treaty") == [("Another",)]


def test_document_without_headings_is_one_section() -> None:
    assert paths("one", "two") == [()]
    assert paths() == []


def test_heading_without_a_body_yields_no_section() -> None:
    assert paths("# A treaty", "## One", "## Two") == []


@pytest.mark.parametrize(
    ("container", "article", "later"),
    [
        ("CHAPTER I - General Provisions", "Article 1 - Definition", "Article 2"),
        ("CHAPITRE II", "Article premier", "Article 2"),
        ("Première partie", "Article 1", "Article 2"),
        ("TÍTULO I", "Artículo 1", "Artículo 2"),
        ("Primera parte", "Artículo 1", "Artículo 2"),
        ("Глава II. Права", "Статья 3", "Статья 4"),
        ("Часть III", "Статья 6", "Статья 7"),
        ("الفصل الأول", "المادة 1", "المادة 2"),
        ("الجزء الثاني", "المادة 3", "المادة 4"),
        ("第二章 权利", "第三条", "第四条"),
        ("第一部分", "第1条", "第2条"),
        ("I - General Provisions", "Article 1", "Article 2"),
        ("Protection of refugees", "Article 1", "Article 2"),
    ],
)
def test_container_holds_the_articles_of_its_own_level(container: str, article: str, later: str) -> None:
    assert paths(f"## {container}", f"## {article}", "text", f"## {later}", "text") == [
        (container, article),
        (container, later),
    ]


def test_containers_nest_by_rank_and_close_each_other() -> None:
    lines = [
        *("## PART I", "## CHAPTER I", "## Article 1", "text", "## SECTION 1", "## Article 2", "text"),
        *("## CHAPTER II", "## Article 3", "text", "## PART II", "## Article 4", "text"),
    ]
    assert paths(*lines) == [
        ("PART I", "CHAPTER I", "Article 1"),
        ("PART I", "CHAPTER I", "SECTION 1", "Article 2"),
        ("PART I", "CHAPTER II", "Article 3"),
        ("PART II", "Article 4"),
    ]


def test_annex_and_unnumbered_headings_leave_the_last_chapter() -> None:
    lines = ["## CHAPTER X", "## Article 9", "text", "## ANNEX - Reservations", "text", "## Final remarks", "text"]
    assert paths(*lines) == [("CHAPTER X", "Article 9"), ("ANNEX - Reservations",), ("Final remarks",)]


def test_heading_that_repeats_its_container_stands_under_it() -> None:
    lines = [
        "## ANNEX I - Recruitment",
        "## ANNEX I, Article 1",
        "text",
        "## ANNEX II - Work",
        "## ANNEX II, Article 1",
        "t",
    ]
    assert paths(*lines) == [
        ("ANNEX I - Recruitment", "ANNEX I, Article 1"),
        ("ANNEX II - Work", "ANNEX II, Article 1"),
    ]


def test_title_on_a_line_of_its_own_stands_under_its_chapter_and_article() -> None:
    lines = [
        "## CHAPTER II",
        "## Juridical status",
        "## Article 12",
        "## Personal status",
        "1. text",
        "## Article 13",
        "t",
    ]
    found = list(sections(outline(*lines)))
    assert [section.path for section in found] == [
        ("CHAPTER II", "Juridical status", "Article 12", "Personal status"),
        ("CHAPTER II", "Juridical status", "Article 13"),
    ]
    assert [section.provision for section in found] == [True, True]


@pytest.mark.parametrize(
    ("heading", "provision", "number"),
    [
        ("Article 33", True, ""),
        ("Article IV - Settlement of disputes", True, ""),
        ("Artículo 5", True, ""),
        ("Статья 12", True, ""),
        ("المادة 13", True, ""),
        ("第三十三条", True, ""),
        ("Objective 8 - Save lives", True, ""),
        ("Principle 3", True, ""),
        ("Schedule, Paragraph 4", True, ""),
        ("Regulation 19 - Carriage requirements", True, "19"),
        ("Annex, 2.1 - Arrangements", True, "2.1"),
        ("Objectives of this module", False, ""),
        ("Rule of law", False, ""),
        ("CHAPTER I", False, ""),
        ("Preamble", False, ""),
        ("Key terms", False, ""),
    ],
)
def test_provisions_are_known_by_their_heading(heading: str, provision: bool, number: str) -> None:
    section = only(heading)
    assert (section.path, section.provision, section.number) == ((heading,), provision, number)


@settings(deadline=None)
@given(documents())
def test_sections_hold_every_body_segment_under_its_nearest_heading(document: Document) -> None:
    expected = []
    nearest = None
    for segment in document.segments:
        text = document.text[segment.start : segment.end].strip()
        if segment.kind is SegmentKind.HEADING:
            title = segment == next(each for each in document.segments if each.kind is SegmentKind.HEADING)
            nearest = None if title and text.casefold() == document.title.casefold() else text or nearest
        elif text:
            expected.append((nearest, segment))
    found = [
        (section.path[-1] if section.path else None, segment)
        for section in sections(document)
        for segment in section.segments
    ]
    assert found == expected
