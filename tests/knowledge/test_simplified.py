from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.index import Index
from knowledge.instruments import Instruments
from knowledge.search import Searcher
from knowledge.simplified import simplified
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.encoder import Encoder
    from settings import Settings

#: As asked from Taipei or Hong Kong, and as asked from Beijing.
TWINS = [
    ("國家可以遣返難民嗎？", "国家可以遣返难民吗？"),
    ("什麼是強迫失蹤", "什么是强迫失踪"),
    ("無國籍的人有什麼權利", "无国籍的人有什么权利"),
    ("船長在海上發現遇險的人必須怎麼做？", "船长在海上发现遇险的人必须怎么做？"),
    ("偷運移民和販運人口有什麼區別", "偷运移民和贩运人口有什么区别"),
    ("僱主可以沒收外勞的護照嗎", "雇主可以没收外劳的护照吗"),
    ("無人陪伴的兒童可以被關起來嗎？", "无人陪伴的儿童可以被关起来吗？"),
    ("全球移民契約對各國有法律約束力嗎", "全球移民契约对各国有法律约束力吗"),
    ("被逮捕的外國人能不能聯絡領事館", "被逮捕的外国人能不能联络领事馆"),
    ("氣候變遷造成的災民算不算難民？", "气候变迁造成的灾民算不算难民？"),
]


@pytest.mark.parametrize(("traditional", "simple"), TWINS)
def test_traditional_characters_become_simplified(traditional: str, simple: str) -> None:
    assert simplified(traditional) == simple
    assert simplified(simple) == simple
    assert tokenise(traditional, "zh") == tokenise(simple, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What is asylum?",
        "Qu'est-ce que l'asile ?",
        "ما هو اللجوء؟",
        "著作权和瞭望台",
        "慰藉受害者",
        "第33条",
        "乾隆",
    ],
)
def test_what_has_no_traditional_characters_stays(text: str) -> None:
    assert simplified(text) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("然後", "然后"), ("關於ICRMW第25條", "关于ICRMW第25条"), ("乾淨", "干净")]
)
def test_words_and_characters_in_both_sets(text: str, expected: str) -> None:
    assert simplified(text) == expected


@pytest.fixture(scope="module")
def searcher(library_settings: Settings, encoder: Encoder) -> Iterator[Searcher]:
    with Index.open(library_settings.index_dir) as index:
        yield Searcher(index, encoder, Instruments.load())


@pytest.mark.encoder
@pytest.mark.parametrize(("traditional", "simple"), TWINS)
def test_both_find_the_same(searcher: Searcher, traditional: str, simple: str) -> None:
    one, other = searcher.search(traditional), searcher.search(simple)
    assert [hit.row for hit in one.hits] == [hit.row for hit in other.hits]
    assert one.language == "zh"


@pytest.mark.encoder
def test_a_follow_up_and_its_history_as_well(searcher: Searcher) -> None:
    one = searcher.search("那兒童呢？", history=["國家可以拘留移民嗎？"])
    other = searcher.search("那儿童呢？", history=["国家可以拘留移民吗？"])
    assert one.understood == other.understood == "国家可以拘留移民吗？ — 那儿童呢？"
    assert [hit.row for hit in one.hits] == [hit.row for hit in other.hits]
