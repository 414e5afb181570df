from __future__ import annotations

import sys

import pytest

from knowledge.recogniser import Recogniser, words


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(
        {"Sea Convention": "sea", "Конвенция о море": "sea", "海洋公约": "sea", "Convention on the Sea Bed": "bed"}
    )


def folded(text: str) -> list[str]:
    return [word for word, _, _ in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Article 33", "l’article 33"),
        ("Convención", "convencion"),
        ("art. 33", "ART 33"),
        ("Конвенции о беженцах", "конвенция о беженцах"),
        ("اتفاقيّة اللاجئين", "الاتفاقيه لاجئين"),
        ("للمادة 3", "المادة ٣"),
        ("難民公約", "难民公约"),
        ("convention n° 29", "convention n 29"),
    ],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_numbers_keep_their_paragraphs() -> None:
    assert folded("art. 33(1)(a), 1A(2), 10.7 第三十三条第一款") == [
        "art",
        "33(1)(a)",
        "1a(2)",
        "10.7",
        "第三十三条",
        "第一款",
    ]


def test_offsets() -> None:
    text = "Siehe, l'article\u00a033 (1)!"
    assert [text[start:end] for _, start, end in words(text)] == ["Siehe", "l", "article", "33 (1)"]


def test_the_longest_name_wins(recogniser: Recogniser) -> None:
    found = recogniser.find("the convention on the sea bed, article 3, and the sea convention")
    assert [(mention.instrument, mention.provisions) for mention in found] == [
        ("bed", ()),
        (None, (("article", "3", ""),)),
        ("sea", ()),
    ]


def test_names_in_every_script(recogniser: Recogniser) -> None:
    for text in ("По Конвенции о море", "根据海洋公约", "SEA CONVENTION"):
        assert [mention.instrument for mention in recogniser.find(text)] == ["sea"]


def test_the_import_leaves_no_traces() -> None:
    assert all(sys.modules.get(name, "absent") is not None for name in ("torch", "tensorflow", "cupy", "mxnet"))
