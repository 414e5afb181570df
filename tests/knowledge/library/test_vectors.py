"""The library's vectors ship with it: a first index run has nothing to embed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.encoder import EnglishEncoder, VectorCache, vector_key
from knowledge.index import Index

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.encoder import Encoder
    from knowledge.passage import Passage
    from settings import Settings


@pytest.mark.encoder
def test_every_passage_of_the_library_has_its_vectors_shipped(
    library_settings: Settings, encoder: Encoder, tmp_path: Path
) -> None:
    with Index.open(library_settings.index_dir) as index:
        passages = index.passages(range(len(index)))
    second = EnglishEncoder.load(library_settings.second_encoder_dir)
    shipped = library_settings.library_path / "vectors"
    english = [passage for passage in passages if passage.language == "en"]
    assert missing(VectorCache(tmp_path, encoder.checksum, shipped), passages) == [], "run `make vectors`"
    assert missing(VectorCache(tmp_path, second.checksum, shipped), english) == [], "run `make vectors`"
    assert len(passages) > len(english) > 50


def missing(cache: VectorCache, passages: list[Passage]) -> list[str]:
    found = cache.get_many([vector_key(passage) for passage in passages])
    return [passage.section_path for passage in passages if vector_key(passage) not in found]
