"""The second encoder embeds what is English, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

import settings
from knowledge.encoder import EnglishEncoder, build, embedding_text, joined
from knowledge.encoder.english import checksum_of

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
    assert [len(each) for each in embedded.sentences] == [0, 1]
    assert np.array_equal(embedded.sentences[1], tiny.embed_passages([english]).sentences[0])


def test_none_is_english(tiny: Encoder, passage: Callable[..., Passage]) -> None:
    embedded = EnglishEncoder(tiny).embed_passages([replace(passage("нет."), language="ru")])
    assert not embedded.vectors.any()


def test_it_is_known_by_the_names_of_what_it_holds(tiny: Encoder) -> None:
    second = EnglishEncoder(tiny)
    assert (second.name, second.dimensions) == (tiny.name, tiny.dimensions)
    # Its vectors are not those of the same model before sentences had any.
    assert second.checksum == checksum_of(tiny.checksum) != tiny.checksum
    assert np.array_equal(second.embed_question("the sea"), tiny.embed_question("the sea"))


@pytest.mark.encoder
def test_the_one_that_ships_has_the_passages_of_the_published_model(
    second_encoder_folder: Path, passage: Callable[..., Passage]
) -> None:
    """Beside what `sentence_transformers` makes of the same folder; questions are understood in another way."""
    from sentence_transformers import SentenceTransformer

    texts = [
        passage("Who pays when a ship rescues people?"),
        passage("No Contracting State shall expel or return a refugee.", "In any manner whatsoever.", title="Returns"),
    ]
    published = SentenceTransformer(str(second_encoder_folder), device="cpu", local_files_only=True)
    wanted = published.encode([embedding_text(text)[0] for text in texts], normalize_embeddings=True)
    second = EnglishEncoder.load(second_encoder_folder)
    assert second.dimensions == 768
    for vector, other in zip(second.embed_passages(texts).vectors, wanted, strict=True):
        assert float(vector @ other) > 0.999
    question = "can a refugee be sent back into danger"
    assert float(second.embed_question(question) @ published.encode(question, normalize_embeddings=True)) < 0.99


@pytest.mark.encoder
def test_it_is_not_built_twice(second_encoder_folder: Path) -> None:
    steps: list[str] = []
    adapter = settings.load().second_adapter_dir
    build(
        second_encoder_folder,
        package=joined.PACKAGE,
        questions=adapter,
        progress=lambda step, done: steps.append(step),
    )
    assert steps == ["encoder ready"]
