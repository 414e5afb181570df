"""Embedding through the cache: the same vectors, each computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, EnglishEncoder, VectorCache, embed_cached
from knowledge.encoder import cached as module
from knowledge.encoder.words import WordEncoder
from knowledge.passage import Passage

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[..., Passage]


def test_new_and_cached_vectors_are_the_same_bytes(tiny: Encoder, passage: Make, tmp_path: Path) -> None:
    passages = [passage("the refugee.", "the sea"), passage("the law"), passage("the refugee.", "the sea")]
    told: list[tuple[int, int]] = []
    first = embed_cached(tiny, passages, VectorCache(tmp_path, tiny.checksum), lambda *done: told.append(done))
    again = embed_cached(tiny, passages, VectorCache(tmp_path, tiny.checksum), lambda *done: told.append(done))
    assert first.vectors.tobytes() == again.vectors.tobytes()
    assert [part.tobytes() for part in first.sentences] == [part.tobytes() for part in again.sentences]
    assert [part.shape for part in first.sentences] == [(2, 32), (1, 32), (2, 32)]
    assert told == [(1, 3), (3, 3), (3, 3)]
    direct = tiny.embed_passages(passages)
    assert np.abs(direct.vectors - first.vectors).max() < 1e-3
    assert first.vectors.dtype == np.float32


def test_what_the_same_pass_found_for_others_is_kept_for_them(tiny: Encoder, passage: Make, tmp_path: Path) -> None:
    words = WordEncoder(tiny, np.eye(8, 32, dtype=np.float32), "0" * 64, "en")
    passages = [passage("the law of the sea"), passage("the state")]
    embed_cached(EnglishEncoder(tiny, words=words), passages, VectorCache(tmp_path, EnglishEncoder(tiny).checksum))
    told: list[tuple[int, int]] = []
    found = embed_cached(words, passages, VectorCache(tmp_path, words.checksum), lambda *done: told.append(done))
    assert told == [(2, 2)]
    for kept, direct in zip(found.sentences, words.embed_passages(passages).sentences, strict=True):
        np.testing.assert_allclose(kept, direct, atol=1e-3)


def test_what_is_done_is_kept_when_the_run_is_stopped(
    tiny: Encoder, passage: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    passages = [passage("a " * number) for number in range(1, 7)]

    def stop(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_cached(tiny, passages, VectorCache(tmp_path, tiny.checksum), stop)
    told: list[tuple[int, int]] = []
    embed_cached(tiny, passages, VectorCache(tmp_path, tiny.checksum), lambda *done: told.append(done))
    assert told == [(4, 6), (6, 6)]


def test_no_passages_are_no_vectors(tiny: Encoder, tmp_path: Path) -> None:
    found = embed_cached(tiny, [], VectorCache(tmp_path, tiny.checksum))
    assert found.vectors.shape == (0, 32)
    assert found.sentences == []


def test_the_cache_of_another_encoder_is_refused(tiny: Encoder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="The cache is for the encoder abc"):
        embed_cached(tiny, [], VectorCache(tmp_path, "abc"))
