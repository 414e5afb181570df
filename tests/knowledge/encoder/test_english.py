"""The second encoder embeds what is English, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import EnglishEncoder, build, joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.encoder import Encoder
    from knowledge.passage import Passage


def test_only_english_passages_have_vectors(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    english, other = passage("the law of the sea."), passage("une autre langue.", "encore.")
    embedded = EnglishEncoder(tiny).embed_passages([replace(other, language="fr"), english])
    assert embedded.vectors.shape == (2, tiny.dimensions)
    assert not embedded.vectors[0].any()
    assert np.array_equal(embedded.vectors[1], tiny.embed_passages([english]).vectors[0])
    assert [len(each) for each in embedded.sentences] == [0, 0]


def test_none_is_english(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    embedded = EnglishEncoder(tiny).embed_passages([replace(passage("нет."), language="ru")])
    assert not embedded.vectors.any()


def test_it_is_known_by_the_names_of_what_it_holds(tiny: Encoder) -> None:
    second = EnglishEncoder(tiny)
    assert (second.name, second.checksum, second.dimensions) == (tiny.name, tiny.checksum, tiny.dimensions)
    assert np.array_equal(second.embed_question("the sea"), tiny.embed_question("the sea"))


@pytest.mark.encoder
def test_the_one_that_ships_has_the_vectors_of_the_published_model(second_encoder_folder: Path) -> None:
    """Beside what `sentence_transformers` makes of the same folder."""
    from sentence_transformers import SentenceTransformer

    texts = [
        "can a refugee be sent back into danger",
        "Who pays when a ship rescues people?",
        "No Contracting State shall expel or return a refugee in any manner whatsoever.",
    ]
    published = SentenceTransformer(str(second_encoder_folder), device="cpu", local_files_only=True)
    wanted = published.encode(texts, normalize_embeddings=True)
    second = EnglishEncoder.load(second_encoder_folder)
    assert second.dimensions == 768
    for text, vector in zip(texts, wanted, strict=True):
        assert float(second.embed_question(text) @ vector) > 0.999


@pytest.mark.encoder
def test_it_is_not_built_twice(second_encoder_folder: Path) -> None:
    steps: list[str] = []
    build(second_encoder_folder, package=joined.PACKAGE, progress=lambda step, done: steps.append(step))
    assert steps == ["encoder ready"]
