"""Two logistic models, learned from questions with answers and without: whether a search has an answer to find, and
whether the first passage is it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["DIRECTIONS", "Example", "Model", "crossed", "fit"]

#: Directions of the questions' vectors that are heard. With 16 of them AUROC on questions of other writers about other
#: documents is .914, with 48 .937, with 64 no more; with none .899.
DIRECTIONS = 48
#: Inverse of the strength of L2 regularisation, on standardised features and signs.
_C = 0.1
_C_FIRST = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """One question asked of one index.

    Attributes:
        index: which.
        kind: ``"answerable"``, or why it is not: ``"far"``, ``"near"``, ``"false"``, ``"chat"``, ``"elsewhere"``.
        half: 0 or 1; the model that judges it has learned from the other.
        found: whether the answer was among the first three hits.
        values: of ``FEATURES``.
        vector: of the question ``[d]``; none for all examples, or for no example.
        first: whether the answer was the first hit.
        signs: of ``standing.SIGNS``; none for all examples, or for no example.
    """

    index: str
    kind: str
    half: int
    found: bool
    values: tuple[float, ...]
    vector: tuple[float, ...] = ()
    first: bool = False
    signs: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """Both models: one of whether there is an answer, and one of whether the first passage is it.

    Attributes:
        weights: of the raw features.
        meaning: of the dimensions of the question's vector; empty where examples have none.
        intercept: added to both.
        signs: weights of the raw signs of the first passage; empty where examples have none.
        signs_intercept: added to these.
    """

    weights: NDArray[np.float64]
    meaning: NDArray[np.float64]
    intercept: float
    signs: NDArray[np.float64]
    signs_intercept: float

    def confidences(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """Of each example ``[n]``, 0 to 1: that there is an answer, times that the first passage is it."""
        totals = np.array([example.values for example in examples]) @ self.weights + self.intercept
        if len(self.meaning):
            totals = totals + np.array([example.vector for example in examples]) @ self.meaning
        confidences = _logistic(totals)
        if len(self.signs):
            signs = np.array([example.signs for example in examples])
            confidences = confidences * _logistic(signs @ self.signs + self.signs_intercept)
        return confidences


def crossed(examples: Sequence[Example]) -> NDArray[np.float64]:
    """The confidence ``[n]`` in each example, by the model that has learned from the half it is not in."""
    halves = np.array([example.half for example in examples])
    confidences = np.empty(len(examples))
    for half in (0, 1):
        model = fit([example for example in examples if example.half != half])
        confidences[halves == half] = model.confidences([example for example in examples if example.half == half])
    return confidences


def fit(examples: Sequence[Example]) -> Model:
    """What tells the searches that found the answer from those that had none to find, and right first places from wrong
    ones. What was there to find and was missed says nothing of the first, and is left to the second.
    """
    from sklearn.decomposition import PCA

    known = [example for example in examples if example.found or example.kind != "answerable"]
    groups = [(example.index, example.found) for example in known]
    share = {group: 1 / groups.count(group) for group in set(groups)}
    weight = np.array([len(known) * share[group] for group in groups])
    values = np.array([example.values for example in known])
    vectors = np.array([example.vector for example in known])
    directions = np.empty((0, vectors.shape[1]))
    if vectors.size:
        # Few examples have few directions; the solver that is exact gives the same ones every time.
        most = min(DIRECTIONS, *vectors.shape)
        directions = PCA(most, svd_solver="full").fit(vectors).components_
    seen = np.hstack([values, vectors @ directions.T])
    weights, intercept = _regression(seen, [example.found for example in known], _C, weight)
    own = values.shape[1]
    answerable = [example for example in examples if example.kind == "answerable"]
    firsts = [example.first for example in answerable]
    signs, signs_intercept = np.empty(0), 0.0
    if len(set(firsts)) > 1 and answerable[0].signs:
        signs, signs_intercept = _regression(np.array([each.signs for each in answerable]), firsts, _C_FIRST)
    return Model(weights[:own], weights[own:] @ directions, intercept, signs, signs_intercept)


def _regression(
    values: NDArray[np.float64], right: Sequence[bool], inverse: float, weight: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.float64], float]:
    """Weights of the raw values ``[f]``, and the intercept, of a logistic model of which rows are right.

    Args:
        values: ``[n, f]``.
        right: ``[n]``.
        inverse: of the strength of L2 regularisation, on standardised values.
        weight: of each row ``[n]``; the same for all without.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(values, sample_weight=weight)
    model = LogisticRegression(C=inverse, max_iter=5000).fit(scaler.transform(values), right, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - (weights * scaler.mean_).sum())


def _logistic(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-totals))
    return probabilities
