"""An encoder of English alone, as a second voice beside one of all languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.encoder import Encoder, PassageVectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.encoder.encoder import Vectors
    from knowledge.passage import Passage

__all__ = ["LANGUAGE", "EnglishEncoder"]

#: What it understands.
LANGUAGE = "en"


class EnglishEncoder:
    """Embeds what is English; all else has the zero vector, whose cosine with everything is nought.

    Its sentences have no vectors: it is asked which passage is about a question, and the first encoder which of its
    sentences is. Safe to share between threads.

    Attributes:
        name: as of `Encoder`.
        checksum: as of `Encoder`.
        dimensions: as of `Encoder`.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.checksum = encoder.checksum
        self.dimensions = encoder.dimensions

    @classmethod
    def load(cls, folder: Path, *, threads: int = 2) -> EnglishEncoder:
        """Open what ``build`` made; as ``Encoder.load``."""
        return cls(Encoder.load(folder, threads=threads))

    def embed_question(self, text: str) -> Vectors:
        """Vector ``[d]`` of a question in English, L2-normalised.

        Raises:
            ValueError: there is nothing but white space.
        """
        return self._encoder.embed_question(text)

    def embed_passages(self, passages: Sequence[Passage]) -> PassageVectors:
        """Vectors ``[n, d]``: L2-normalised of passages in English, zero of others; of no sentence."""
        vectors = np.zeros((len(passages), self.dimensions), np.float32)
        rows = [row for row, passage in enumerate(passages) if passage.language == LANGUAGE]
        if rows:
            vectors[rows] = self._encoder.embed_passages([passages[row] for row in rows]).vectors
        return PassageVectors(vectors, [vectors[:0]] * len(passages))
