"""What an encoder of English makes of each word of a passage, so that each word of a question finds the nearest one.

A passage as a whole blurs what it says in passing; its words do not. This is late interaction (Khattab and Zaharia
2020, arXiv:2004.12832): a vector for every token, small ones, by a projection that is learned with the questions.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.adapter import Adapter
from knowledge.encoder.encoder import PassageVectors
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.encoder.encoder import Encoder, Vectors
    from knowledge.passage import Passage

__all__ = ["PROJECTION", "SHIPPED", "WordEncoder", "words_checksum", "words_name"]

#: The projection that ships; ``attache train-encoder --english`` makes it.
SHIPPED = Path(__file__).with_name("words")
#: Name of the matrix in its file.
PROJECTION = "words"


def words_name(encoder: str) -> str:
    """How the words of an encoder are called beside it in an index."""
    return f"{encoder}-words"


def words_checksum(stamped: str, projection: str) -> str:
    """16 hex digits that say which vectors words have.

    Args:
        stamped: the checksum of the encoder, as in its folder's stamp.
        projection: SHA-256 of the projection's file.
    """
    return hashlib.sha256(f"{stamped} words {projection}".encode()).hexdigest()[:16]


class WordEncoder:
    """Embeds the words of passages: to an index, it is an encoder whose passages have words for sentences.

    Safe to share between threads.

    Attributes:
        name: as ``words_name`` says.
        checksum: as ``words_checksum`` says.
        dimensions: of a word.
        projection: ``[dimensions, d of the encoder]``.
    """

    def __init__(self, encoder: Encoder, projection: NDArray[np.float32], digest: str, language: str) -> None:
        """Args:
        encoder: that reads.
        projection: of the states of its tokens.
        digest: SHA-256 of the projection's file.
        language: of the passages that it understands.
        """
        self._encoder = encoder
        self._language = language
        self.projection = projection
        self.name = words_name(encoder.name)
        self.checksum = words_checksum(encoder.checksum, digest)
        self.dimensions = len(projection)

    @classmethod
    def of(cls, encoder: Encoder, language: str, folder: Path = SHIPPED) -> WordEncoder | None:
        """With the projection in a folder; ``None`` where that is for an encoder of another width.

        Raises:
            EncoderError: there is no whole projection.
        """
        adapter = Adapter.read(folder)
        projection = adapter.tensors.get(PROJECTION)
        if projection is None:
            raise EncoderError(f"There is no projection of words in {folder}.")
        if projection.shape[1] != encoder.dimensions:
            return None
        return cls(encoder, projection.astype(np.float32), adapter.sha256, language)

    def embed_passages(self, passages: Sequence[Passage]) -> PassageVectors:
        """As `Encoder.embed_passages`, with words for sentences."""
        rows = [row for row, passage in enumerate(passages) if passage.language == self._language]
        words: list[Vectors] = [np.empty((0, self.dimensions), np.float32)] * len(passages)
        if rows:
            read = self._encoder.read_passages([passages[row] for row in rows], self.projection)[1]
            for row, own in zip(rows, read, strict=True):
                words[row] = own
        return self.passages(words)

    def passages(self, words: Sequence[Vectors]) -> PassageVectors:
        """What an index keeps of passages whose words have been read: the words, and their mean."""
        vectors = np.zeros((len(words), self.dimensions), np.float32)
        for row, own in enumerate(words):
            if len(own):
                mean = own.mean(axis=0)
                vectors[row] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return PassageVectors(vectors, list(words))
