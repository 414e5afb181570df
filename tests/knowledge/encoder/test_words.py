"""The words of passages, as an encoder of English reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import EnglishEncoder
from knowledge.encoder.adapter import Adapter
from knowledge.encoder.words import PROJECTION, SHIPPED, WordEncoder, words_checksum, words_name
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.encoder import Encoder
    from knowledge.passage import Passage

SAME = np.eye(32, dtype=np.float32)


def test_a_question_and_its_words_come_from_one_pass(tiny: Encoder) -> None:
    reading = tiny.read_question("the law of the sea", "en")
    np.testing.assert_allclose(reading.vector, tiny.embed_question("the law of the sea"), atol=1e-6)
    words = reading.words(SAME)
    np.testing.assert_allclose(np.linalg.norm(words, axis=1), 1, atol=1e-5)
    assert reading.words(SAME[:4]).shape == (len(words), 4)
    with pytest.raises(ValueError, match="empty question"):
        tiny.read_question(" ", "en")


def test_a_prompt_is_no_word(tiny: Encoder) -> None:
    assert [len(tiny.read_question(text, "en").states) for text in ("sea", "the law of the sea")] == [1, 7]


def test_passages_are_what_they_are_without_their_words(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    passages = [passage("the law of the sea.", "the state."), passage("the refugee")]
    found, words = tiny.read_passages(passages, SAME[:8])
    alone = tiny.embed_passages(passages)
    np.testing.assert_allclose(found.vectors, alone.vectors, atol=1e-6)
    assert [len(each) for each in found.sentences] == [len(each) for each in alone.sentences] == [2, 1]
    assert [each.shape[1] for each in words] == [8, 8]
    assert len(words[0]) > len(words[1]) > 0
    assert tiny.read_passages(passages)[1] == []


def test_words_of_other_languages_are_not_read(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    encoder = WordEncoder(tiny, SAME[:8], "0" * 64, "en")
    english, other = passage("the law of the sea"), replace(passage("une autre langue"), language="fr")
    found = encoder.embed_passages([other, english])
    assert (len(found.sentences[0]), found.vectors[0].any()) == (0, np.False_)
    mean = found.sentences[1].mean(axis=0)
    np.testing.assert_allclose(found.vectors[1], mean / np.linalg.norm(mean), atol=1e-5)
    assert not encoder.embed_passages([other]).vectors.any()


def test_the_second_encoder_finds_them_on_the_way(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    words = WordEncoder(tiny, SAME[:8], "0" * 64, "en")
    second = EnglishEncoder(tiny, words=words)
    passages = [replace(passage("une autre langue"), language="fr"), passage("the law of the sea")]
    beside, own = second.embed_passages(passages).beside[words.checksum], words.embed_passages(passages)
    np.testing.assert_allclose(beside.vectors, own.vectors, atol=1e-6)
    for one, other in zip(beside.sentences, own.sentences, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
    assert second.all == [second, words]
    vector, read = second.read_question("the sea")
    np.testing.assert_allclose(vector, second.embed_question("the sea"), atol=1e-6)
    assert read.shape[1] == 8


def test_without_a_projection_there_are_no_words(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    second = EnglishEncoder(tiny)
    assert second.embed_passages([passage("the sea")]).beside == {}
    assert len(second.read_question("the sea")[1]) == 0
    assert second.all == [second]


def test_its_checksum_tells_encoder_and_projection(tiny: Encoder) -> None:
    one = WordEncoder(tiny, SAME[:8], "0" * 64, "en")
    assert (one.name, one.checksum) == (words_name(tiny.name), words_checksum(tiny.checksum, "0" * 64))
    assert len({one.checksum, words_checksum(tiny.checksum, "1" * 64), words_checksum("f" * 16, "0" * 64)}) == 3


def test_a_projection_is_read_where_it_fits(tiny: Encoder, tmp_path: Path) -> None:
    assert WordEncoder.of(tiny, "en") is None  # what ships is for another width
    Adapter.write(tmp_path, {PROJECTION: SAME[:8].astype(np.float16)}, {"model": "tiny", "strength": 1.0})
    own = WordEncoder.of(tiny, "en", tmp_path)
    assert own is not None
    assert (own.dimensions, own.projection.dtype) == (8, np.float32)
    Adapter.write(tmp_path, {"other": SAME}, {"model": "tiny", "strength": 1.0})
    with pytest.raises(EncoderError, match="no projection of words"):
        WordEncoder.of(tiny, "en", tmp_path)


def test_what_ships_is_small_and_for_the_second_encoder() -> None:
    projection = Adapter.read(SHIPPED).tensors[PROJECTION]
    assert projection.shape[1] == 768
    assert projection.nbytes < 200_000
