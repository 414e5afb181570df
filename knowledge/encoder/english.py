"""An encoder of English alone, as a second voice beside one of all languages."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.adapter import Adapter
from knowledge.encoder.bridge import SHIPPED, Bridge
from knowledge.encoder.encoder import Encoder, PassageVectors
from knowledge.encoder.words import SHIPPED as SHIPPED_WORDS
from knowledge.encoder.words import WordEncoder, words_checksum, words_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.encoder.encoder import Vectors
    from knowledge.passage import Passage

__all__ = ["LANGUAGE", "EnglishEncoder", "checksum_of", "made_with"]

#: What it understands.
LANGUAGE = "en"


def checksum_of(stamped: str) -> str:
    """16 hex digits that say which vectors an `EnglishEncoder` makes.

    Args:
        stamped: the checksum of the encoder that it holds, as in its folder's stamp. It is another one here, since
            vectors that were made before sentences had any are to be made anew.
    """
    return hashlib.sha256(f"{stamped} of English, with sentences".encode()).hexdigest()[:16]


def made_with(name: str, stamped: str) -> dict[str, str]:
    """Names and checksums under which an index has the vectors of an `EnglishEncoder` and of its words.

    Args:
        name: of the encoder that it holds.
        stamped: the checksum of that, as in its folder's stamp.

    Raises:
        EncoderError: there is no whole projection of words.
    """
    return {
        name: checksum_of(stamped),
        words_name(name): words_checksum(stamped, Adapter.read(SHIPPED_WORDS).sha256),
    }


class EnglishEncoder:
    """Embeds what is English; all else has the zero vector, whose cosine with everything is nought, and no sentences.

    Safe to share between threads.

    Attributes:
        name: as of `Encoder`.
        checksum: as ``checksum_of`` says.
        dimensions: as of `Encoder`.
        bridge: from the vectors of another encoder to its own; ``None`` where there is none.
        words: what it makes of each word; ``None`` where there is no projection for it.
    """

    def __init__(self, encoder: Encoder, bridge: Bridge | None = None, words: WordEncoder | None = None) -> None:
        self._encoder = encoder
        self.bridge = bridge
        self.words = words
        self.name = encoder.name
        self.checksum = checksum_of(encoder.checksum)
        self.dimensions = encoder.dimensions

    @classmethod
    def load(cls, folder: Path, *, threads: int = 2, beside: str = "") -> EnglishEncoder:
        """Open what ``build`` made; as ``Encoder.load``.

        Args:
            folder: the encoder's.
            threads: processor threads for one call, from 1.
            beside: how the encoder that it is heard beside reads questions, its ``questions_checksum``: if the bridge
                that ships is made for these two, it has that.
        """
        encoder = Encoder.load(folder, threads=threads)
        second = cls(encoder, words=WordEncoder.of(encoder, LANGUAGE))
        if beside:
            bridge = Bridge.read(SHIPPED)
            if (bridge.first, bridge.second) == (beside, second.checksum):
                second.bridge = bridge
        return second

    @property
    def all(self) -> list[EnglishEncoder | WordEncoder]:
        """Itself, and its words: what an index is made with."""
        return [self, self.words] if self.words else [self]

    def warm_up(self) -> None:
        """As ``Encoder.warm_up``."""
        self._encoder.warm_up()

    def embed_question(self, text: str) -> Vectors:
        """Vector ``[d]`` of a question in English, L2-normalised.

        Raises:
            ValueError: there is nothing but white space.
        """
        return self._encoder.read_question(text, LANGUAGE).vector

    def read_question(self, text: str) -> tuple[Vectors, Vectors]:
        """The same, and the vectors of its words ``[tokens, w]``; none of these where words are not embedded.

        Raises:
            ValueError: there is nothing but white space.
        """
        reading = self._encoder.read_question(text, LANGUAGE)
        if self.words is None:
            return reading.vector, reading.vector[:0].reshape(0, 1)
        return reading.vector, reading.words(self.words.projection)

    def embed_passages(self, passages: Sequence[Passage]) -> PassageVectors:
        """Vectors ``[n, d]``, L2-normalised, of English passages and their sentences; zero, and none, of others.

        Their words come with them, from the same pass.
        """
        vectors = np.zeros((len(passages), self.dimensions), np.float32)
        sentences = [vectors[:0]] * len(passages)
        rows = [row for row, passage in enumerate(passages) if passage.language == LANGUAGE]
        none = np.empty((0, self.words.dimensions if self.words else 0), np.float32)
        words: list[Vectors] = [none] * len(passages)
        if rows:
            projection = self.words.projection if self.words else None
            found, read = self._encoder.read_passages([passages[row] for row in rows], projection)
            vectors[rows] = found.vectors
            for row, own in zip(rows, found.sentences, strict=True):
                sentences[row] = own
            for row, own in zip(rows, read, strict=False):  # none are read without a projection
                words[row] = own
        beside = {self.words.checksum: self.words.passages(words)} if self.words else {}
        return PassageVectors(vectors, sentences, beside)
