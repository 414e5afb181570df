from __future__ import annotations

import pytest

from knowledge.catalogue.excerpts import cite
from knowledge.document import Place
from knowledge.passage import Passage, Sentence

TEXT = "One rule. A second rule, longer than the first. A third."


def passage(text: str = TEXT, **more) -> Passage:
    bounds = [(0, 9), (10, 47), (48, 56)]
    sentences = tuple(
        Sentence(start, end, Place(start=float(at), end=at + 1.0, speaker="Expert"))
        for at, (start, end) in enumerate(bounds)
    )
    fields = {"name": "a.md", "title": "A", "collection": "course", "language": "en", "section": ("B",)} | more
    return Passage("1" * 32, "course/a.md", start=0, end=len(text), text=text, sentences=sentences, **fields)


@pytest.mark.parametrize(
    ("sentences", "characters", "quote"),
    [
        (1, 1000, "One rule."),
        (2, 1000, "One rule. A second rule, longer than the first."),
        (9, 1000, TEXT),
        (9, 20, "One rule."),
        (9, 1, "One rule."),
    ],
)
def test_as_many_sentences_as_may_be(sentences: int, characters: int, quote: str):
    found = cite(passage(), "en", sentences=sentences, characters=characters)
    assert (found.quote, found.passage.text.startswith(quote)) == (quote, True)


def test_the_place_is_from_the_first_sentence_to_the_last():
    found = cite(passage(), "fr", sentences=2, characters=1000)
    assert (found.place.start, found.place.end, found.place.speaker) == (0.0, 2.0, "Expert")
    assert found.label == "A, expert, 00:00:00"


def test_a_passage_without_sentences_is_quoted_whole():
    bare = passage()
    found = cite(
        Passage(bare.id, bare.document, "a.md", "A", "course", "en", ("B",), 0, 3, "Abc", ()), "en",
        sentences=1, characters=10,
    )  # fmt: skip
    assert (found.quote, found.label) == ("Abc", "A, B")
