from __future__ import annotations

import pytest

from knowledge.document import Place
from knowledge.passage import Passage, Sentence
from knowledge.search.term_names import name_tokens
from knowledge.search.titles import Titles


def entry(heading: str, language: str = "en") -> Passage:
    sentence = (Sentence(0, 5, Place()),)
    return Passage("0" * 32, "a", "a.yml", "Title", "", language, (heading,), 0, 5, "Text.", sentence)


@pytest.fixture
def titles() -> Titles:
    questions = ["How much does the course cost? Is it free?", "What is statelessness?"]
    resources = ["International Migration Review Forum (IMRF)", "Refworld, case law of UNHCR", "Trade unions"]
    return Titles(
        [(row, entry(question)) for row, question in enumerate(questions)],
        [(row, entry(name)) for row, name in enumerate(resources, start=10)],
        "en",
    )


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("how much does the course cost", {0}),
        ("the course, how much does it cost?", {0}),
        ("How much does the course cost? Is it free?", {0}),
        ("what is statelessness", {1}),
        ("statelessness", set()),
        ("how much does the course cost in Geneva", set()),
        ("", set()),
    ],
)
def test_a_frequent_question_is_known_by_its_words(titles: Titles, question: str, rows: set[int]) -> None:
    assert titles.questions(question) == rows


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("International Migration Review Forum", {10}),
        ("IMRF", {10}),
        ("refworld", {11}),
        ("case law of UNHCR", set()),
        ("trade union", {12}),
        ("", set()),
    ],
)
def test_a_resource_is_known_by_its_names(titles: Titles, name: str, rows: set[int]) -> None:
    assert titles.resources(name_tokens(name, "en")) == rows


def test_in_chinese_brackets_and_commas_are_wide() -> None:
    titles = Titles([], [(1, entry("区域移民会议（普埃布拉进程）", "zh"))], "zh")
    for name in ("区域移民会议", "普埃布拉进程", "区域移民会议（普埃布拉进程）"):
        assert titles.resources(name_tokens(name, "zh")) == {1}
