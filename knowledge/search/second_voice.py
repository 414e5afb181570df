"""A second encoder that says how near passages are, of what it understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.english import LANGUAGE

if TYPE_CHECKING:
    from knowledge.index import Index
    from knowledge.search.searcher import QuestionEncoder

__all__ = ["Heard", "SecondVoice"]

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]

#: What the nearest sentence counts beside the passage as a whole; with less of it, or more, fewer are found.
_SENTENCE = 0.7
#: Nearest passages by the second encoder that become candidates, however far they are by the first.
_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """One question as the second encoder understands it.

    Attributes:
        index: with its vectors.
        name: of the encoder.
        vector: of the question ``[d]``.
        understood: which passages of the index are in its language.
    """

    index: Index
    name: str
    vector: Vector
    understood: NDArray[np.bool_]

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

    def __init__(self, index: Index, encoder: QuestionEncoder) -> None:
        """Args:
        index: open with the vectors of the encoder.
        encoder: of questions in English.
        """
        self._index = index
        self._encoder = encoder
        self._understood = np.zeros(len(index), bool)
        rows = index.rows_where(language=LANGUAGE)
        if rows is not None:
            self._understood[rows] = True

    def hear(self, question: str, language: str) -> Heard | None:
        """The question, where it is in its language."""
        if language != LANGUAGE or not self._understood.any():
            return None
        vector = self._encoder.embed_question(question)
        return Heard(self._index, self._encoder.name, vector, self._understood)
