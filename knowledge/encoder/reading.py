"""A question as an encoder has read it for the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Reading", "projected"]

_NO_STATES = np.empty((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the search compares of a question.

    Attributes:
        vector: of the whole ``[d]``, L2-normalised.
        states: of its tokens, without the prompt and the model's own marks ``[t, d]``; none where only the vector is
            known.
    """

    vector: NDArray[np.float32]
    states: NDArray[np.float32] = _NO_STATES

    def words(self, projection: NDArray[np.float32]) -> NDArray[np.float32]:
        """What a projection makes of its tokens ``[t, w]``, each L2-normalised.

        Args:
            projection: ``[w, d]``.
        """
        if not len(self.states):
            return np.empty((0, len(projection)), np.float32)
        return projected(self.states, projection)


def projected(states: NDArray[np.float32], projection: NDArray[np.float32]) -> NDArray[np.float32]:
    """Token states ``[t, d]`` in another space ``[t, w]``, each L2-normalised."""
    words = states @ projection.T
    unit: NDArray[np.float32] = words / np.maximum(np.linalg.norm(words, axis=1, keepdims=True), 1e-12)
    return unit
