"""A small encoder for tests: hashed bags of tokens, the same on every machine, no model needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.reading import Reading
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.passage import Passage

__all__ = ["HashedPassages", "HashingEncoder"]


@dataclass(frozen=True)
class HashedPassages:
    vectors: NDArray[np.float32]
    sentences: list[NDArray[np.float32]]


@dataclass
class HashingEncoder:
    """Texts that share tokens have similar vectors, which is all that an index can notice of an encoder.

    ``embedded`` counts the passages that were really computed.
    """

    name: str = "hashing"
    dimensions: int = 64
    seed: int = 0
    embedded: int = field(default=0, compare=False)

    @property
    def checksum(self) -> str:
        return hashlib.sha256(f"{self.name} {self.dimensions} {self.seed}".encode()).hexdigest()[:16]

    def embed_question(self, text: str, language: str = "en") -> NDArray[np.float32]:
        return self._vector(tokenise(text, language))

    def tuned_for(self, language: str) -> bool:
        return False

    def read_question(self, text: str, language: str) -> Reading:
        return Reading(self.embed_question(text, language))

    def embed_passages(self, passages: Sequence[Passage]) -> HashedPassages:
        self.embedded += len(passages)
        vectors = np.empty((len(passages), self.dimensions), np.float32)
        sentences = []
        for row, passage in enumerate(passages):
            parts = [passage.text[sentence.start : sentence.end] for sentence in passage.sentences]
            vectors[row] = self._vector(tokenise(" ".join((*passage.section, passage.text)), passage.language))
            sentences.append(np.stack([self._vector(tokenise(part, passage.language)) for part in parts]))
        return HashedPassages(vectors, sentences)

    def _vector(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for token in tokens:
            digest = hashlib.blake2b(f"{self.seed} {token}".encode(), digest_size=8).digest()
            number = int.from_bytes(digest, "little")
            vector[number % self.dimensions] += 1 if number >> 63 else -1
        return vector / np.float32(np.linalg.norm(vector))
