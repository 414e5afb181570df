"""A second encoder of English is heard where it understands, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import PassageVectors
from knowledge.encoder.bridge import Bridge
from knowledge.encoder.words import words_name
from knowledge.index import Index, update
from knowledge.instruments import Instruments
from knowledge.search import Searcher
from knowledge.search.fusion import WEIGHTS, Weights
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRENCH = """# Le retour

## La règle

Nul ne peut être renvoyé vers un pays où sa vie serait menacée, quelle que soit la manière.

## La pause

La machine à café se trouve dans le couloir derrière la bibliothèque et prend toutes les pièces.
"""

ENGLISH = """# Returns

## The rule

Nobody may be sent back to a country where life would be in danger, in any manner whatsoever.

## The break

The machine for coffee stands in the corridor behind the library and takes coins of all kinds.
"""


class OneSection:
    """An encoder of English that takes every question to be about one section."""

    name, checksum, dimensions = "second", "f" * 16, 2
    bridge: Bridge | None = None

    def __init__(self, section: str) -> None:
        self.section = section
        self.asked: list[str] = []

    def read_question(self, text):
        self.asked.append(text)
        return np.array([1, 0], np.float32), np.eye(3, dtype=np.float32)[:2]

    def embed_passages(self, passages):
        vectors = np.zeros((len(passages), 2), np.float32)
        for row, passage in enumerate(passages):
            if passage.language == "en":
                vectors[row] = (1, 0) if passage.section[-1] == self.section else (0, 1)
        return PassageVectors(vectors, [vectors[:0]] * len(passages))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second")
    for language, text in (("fr", FRENCH), ("en", ENGLISH)):
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts" / f"{language}.md").write_text(text, encoding="utf-8")
    encoders = [HashingEncoder(), OneSection("The rule")]
    update([folder / "texts"], folder / "index", encoders=encoders, cache_dir=folder / "cache")
    return folder / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    with Index.open(folder, encoders={"hashing": HashingEncoder().checksum}, also={"second": "f" * 16}) as opened:
        yield opened


def first(result) -> str:
    return result.hits[0].passage.section[-1]


QUESTION = "where does the coffee machine stand"


def test_it_is_heard_on_english(index: Index) -> None:
    second = OneSection("The rule")
    alone = Searcher(index, HashingEncoder(), Instruments.load())
    both = Searcher(index, HashingEncoder(), Instruments.load(), second=second, weights=Weights(second=0.9))
    assert first(alone.search(QUESTION)) == "The break"
    assert first(both.search(QUESTION)) == "The rule"
    assert second.asked == [QUESTION]


def test_it_is_not_asked_in_another_language(index: Index) -> None:
    second = OneSection("The rule")
    both = Searcher(index, HashingEncoder(), Instruments.load(), second=second, weights=Weights(second=0.9))
    question = "où se trouve la machine à café dans la bibliothèque ?"
    alone = Searcher(index, HashingEncoder(), Instruments.load())
    assert [hit.row for hit in both.search(question).hits] == [hit.row for hit in alone.search(question).hits]
    assert second.asked == []


def test_over_a_bridge_it_hears_other_languages(index: Index) -> None:
    """Whatever is asked, the bridge says that it is about the section, here the one that comes last without it."""
    first_encoder = HashingEncoder()
    question = "où se trouve la machine à café dans la bibliothèque ?"
    vector = first_encoder.read_question(question, "fr").vector
    alone = Searcher(index, first_encoder, Instruments.load())

    def english(searcher: Searcher) -> list[str]:
        hits = searcher.search(question).hits
        return [hit.passage.section[-1] for hit in hits if hit.passage.language == "en"]

    last = english(alone)[-1]
    assert english(alone)[0] != last
    toward = np.array([1, 0] if last == "The rule" else [0, 1], np.float32)
    second = OneSection("The rule")
    second.bridge = Bridge(
        "", "", np.outer(toward, vector).astype(np.float32), np.eye(3, len(vector), dtype=np.float32)
    )
    both = Searcher(index, first_encoder, Instruments.load(), second=second, weights=Weights(carried=0.95))
    assert english(both)[0] == last
    assert second.asked == []  # it need not be embedded again


def test_passages_in_another_language_keep_what_the_first_says(index: Index) -> None:
    both = Searcher(index, HashingEncoder(), Instruments.load(), second=OneSection("The rule"))
    result = both.search("coffee machine library", language="fr")
    assert {hit.passage.language for hit in result.hits} == {"fr"}
    assert all(np.isfinite(hit.score) for hit in result.hits)


def test_with_no_weight_it_is_not_asked(index: Index) -> None:
    second = OneSection("The rule")
    Searcher(index, HashingEncoder(), Instruments.load(), second=second, weights=Weights(second=0)).search(QUESTION)
    assert second.asked == []


def test_an_index_without_its_vectors_is_searched_without_it(folder: Path) -> None:
    second = OneSection("The rule")
    with Index.open(folder, encoders={"hashing": HashingEncoder().checksum}) as index:
        assert not index.has_vectors("second")
        searcher = Searcher(index, HashingEncoder(), Instruments.load(), second=second)
        assert first(searcher.search(QUESTION)) == "The break"
    assert second.asked == []


def test_vectors_of_another_model_of_that_name_are_not_loaded(folder: Path) -> None:
    with Index.open(folder, encoders={"hashing": HashingEncoder().checksum}, also={"second": "0" * 16}) as index:
        assert not index.has_vectors("second")


def test_it_has_a_share_and_not_the_word() -> None:
    assert 0 < WEIGHTS.second < 1


class OneSentence(OneSection):
    """An encoder of English to which one sentence is near, and no passage as a whole."""

    def embed_passages(self, passages):
        vectors = np.zeros((len(passages), 2), np.float32)
        sentences = [vectors[:0]] * len(passages)
        for row, passage in enumerate(passages):
            if passage.language == "en":
                vectors[row] = (0, 1)
                sentences[row] = np.array(
                    [(0, 1), (1, 0) if passage.section[-1] == self.section else (0, 1)], np.float32
                )
        return PassageVectors(vectors, sentences)


def test_a_near_sentence_counts(folder: Path, tmp_path: Path) -> None:
    second = OneSentence("The rule")
    encoders = [HashingEncoder(), second]
    update([folder.parent / "texts"], tmp_path / "index", encoders=encoders, cache_dir=tmp_path / "cache")
    with Index.open(
        tmp_path / "index", encoders={"hashing": HashingEncoder().checksum}, also={"second": "f" * 16}
    ) as own:
        both = Searcher(own, HashingEncoder(), Instruments.load(), second=second, weights=Weights(second=0.9))
        assert first(both.search(QUESTION)) == "The rule"


class OneWord(OneSection):
    """What `OneSection` makes of words: both words of a question stand in one section, one of them in the other."""

    name, checksum, dimensions = words_name("second"), "e" * 16, 3

    def embed_passages(self, passages):
        here, there = np.eye(3, dtype=np.float32)[:2], np.eye(3, dtype=np.float32)[[0, 2]]
        words = [
            (here if passage.section[-1] == self.section else there) if passage.language == "en" else here[:0]
            for passage in passages
        ]
        return PassageVectors(np.zeros((len(passages), 3), np.float32), words)


def test_each_word_looks_for_the_nearest_one(folder: Path, tmp_path: Path) -> None:
    """By the passages as a whole it is the rule; by their words, both of which stand there, the break."""
    second, words = OneSection("The rule"), OneWord("The break")
    encoders = [HashingEncoder(), second, words]
    update([folder.parent / "texts"], tmp_path / "index", encoders=encoders, cache_dir=tmp_path / "cache")
    first_alone = {"hashing": HashingEncoder().checksum}
    question = "what is it about"
    for also, section in (
        ({"second": "f" * 16}, "The rule"),
        ({"second": "f" * 16, words.name: "e" * 16}, "The break"),
    ):
        with Index.open(tmp_path / "index", encoders=first_alone, also=also) as own:
            both = Searcher(own, HashingEncoder(), Instruments.load(), second=second, weights=Weights(second=0.95))
            assert first(both.search(question, language="en")) == section
