from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.search import build
from bench.synthetic import DrawnEncoder, Vocabulary, entries
from knowledge.index import Index
from knowledge.language import LANGUAGES
from knowledge.sentences import count_words

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.passage import Passage


def passages(count: int, seed: int = 0) -> list[Passage]:
    return list(chain.from_iterable(entry.passages or () for entry in entries(count, seed)))


def test_the_same_seed_draws_the_same_passages() -> None:
    assert passages(120) == passages(120)
    assert passages(120, seed=1) != passages(120)


def test_passages_are_as_long_as_those_that_are_cut_and_none_is_like_another() -> None:
    drawn = passages(1000)
    assert {passage.language for passage in drawn} == set(LANGUAGES)
    spaced = [count_words(passage.text) for passage in drawn if passage.language != "zh"]
    assert min(spaced) >= 60
    assert max(spaced) <= 150
    assert len({passage.id for passage in drawn}) == len({passage.text for passage in drawn}) == 1000


def test_sentences_cover_the_text_but_white_space() -> None:
    for passage in passages(300):
        covered = "".join(passage.text[sentence.start : sentence.end] for sentence in passage.sentences)
        assert covered.replace(" ", "") == passage.text.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_words_are_common_and_rare_ones_rare(language: str) -> None:
    vocabulary = Vocabulary(language, size=5_000)
    assert len(set(vocabulary.words)) == 5_000
    words = vocabulary.draw(np.random.default_rng(0), 20_000)
    first = sum(word in set(vocabulary.words[:100]) for word in words) / len(words)
    last = sum(word in set(vocabulary.words[-100:]) for word in words) / len(words)
    assert 0.3 < first < 0.8
    assert last < 0.01


def test_the_drawn_encoder_is_one_for_the_index() -> None:
    encoder = DrawnEncoder(dimensions=32, clusters=10)
    some = passages(5)
    embedded = encoder.embed_passages(some)
    assert embedded.vectors.shape == (5, 32)
    assert [block.shape for block in embedded.sentences] == [(len(passage.sentences), 32) for passage in some]
    np.testing.assert_allclose(np.linalg.norm(embedded.vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(DrawnEncoder(32, 10).embed_passages(some).vectors, embedded.vectors)
    np.testing.assert_array_equal(encoder.embed_questions(["a", "b"])[1], encoder.embed_question("b"))


def test_a_sentence_is_nearer_to_its_own_passage_than_passages_are_to_each_other() -> None:
    encoder = DrawnEncoder(dimensions=64, clusters=50)
    embedded = encoder.embed_passages(passages(40))
    own = [float((block @ vector).min()) for block, vector in zip(embedded.sentences, embedded.vectors, strict=True)]
    others = embedded.vectors @ embedded.vectors.T
    assert float(np.mean(own)) > float(np.median(others)) + 0.3


def test_the_index_is_a_real_one(tmp_path: Path) -> None:
    encoder = DrawnEncoder(dimensions=16, clusters=10)
    build(tmp_path / "index", 150, encoder, tmp_path / "vectors")
    with Index.open(tmp_path / "index", encoders={encoder.name: encoder.checksum}) as index:
        assert len(index) == 150
        assert index.passage(149) == passages(150)[149]
        vector = index.passage_vectors(encoder.name, [77])[0]
        assert index.vectors_search(encoder.name, vector, 1)[1].tolist() == [77]
