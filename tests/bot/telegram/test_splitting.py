"""Cuts: within the limit, at the best place there is, nothing lost."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.splitting import cut, units, visible


def pieces(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in cut(text, limit)]


def test_a_short_text_is_one_message_without_white_space_around_it():
    assert pieces("\n One.\n\nTwo. \n", 20) == ["One.\n\nTwo."]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2068 \u2069\ufeff"])
def test_what_cannot_be_seen_is_no_message(text: str):
    assert pieces(text, 10) == []


def test_the_limit_counts_utf16_units():
    assert units("a人😀") == 4
    assert pieces("😀" * 5, 4) == ["😀😀", "😀😀", "😀"]
    assert pieces("😀" * 3, 5) == ["😀😀", "😀"]


def test_a_text_of_exactly_the_limit_stays_whole():
    assert pieces("a" * 10, 10) == ["a" * 10]
    assert pieces("a" * 11, 10) == ["a" * 10, "a"]


def test_a_blank_line_comes_before_the_end_of_a_sentence():
    assert pieces("First part here.\n\nThen. And more of it.", 25) == ["First part here.", "Then. And more of it."]


def test_a_blank_line_near_the_beginning_is_not_worth_a_message():
    assert pieces("Hm.\n\nA sentence that ends. Another one.", 30) == ["Hm.\n\nA sentence that ends.", "Another one."]


def test_a_sentence_comes_before_a_line_and_a_line_before_a_word():
    assert pieces("One sentence here.\nA line of\nwords", 30) == ["One sentence here.", "A line of\nwords"]
    assert pieces("a line of words\nand other words", 24) == ["a line of words", "and other words"]
    assert pieces("word " * 7, 12) == ["word word", "word word", "word word", "word"]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("لا يجوز طرد اللاجئ. يحق له البقاء", 30, ["لا يجوز طرد اللاجئ.", "يحق له البقاء"]),
        ("هل يجوز طرد اللاجئ؟ لا يجوز ذلك", 28, ["هل يجوز طرد اللاجئ؟", "لا يجوز ذلك"]),
        ("He may stay (for now.) It is late.", 30, ["He may stay (for now.)", "It is late."]),
        ("«¿Puede quedarse?» Sí, puede hoy.", 28, ["«¿Puede quedarse?»", "Sí, puede hoy."]),
        ("Il peut rester. Ensuite il part.", 26, ["Il peut rester.", "Ensuite il part."]),
        ("Он может остаться. Потом уедет.", 28, ["Он может остаться.", "Потом уедет."]),
        ("缔约国不得驱逐难民。难民可以留下", 14, ["缔约国不得驱逐难民。", "难民可以留下"]),
        ("“缔约国不得驱逐难民。”难民可以留下", 14, ["“缔约国不得驱逐难民。”", "难民可以留下"]),
        ("难民可以留下吗。缔约国。”他说", 12, ["难民可以留下吗。", "缔约国。”他说"]),
        ("缔约国不得驱逐难民，难民可以留下", 14, ["缔约国不得驱逐难民，", "难民可以留下"]),
    ],
)
def test_sentences_end_in_six_languages(text: str, limit: int, expected: list[str]):
    assert pieces(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("It says so there. See Art. 33 of it today", 32, ["It says so there.", "See Art. 33 of it today"]),
        ("It says so there. See Art. I of it today", 31, ["It says so there.", "See Art. I of it today"]),
        ("It is the law. The U.S. Border opens", 26, ["It is the law.", "The U.S. Border opens"]),
        ("Так сказано там. См. ст. 33 этого", 28, ["Так сказано там.", "См. ст. 33 этого"]),
        ("C’est écrit ainsi. Il dit, p. ex. ceci", 35, ["C’est écrit ainsi.", "Il dit, p. ex. ceci"]),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, limit: int, expected: list[str]):
    assert pieces(text, limit) == expected


def test_a_no_break_space_keeps_a_mark_with_its_word():
    assert pieces("un mot puis «\u00a0oui\u00a0» dit", 16) == ["un mot puis", "«\u00a0oui\u00a0» dit"]


@pytest.mark.parametrize("character", ["e\u0301", "👩🏽‍⚖️", "🇨🇭", "นี้"])
def test_a_character_of_several_code_points_stays_whole(character: str):
    shown = pieces(character * 40, 23)
    assert "".join(shown) == character * 40
    assert {piece.replace(character, "") for piece in shown} == {""}


def test_an_accent_keeps_the_space_that_it_hangs_on():
    assert pieces("aaaaaaa \u0301bbbb", 10) == ["aaaaaaa \u0301b", "bbb"]


ALPHABET = st.sampled_from([*"aB1.!? \n\t()<&؟。，人ء«»\u00a0\u0301\u200d\u2068\u2069\u200b\r", "😀", "🇨", "🇭", "🏽"])
TEXTS = st.text(ALPHABET | st.characters(), max_size=300)


@given(TEXTS, st.integers(min_value=2, max_value=60))
def test_nothing_is_lost_and_every_piece_fits(text: str, limit: int):
    at = 0
    for start, end in cut(text, limit):
        assert not visible(text[at:start])
        assert units(text[start:end]) <= limit
        assert visible(text[start:end])
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not visible(text[at:])


@given(TEXTS, st.integers(min_value=40, max_value=80))
def test_no_character_is_cut_in_two(text: str, limit: int):
    clusters = [found.span() for found in regex.finditer(r"\X", text)]
    if any(units(text[start:end]) > limit // 2 for start, end in clusters):
        return
    for start, end in cut(text, limit):
        for first, last in clusters:
            # White space falls away at the ends, even where an accent hangs on it.
            for edge in (start, end):
                assert not first < edge < last or text[first:edge].isspace() or text[edge:last].isspace()
