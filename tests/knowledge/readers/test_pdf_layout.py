from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from knowledge.document import SegmentKind
from knowledge.readers.pdf_layout import Paragraph, paragraphs_of
from knowledge.readers.pdf_lines import Line


def lines(*texts: str, page: int = 1, right: float = 400, size: float = 11) -> list[Line]:
    return [
        Line(page, text, 40, right, 600 - 14 * number, 589 - 14 * number, size, split=text.endswith("-"))
        for number, text in enumerate(texts)
        if text
    ]


def texts(pages: list[list[Line]]) -> list[tuple[SegmentKind, str]]:
    return [(part.kind, part.text) for part in paragraphs_of(pages, {})]


def test_a_wider_gap_a_marker_and_an_article_part_paragraphs() -> None:
    assert texts([lines("One line", "goes on.", "", "Next,", "(a) first;", "(b) second.", "Article 34", "Body")]) == [
        (SegmentKind.PARAGRAPH, "One line goes on."),
        (SegmentKind.PARAGRAPH, "Next,"),
        (SegmentKind.LIST_ITEM, "(a) first;"),
        (SegmentKind.LIST_ITEM, "(b) second."),
        (SegmentKind.HEADING, "Article 34"),
        (SegmentKind.PARAGRAPH, "Body"),
    ]


def test_a_sentence_that_breaks_before_a_number_goes_on() -> None:
    assert (
        texts([lines("This is subject to paragraph", "(b) of", right=400)])[0][1]
        == "This is subject to paragraph (b) of"
    )
    assert (
        texts([lines("This is subject to", "Article 32.", "", "And so on.")])[0][1] == "This is subject to Article 32."
    )


def test_a_bold_heading_of_two_lines() -> None:
    bold = [replace(line, bold=True) for line in lines("Article 14 - Schooling and", "training")]
    text = [replace(line, top=line.top - 28, bottom=line.bottom - 28) for line in lines("The text.", "It goes on.")]
    assert texts([[*bold, *text]]) == [
        (SegmentKind.HEADING, "Article 14 - Schooling and training"),
        (SegmentKind.PARAGRAPH, "The text. It goes on."),
    ]


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        ("the State", "shall act.", True),
        ("يجوز للدولة", "أن تتصرف.", True),
        ("缔约国应", "采取措施。", True),
        ("Государство", "обязано.", True),
        ("It ends.", "and not.", False),
        ("the State", "The next", False),
        ("the State", "1. Number", False),
    ],
)
def test_a_sentence_goes_on_over_a_page_end(last: str, first: str, joined: bool) -> None:
    found = paragraphs_of([lines(last), lines(first, page=2)], {})
    assert len(found) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("first", "second", "known", "expected"),
    [
        ("funda-", "mental", [], "fundamental"),
        ("non-", "refoulement", [], "non-refoulement"),
        ("well-", "known", ["well-known"], "well-known"),
        ("co-", "operate", ["cooperate"], "cooperate"),
        ("Franco-", "German", [], "Franco-German"),
        ("1951-", "1967", [], "1951-1967"),
        ("без-", "опасность", [], "безопасность"),
    ],
)
def test_split_words(first: str, second: str, known: list[str], expected: str) -> None:
    paragraph = Paragraph(lines(first, second))
    assert paragraph.runs(Counter(known)) == [(1, expected + "\n")]


def test_each_page_of_a_paragraph_is_a_run() -> None:
    paragraph = Paragraph([*lines("one", "two"), *lines("three", page=2)])
    assert paragraph.runs({}) == [(1, "one\ntwo\n"), (2, "three\n")]


def test_larger_type_is_a_heading_and_the_largest_the_highest() -> None:
    found = paragraphs_of(
        [[*lines("Title", size=20), *lines("Chapter", size=15), *lines("Body text here, long enough.", "And more.")]],
        {},
    )
    assert [(part.kind, part.level) for part in found[:2]] == [(SegmentKind.HEADING, 1), (SegmentKind.HEADING, 2)]
    assert found[2].kind is SegmentKind.PARAGRAPH
