"""A second encoder that says how near passages are, of those in its language.

A question in its language it embeds itself; one in another language comes to it over a bridge, from the vector that the
first encoder made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.english import LANGUAGE

if TYPE_CHECKING:
    from knowledge.encoder.bridge import Bridge
    from knowledge.index import Index

__all__ = ["Heard", "SecondEncoder", "SecondVoice"]

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]

#: What the nearest sentence counts beside the passage as a whole; with less of it, or more, fewer are found.
_SENTENCE = 0.7
#: Nearest passages by the second encoder that become candidates, however far they are by the first.
_CANDIDATES = 20


class SecondEncoder(Protocol):
    """What is asked of a second encoder.

    Attributes:
        name: as in the index.
        bridge: from the vectors of the first one to its own; ``None`` where there is none.
    """

    name: str
    bridge: Bridge | None

    def embed_question(self, text: str) -> Vector:
        """Vector ``[d]`` of a question in its language, L2-normalised."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One question as the second encoder understands it.

    Attributes:
        index: with its vectors.
        name: of the encoder.
        vector: of the question ``[d]``.
        understood: which passages of the index are in its language.
        carried: whether the vector came over a bridge.
    """

    index: Index
    name: str
    vector: Vector
    understood: NDArray[np.bool_]
    carried: bool = False

    def nearest(self, rows: Rows | None) -> Rows:
        """The nearest passages among some, or among all."""
        found = self.index.vectors_search(self.name, self.vector, _CANDIDATES, rows)[1]
        nearest: Rows = found[self.understood[found]]
        return nearest

    def cosines(self, rows: Rows) -> Vector:
        """Of question and passages, and of their nearest sentences, as one ``[n]``; NaN where it does not understand a
        passage.
        """
        cosines = np.full(len(rows), np.nan, np.float32)
        heard = np.flatnonzero(self.understood[rows])
        if len(heard):
            whole = self.index.passage_vectors(self.name, rows[heard]) @ self.vector
            nearest = self.index.nearest_sentences(self.name, rows[heard], self.vector)
            nearest = np.where(nearest > -1, nearest, whole)  # a passage without sentences
            cosines[heard] = (1 - _SENTENCE) * whole + _SENTENCE * nearest
        return cosines


class SecondVoice:
    """An encoder of English beside one of all languages. Safe to share between threads."""

    def __init__(self, index: Index, encoder: SecondEncoder) -> None:
        """Args:
        index: open with the vectors of the encoder.
        encoder: the second one.
        """
        self._index = index
        self._encoder = encoder
        self._understood = np.zeros(len(index), bool)
        rows = index.rows_where(language=LANGUAGE)
        if rows is not None:
            self._understood[rows] = True

    def hear(self, question: str, language: str, vector: Vector) -> Heard | None:
        """A question as the second encoder understands it; ``None`` where it does not.

        Args:
            question: what is asked.
            language: that it is in.
            vector: that the first encoder made of it ``[d of the first]``.
        """
        if not self._understood.any():
            return None
        own = language == LANGUAGE
        if own:
            heard = self._encoder.embed_question(question)
        elif self._encoder.bridge is not None:
            heard = self._encoder.bridge.carry(vector)
        else:
            return None
        return Heard(self._index, self._encoder.name, heard, self._understood, carried=not own)
