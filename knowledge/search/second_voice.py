"""A second encoder that says how near passages are, of those in its language.

A question in its language it embeds itself; one in another language comes to it over a bridge, from what the first
encoder has read. Of what comes near, it looks at every word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.english import LANGUAGE
from knowledge.encoder.words import words_name

if TYPE_CHECKING:
    from knowledge.encoder.bridge import Bridge
    from knowledge.encoder.reading import Reading
    from knowledge.index import Index

__all__ = ["Heard", "SecondEncoder", "SecondVoice"]

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]

_NO_WORDS: Vector = np.empty((0, 0), np.float32)

#: What the nearest sentence counts beside the passage as a whole; with less of it, or more, fewer are found.
_SENTENCE = 0.7
#: What words count beside both, for as many of the nearest passages: for each word of the question, the nearest one.
_WORDS = 0.5
_LOOKED_AT = 30
#: Smallest spread that counts as one.
_LEAST_SPREAD = 1e-4
#: Nearest passages by the second encoder that become candidates, however far they are by the first.
_CANDIDATES = 20


class SecondEncoder(Protocol):
    """What is asked of a second encoder.

    Attributes:
        name: as in the index.
        bridge: from what the first one reads to its own vectors; ``None`` where there is none.
    """

    name: str
    bridge: Bridge | None

    def read_question(self, text: str) -> tuple[Vector, Vector]:
        """Vector ``[d]`` of a question in its language, and those of its words ``[t, w]``, L2-normalised."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One question as the second encoder understands it.

    Attributes:
        index: with its vectors.
        name: of the encoder.
        vector: of the question ``[d]``.
        understood: which passages of the index are in its language.
        words: vectors of the question's words ``[t, w]``; none where words are not compared.
        carried: whether the vector came over a bridge.
    """

    index: Index
    name: str
    vector: Vector
    understood: NDArray[np.bool_]
    words: Vector
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
            cosines[heard] = self._worded(rows[heard], (1 - _SENTENCE) * whole + _SENTENCE * nearest)
        return cosines

    def worded(self, rows: Rows) -> Vector:
        """How near the question's words come to those of passages ``[n]``; NaN where there are none to compare."""
        if not len(self.words):
            return np.full(len(rows), np.nan, np.float32)
        return self.index.nearest_to_each(words_name(self.name), rows, self.words)

    def _worded(self, rows: Rows, cosines: Vector) -> Vector:
        """The cosines, those of the nearest passages with what their words say, on the same scale."""
        near = np.argsort(-cosines, kind="stable")[:_LOOKED_AT]
        worded = self.worded(rows[near])
        near, worded = near[~np.isnan(worded)], worded[~np.isnan(worded)]
        if len(near) < 2:
            return cosines
        before = cosines[near]
        level = (worded - worded.mean()) / max(float(worded.std()), _LEAST_SPREAD) * before.std() + before.mean()
        mixed = cosines.copy()
        mixed[near] = (1 - _WORDS) * before + _WORDS * level
        return mixed


class SecondVoice:
    """An encoder of English beside one of all languages. Safe to share between threads."""

    def __init__(self, index: Index, encoder: SecondEncoder) -> None:
        """Args:
        index: open with the vectors of the encoder.
        encoder: the second one.
        """
        self._index = index
        self._encoder = encoder
        self._worded = index.has_vectors(words_name(encoder.name))
        self._understood = np.zeros(len(index), bool)
        rows = index.rows_where(language=LANGUAGE)
        if rows is not None:
            self._understood[rows] = True

    def hear(self, question: str, language: str, reading: Reading) -> Heard | None:
        """A question as the second encoder understands it; ``None`` where it does not.

        Args:
            question: what is asked.
            language: that it is in.
            reading: of it by the first encoder.
        """
        if not self._understood.any():
            return None
        own, bridge = language == LANGUAGE, self._encoder.bridge
        if own:
            heard, words = self._encoder.read_question(question)
        elif bridge is not None:
            heard, words = bridge.carry(reading.vector), reading.words(bridge.words)
        else:
            return None
        words = words if self._worded else _NO_WORDS
        return Heard(self._index, self._encoder.name, heard, self._understood, words, carried=not own)
