from __future__ import annotations

from knowledge.readers.pdf_furniture import furniture, printed_numbers
from knowledge.readers.pdf_lines import Line


def line(page: int, text: str, height: float) -> Line:
    return Line(page, text, 40, 400, height + 11, height, 11)


def book(foot: str, first: int, pages: int = 5, head: str = "Handbook") -> list[list[Line]]:
    return [
        [
            line(page, head, 670),
            line(page, f"Text {page * 7}", 600),
            line(page, "More", 500),
            line(page, "End", 400),
            line(page, foot.format(page + first - 1), 30),
        ]
        for page in range(1, pages + 1)
    ]


def test_heads_and_counting_feet_are_dropped() -> None:
    pages = book("Page {} of 90", 17)
    dropped = furniture(pages)
    assert {found.text for found in dropped} == {"Handbook", *(f"Page {number} of 90" for number in range(17, 22))}
    assert printed_numbers(pages, dropped) == {1: "17", 2: "18", 3: "19", 4: "20", 5: "21"}


def test_two_pages_prove_nothing() -> None:
    assert furniture(book("{}", 1, pages=2)) == set()


def test_a_number_that_does_not_count_is_text() -> None:
    pages = [[line(page, f"{number} persons", 30)] for page, number in enumerate((3, 99, 12, 40), 1)]
    assert furniture(pages) == set()


def test_articles_at_the_head_of_each_page_are_text() -> None:
    assert {found.text for found in furniture(book("IML", 1, head="Article 33"))} == {"IML"}


def test_without_numbers_there_are_no_labels() -> None:
    pages = book("Attaché", 1)
    assert printed_numbers(pages, furniture(pages)) == {}
