from __future__ import annotations

import pytest

from knowledge.document import SegmentKind
from knowledge.readers.builder import Block
from knowledge.readers.run_in import part

PARAGRAPH, HEADING = SegmentKind.PARAGRAPH, SegmentKind.HEADING


@pytest.mark.parametrize(
    ("head", "sign", "body"),
    [
        ("المادة {}", ": ", "لا يجوز طرد لاجئ."),
        ("Article {}.", " - ", "No State shall expel a refugee."),
        ("Artículo {}.", " ", "Los Estados no expulsarán."),
        ("Article {}.", " – ", "Aucun État n’expulsera\nun réfugié"),
        ("Статья {}.", " ", "Государства не будут высылать."),
        ("第{}条", "　", "缔约国不得驱逐难民。"),
    ],
)
def test_articles_are_parted_from_their_text(head: str, sign: str, body: str) -> None:
    heads = [head.format(number) for number in (1, 2, 3)]
    blocks = [Block(HEADING, "Title", 1), *(Block(PARAGRAPH, f"{text}{sign}{body}") for text in heads)]
    expected = [Block(HEADING, "Title", 1)]
    for text in heads:
        expected += [Block(HEADING, f"{text}{sign}".strip(" –-　"), 2), Block(PARAGRAPH, body)]
    assert part(blocks) == expected


def test_two_paragraphs_that_begin_so_stay_whole() -> None:
    blocks = [Block(PARAGRAPH, f"Article {number}. It is the rule.") for number in (1, 2, 2)]
    assert part(blocks) == blocks


def test_a_sentence_about_an_article_stays_whole() -> None:
    blocks = [Block(PARAGRAPH, f"Article {number} applies to refugees.") for number in (1, 2, 3)]
    assert part(blocks) == blocks
