"""Lines that run both ways lie on the side they are read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.direction import bare, loose_isolates, rightwards
from nlu.texts import isolate


def settled(text: str) -> str:
    loose = loose_isolates(text)
    return "".join(character for at, character in enumerate(text) if at not in loose)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (isolate("“first\nsecond”"), "“first\nsecond”"),
        (isolate("اتفاقية"), "اتفاقية"),
        (f" {isolate('a')} \nb", " a \nb"),
        (f"— {isolate('label')}", f"— {isolate('label')}"),
        (f"{isolate('a')}: {isolate('b')}", f"{isolate('a')}: {isolate('b')}"),
        ("rest of it\u2069 و", "rest of it و"),
        (f"و {isolate('a ' + isolate('ب') + ' c')}", f"و {isolate('a ' + isolate('ب') + ' c')}"),
        ("و \u2068cut", "و cut"),
    ],
)
def test_isolates_that_isolate_nothing_are_left_out(text: str, expected: str):
    assert settled(text) == expected


def test_a_line_with_a_foreign_label_in_front_runs_from_right_to_left():
    label = isolate("Article 33")
    assert rightwards(f"— {label}\n2. {label}: نص\nانظر {label}") == (
        f"\u200f— {label}\n\u200f2. {label}: نص\nانظر {label}"
    )


def test_a_foreign_quotation_keeps_its_direction():
    for text in (isolate("“No State.”"), isolate("“No State\nshall.”"), "No State", "33", ""):
        assert rightwards(text) == text


@given(st.text(st.sampled_from("aء1 \n\u2066\u2067\u2068\u2069.")))
def test_what_is_left_is_balanced_on_every_line(text: str):
    for line in settled(text).split("\n"):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_what_only_turns_direction_is_taken_out_and_nothing_else():
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert bare(marks.join("/ask a\u200db\u200c c\n\u00ad")) == "/ask a\u200db\u200c c\n\u00ad"
