"""The bridge between two encoders: read, refused, crossed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, EnglishEncoder
from knowledge.encoder.adapter import RECORD, Adapter
from knowledge.encoder.bridge import MATRIX, SHIPPED, WORDS, Bridge
from knowledge.encoder.reading import Reading
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, **record: str) -> Path:
    matrices = {MATRIX: np.array([[1, 0], [0, 2], [0, 0]], np.float16), WORDS: np.array([[0, 3]], np.float16)}
    Adapter.write(folder, matrices, {"model": "some/model", "strength": 1.0, **record})
    return folder


def test_carries_a_vector_to_one_of_length_one(tmp_path: Path) -> None:
    bridge = Bridge.read(written(tmp_path, first="a", second="b"))
    assert (bridge.first, bridge.second) == ("a", "b")
    np.testing.assert_allclose(bridge.carry(np.array([0.6, 0.4], np.float32)), [0.6, 0.8, 0], atol=1e-6)
    assert not bridge.carry(np.zeros(2, np.float32)).any()
    assert Reading(np.ones(2, np.float32), np.eye(2, dtype=np.float32)).words(bridge.words).tolist() == [[0], [1]]


def test_one_that_is_for_nobody_is_said(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no usable bridge in"):
        Bridge.read(written(tmp_path, first="a"))


def test_the_one_that_ships_is_small_and_says_what_it_was_made_of() -> None:
    record = json.loads((SHIPPED / RECORD).read_text())
    assert (SHIPPED / "adapter.safetensors").stat().st_size < 1_000_000
    assert set(record) >= {"recipe", "data", "data_sha256", "held_out", "first", "second", "minutes"}
    bridge = Bridge.read(SHIPPED)
    assert (bridge.matrix.shape, bridge.words.shape) == ((768, 384), (64, 384))


@pytest.mark.encoder
def test_the_one_that_ships_is_for_the_encoders_that_ship(encoder: Encoder, second_encoder_folder: Path) -> None:
    second = EnglishEncoder.load(second_encoder_folder, beside=encoder.questions_checksum)
    assert second.bridge is not None
    assert EnglishEncoder.load(second_encoder_folder, beside="0" * 16).bridge is None
    reading = encoder.read_question("un réfugié peut-il être renvoyé vers un danger ?", "fr")
    asked, words = second.bridge.carry(reading.vector), reading.words(second.bridge.words)
    right, wrong = (second.read_question(text) for text in ("can a refugee be sent back into danger", "who is crew"))
    assert float(asked @ right[0]) > float(asked @ wrong[0]) + 0.2
    assert (words @ right[1].T).max(axis=1).mean() > (words @ wrong[1].T).max(axis=1).mean() + 0.1
