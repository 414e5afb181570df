"""How the first passage stands among those found: what tells whether it is the right one, of a question that has an
answer. Whether it has one is told by other things (`knowledge.answer.confidence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.citation import provision_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.search import SearchResult

__all__ = ["SIGNS", "Standing", "above_others", "standing"]

#: What is looked at, in this order. None depends on how large the index is.
SIGNS = (
    "height",  # score of the first
    "lead",  # how far that is above the score of the second
    "clear",  # how far it is above that of the fourth, the first that no answer shows
    "second_above",  # how far the first stands above the mean of the first ten by the second encoder
    "worded_above",  # the same by the words of the question, where they are compared
    "wished",  # 1 where the first is an entry that the question asks for
    "explains",  # 1 where the first is no provision: what explains the law says a thing in several places, all right
)


def standing(result: SearchResult) -> list[float]:
    """The values of `SIGNS` for a search that found something."""
    best = result.hits[0]
    # Of several entries that are asked for, such as a term and the record of the instrument, each is right.
    others = [hit.score for hit in result.hits[1:] if not (best.asked > 0 and hit.asked > 0)] or [best.score]
    return [
        best.score,
        best.score - others[0],
        best.score - others[min(2, len(others) - 1)],
        above_others([hit.second for hit in result.hits]),
        above_others([hit.worded for hit in result.hits]),
        float(best.asked > 0),
        float(provision_of(best.passage.section) is None),
    ]


def above_others(values: Sequence[float]) -> float:
    """How far the first stands above the mean of the first ten that are heard; 0 where it is not heard itself.

    Args:
        values: of the hits, best first; 0 for one that is not heard.
    """
    heard = [value for value in values[:10] if value]
    return values[0] - float(np.mean(heard)) if values[0] else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A logistic model of whether the first passage is right.

    Attributes:
        intercept: added to the weighted signs.
        weights: by sign.
    """

    intercept: float
    weights: Mapping[str, float]

    def probability(self, values: Sequence[float]) -> float:
        """0 to 1, by the values of `SIGNS`."""
        total = self.intercept + sum(self.weights[name] * value for name, value in zip(SIGNS, values, strict=True))
        return float(1 / (1 + np.exp(-total)))
