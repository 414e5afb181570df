"""What is embedded of a passage, and its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Place
from knowledge.encoder import embedding_text, vector_key
from knowledge.passage import Passage, Sentence

Make = Callable[..., Passage]


@pytest.mark.parametrize(
    ("title", "section", "above"),
    [
        ("Convention", ("Chapter V", "Article 33"), "Convention\nChapter V > Article 33\n"),
        ("Convention", (), "Convention\n"),
        ("Convention", ("Convention", "Article 33"), "Convention\nArticle 33\n"),
        ("", ("Article 33",), "Article 33\n"),
        ("", (), ""),
    ],
)
def test_title_and_headings_stand_above(passage: Make, title: str, section: tuple[str, ...], above: str) -> None:
    text, offset = embedding_text(passage("One.", "Two.", title=title, section=section))
    assert text == above + "One. Two."
    assert offset == len(above)


@given(st.text(), st.lists(st.text(), max_size=3), st.text(min_size=1))
def test_the_offset_is_where_the_text_begins(title: str, section: list[str], text: str) -> None:
    sentence = Sentence(0, len(text), Place())
    passage = Passage("0" * 32, "a", "a", title, "c", "en", tuple(section), 0, len(text), text, (sentence,))
    whole, offset = embedding_text(passage)
    assert whole[offset:] == text


def test_the_key_follows_what_decides_the_vectors(passage: Make) -> None:
    one = passage("One.", "Two.")
    key = vector_key(one)
    assert len(bytes.fromhex(key)) == 32
    assert vector_key(replace(one, id="1" * 32, document="b.md", start=9, language="fr")) == key
    others = [
        replace(one, title="Another"),
        replace(one, section=("Article 2",)),
        replace(one, text="One. Too."),
        replace(one, sentences=(Sentence(0, 9, Place()),)),
    ]
    assert len({key, *map(vector_key, others)}) == 5
