from __future__ import annotations

import pytest

from knowledge.readers.textual import BULLET, language_code, marker


@pytest.mark.parametrize(
    "line",
    ["1. One", "(a) one", "ii) two", "2.1.10 ten", ".1 warships", "33) x", "а) раз", "١. واحد", "(أ) واحد", "一、总则"],
)
def test_numbers_of_paragraphs(line: str) -> None:
    assert marker(line)


@pytest.mark.parametrize("line", ["1951. A year", "A sentence", "3 ships", "e.g. this", "Art. 33", "2.5% of"])
def test_other_beginnings(line: str) -> None:
    assert not marker(line)


@pytest.mark.parametrize("line", ["- a", "• a", "\uf0b7\ta", "— a"])
def test_bullets(line: str) -> None:
    match = BULLET.match(line)
    assert match is not None
    assert line[match.end() :] == "a"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-Hans-CN", "zh"), ("fr_CH", "fr"), ("EN", "en"), ("", ""), (None, ""), (5, ""), ("English", "")],
)
def test_language_code(tag: object, expected: str) -> None:
    assert language_code(tag) == expected
