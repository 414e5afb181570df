"""Passages together with what stands before and after them: a rule is often told apart by its surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.kinds import SUFFIXES

if TYPE_CHECKING:
    from knowledge.index import Index

__all__ = ["Stretches"]

Rows = NDArray[np.int64]
Vector = NDArray[np.float32]


class Stretches:
    """The stretch of each passage of an index: itself, the one before and the one after, in the same document.

    An entry (a frequent question, a resource, a term) is a stretch alone: its neighbours are about something else.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        rows = np.arange(len(index), dtype=np.int64)
        self._before, self._after = rows.copy(), rows.copy()
        for item in index.documents:
            if not item.name.endswith(SUFFIXES):
                part = slice(item.rows.start, item.rows.stop)
                self._before[part] = np.maximum(rows[part] - 1, item.rows.start)
                self._after[part] = np.minimum(rows[part] + 1, item.rows.stop - 1)

    def cosines(self, encoder: str, rows: Rows, vector: Vector) -> Vector:
        """Cosine ``[n]``, -1 to 1, of a vector ``[d]`` and the mean vector of each row's stretch.

        Raises:
            KeyError: the index was not opened with that encoder.
        """
        there, where = np.unique(np.concatenate([self._before[rows], rows, self._after[rows]]), return_inverse=True)
        vectors = self._index.passage_vectors(encoder, there)
        before, own, after = vectors[where.reshape(3, len(rows))]
        # At the edge of a document the passage itself stands for the one that is missing.
        whole = before + own + after
        cosines: Vector = (whole @ vector) / np.linalg.norm(whole, axis=1)
        return cosines
