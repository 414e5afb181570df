"""An encoder of English alone, as a second voice beside one of all languages."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.bridge import SHIPPED, Bridge
from knowledge.encoder.encoder import Encoder, PassageVectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.encoder.encoder import Vectors
    from knowledge.passage import Passage

__all__ = ["LANGUAGE", "EnglishEncoder", "checksum_of"]

#: What it understands.
LANGUAGE = "en"


def checksum_of(stamped: str) -> str:
    """16 hex digits that say which vectors an `EnglishEncoder` makes.

    Args:
        stamped: the checksum of the encoder that it holds, as in its folder's stamp. It is another one here, since
            vectors that were made before sentences had any are to be made anew.
    """
    return hashlib.sha256(f"{stamped} of English, with sentences".encode()).hexdigest()[:16]


class EnglishEncoder:
    """Embeds what is English; all else has the zero vector, whose cosine with everything is nought, and no sentences.

    Safe to share between threads.

    Attributes:
        name: as of `Encoder`.
        checksum: as ``checksum_of`` says.
        dimensions: as of `Encoder`.
        bridge: from the vectors of another encoder to its own; ``None`` where there is none.
    """

    def __init__(self, encoder: Encoder, bridge: Bridge | None = None) -> None:
        self._encoder = encoder
        self.bridge = bridge
        self.name = encoder.name
        self.checksum = checksum_of(encoder.checksum)
        self.dimensions = encoder.dimensions

    @classmethod
    def load(cls, folder: Path, *, threads: int = 2, beside: str = "") -> EnglishEncoder:
        """Open what ``build`` made; as ``Encoder.load``.

        Args:
            folder: the encoder's.
            threads: processor threads for one call, from 1.
            beside: checksum of the encoder that it is heard beside: if the bridge that ships is made for these two,
                it has that.
        """
        second = cls(Encoder.load(folder, threads=threads))
        if beside:
            bridge = Bridge.read(SHIPPED)
            if (bridge.first, bridge.second) == (beside, second.checksum):
                second.bridge = bridge
        return second

    def embed_question(self, text: str) -> Vectors:
        """Vector ``[d]`` of a question in English, L2-normalised.

        Raises:
            ValueError: there is nothing but white space.
        """
        return self._encoder.embed_question(text)

    def embed_passages(self, passages: Sequence[Passage]) -> PassageVectors:
        """Vectors ``[n, d]``, L2-normalised, of English passages and their sentences; zero, and none, of others."""
        vectors = np.zeros((len(passages), self.dimensions), np.float32)
        sentences = [vectors[:0]] * len(passages)
        rows = [row for row, passage in enumerate(passages) if passage.language == LANGUAGE]
        if rows:
            found = self._encoder.embed_passages([passages[row] for row in rows])
            vectors[rows] = found.vectors
            for row, own in zip(rows, found.sentences, strict=True):
                sentences[row] = own
        return PassageVectors(vectors, sentences)
