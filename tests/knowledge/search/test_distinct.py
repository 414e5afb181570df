"""Each text once, each place once, and what else stands there beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.document import Place
from knowledge.instruments import Instruments
from knowledge.passage import Passage, Sentence
from knowledge.search.distinct import distinct, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Rows:
    """The passages of an index, as far as they are asked for here."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        return [self._passages[row] for row in rows]


def passage(title: str, heading: str, text: str) -> Passage:
    sentences = (Sentence(0, len(text), Place()),)
    section = (heading,) if heading else ()
    return Passage(f"{title}{text}", title, title, title, "", "en", section, 0, len(text), text, sentences)


ALL = [
    passage("A treaty", "Article 1", "Everyone has the right to leave a country."),
    passage("A treaty", "Article 1", "The right may be limited by law for public order."),
    passage("A treaty", "Article 2", "Nobody shall be tortured or treated cruelly."),
    passage("Another", "Article 7", "Nobody shall be tortured or treated cruelly."),
    passage("Seminar", "", "Let me say what a place of safety is."),
    passage("Seminar", "", "The captain asks where to go with them."),
]


def texts(order: Sequence[int], top: int) -> tuple[list[int], list[int]]:
    rows = np.arange(len(ALL))
    kept, beside = distinct(Rows(ALL), Instruments.load(), rows, np.array(order), top)  # type: ignore[arg-type]
    return [number for number, _ in kept], [number for number, _ in beside]


def test_an_article_comes_once_and_the_rest_of_it_beside() -> None:
    assert texts([0, 1, 2, 4], 3) == ([0, 2, 4], [1])


def test_nothing_is_beside_that_comes_after_the_last() -> None:
    assert texts([0, 2, 1], 2) == ([0, 2], [])


def test_the_same_words_are_shown_once() -> None:
    assert texts([3, 2, 0], 3) == ([3, 0], [])


def test_of_a_recording_each_passage_is_a_place() -> None:
    assert texts([4, 5], 2) == ([4, 5], [])
    assert place_of(ALL[4]) != place_of(ALL[5])


def test_both_covenants_keep_what_they_share() -> None:
    shared = "All peoples have the right of self-determination."
    covenants = [
        passage("International Covenant on Civil and Political Rights", "Article 1", shared),
        passage("International Covenant on Economic, Social and Cultural Rights", "Article 1", shared),
    ]
    kept, _ = distinct(Rows(covenants), Instruments.load(), np.arange(2), np.arange(2), 5)  # type: ignore[arg-type]
    assert len(kept) == 2


MODULE = "A child who would be stateless gets the nationality of the country of birth. Registration at birth proves it."
SLIDES = [
    passage("A module", "A nationality", MODULE),
    replace(passage("A module", "A nationality (1 of 2)", MODULE[:77]), document="slides"),
    replace(passage("A module", "A nationality (2 of 2)", MODULE[77:]), document="slides"),
    passage("Another module", "Birth", "Registration at birth proves it."),
    passage("A treaty", "Article 1", "Nobody shall be tortured or treated cruelly."),
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([0, 1, 4, 2], [0, 4]),  # what is part of a passage before it says nothing new
        ([1, 4, 2, 0], [0, 4]),  # the whole takes the place of its parts
        ([2, 4, 0, 1], [0, 4]),
        ([0, 3], [0, 3]),  # the same words in a work of another name
    ],
)
def test_slides_are_one_place_with_the_text_they_are_made_of(order: list[int], expected: list[int]) -> None:
    rows = np.arange(len(SLIDES))
    kept, _ = distinct(Rows(SLIDES), Instruments.load(), rows, np.array(order), 5)  # type: ignore[arg-type]
    assert [number for number, _ in kept] == expected


def test_where_parts_become_one_another_place_is_found() -> None:
    rows = np.arange(len(SLIDES))
    kept, _ = distinct(Rows(SLIDES), Instruments.load(), rows, np.array([1, 2, 0, 4, 3]), 3)  # type: ignore[arg-type]
    assert [number for number, _ in kept] == [0, 4, 3]
