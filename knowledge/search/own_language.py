"""Entries in the asker's language, compared on equal terms with a text in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from knowledge.index import Index

__all__ = ["Nearness", "level", "nearness"]

Rows = NDArray[np.int64]
Vector = NDArray[np.float32]

#: Smallest spread of cosines that counts as one.
_LEAST_SPREAD = 0.005
#: Entries whose sentences are compared; those further away stay as they are.
_NEAR = 128


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the nearest entries are, on the scale of the language in which they compete.

    Attributes:
        rows: of the entries in that language, ascending.
        dense: cosines of question and entry ``[n]``.
        sentence: cosines of what is asked now and the entry's nearest sentence ``[n]``.
    """

    rows: Rows
    dense: Vector
    sentence: Vector

    def nearest(self, most: int) -> Rows:
        """The rows of the ``most`` nearest."""
        nearest: Rows = self.rows[np.argsort(-self.dense, kind="stable")[:most]]
        return nearest

    def put(self, candidates: Rows, dense: Vector, sentence: Vector) -> None:
        """Write the cosines of entries among ``candidates`` into the arrays of these."""
        if len(self.rows):
            found = np.minimum(np.searchsorted(self.rows, candidates), len(self.rows) - 1)
            same = self.rows[found] == candidates
            dense[same], sentence[same] = self.dense[found[same]], self.sentence[found[same]]


def nearness(index: Index, encoder: str, vector: Vector, aspect: Vector, rows: Rows, own: Rows) -> Nearness:
    """Compare a question with entries in two languages, and keep the nearest of them.

    Args:
        index: that holds them.
        encoder: name of the encoder of the vectors.
        vector: of the question.
        aspect: of what is asked now.
        rows: the entries in the language in which they compete, ascending.
        own: the same entries, in that order, in the asker's.
    """
    there, here = (index.passage_vectors(encoder, each) @ vector for each in (rows, own))
    dense = np.maximum(there, level(here, there))
    near = np.sort(np.argsort(-dense, kind="stable")[:_NEAR])
    rows, own, dense = rows[near], own[near], dense[near]
    there, here = (index.nearest_sentences(encoder, each, aspect) for each in (rows, own))
    return Nearness(rows, dense, np.maximum(there, level(here, there)))


def level(own: Vector, other: Vector) -> Vector:
    """Cosines with texts in the asker's language on the scale of those with the same texts in another.

    Multilingual encoders bring a question nearer to whatever is in its own language. Since both lists are of the same
    texts, the difference of their means and spreads is that bias and nothing else, question by question.
    """
    if len(own) < 2:
        return other
    spread = float(other.std()) / max(float(own.std()), _LEAST_SPREAD)
    levelled: Vector = ((own - own.mean()) * spread + other.mean()).astype(np.float32)
    return levelled
