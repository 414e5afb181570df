"""Figures of retrieval and abstention, each with its 95 % interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.answer.calibrate import auroc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "Bin",
    "Figure",
    "Point",
    "area",
    "auroc",
    "calibration_error",
    "interval",
    "mean",
    "percentile",
    "reciprocal",
    "reliability",
    "resampled",
    "risk_coverage",
    "share",
    "wilson",
]

#: Resamples of a bootstrap, and where its random numbers begin: the same questions give the same interval.
RESAMPLES = 2_000
_SEED = 20_261_124
#: Half the width of the interval in standard deviations of a normal distribution: 95 %.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; NaN where nothing was measured.

    Attributes:
        of: how many questions it is over.
    """

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Point:
    """What happens when answers are given from a confidence on.

    Attributes:
        confidence: the least that is given.
        coverage: share, 0 to 1, of the questions with an answer that are given one.
        risk: share, 0 to 1, of the answers given that are wrong.
    """

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of similar confidence, from ``low`` to below ``high``.

    Attributes:
        of: how many.
        confidence: mean of them; NaN without any.
        right: share, 0 to 1, of them that were answered rightly; NaN without any.
    """

    low: float
    high: float
    of: int
    confidence: float
    right: float


def wilson(successes: int, of: int) -> tuple[float, float]:
    """95 % score interval of a share (Wilson 1927); 0 to 1 where nothing was tried."""
    if not of:
        return 0.0, 1.0
    p, z = successes / of, _Z
    middle = p + z * z / (2 * of)
    spread = z * float(np.sqrt(p * (1 - p) / of + z * z / (4 * of * of)))
    scale = 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def share(flags: Sequence[bool]) -> Figure:
    """The share, 0 to 1, of those that are true."""
    if not flags:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    return Figure(sum(flags) / len(flags), *wilson(sum(flags), len(flags)), len(flags))


def mean(values: Sequence[float]) -> Figure:
    """The mean, with a percentile bootstrap interval (Efron 1979)."""
    if not values:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    numbers = np.array(values, np.float64)
    low, high = interval([float(numbers[rows].mean()) for rows in resampled(len(numbers))])
    return Figure(float(numbers.mean()), low, high, len(numbers))


def area(positive: Sequence[float], negative: Sequence[float]) -> Figure:
    """AUROC with a bootstrap interval over both sides; NaN without either."""
    value = auroc(positive, negative)
    if not positive or not negative:
        return Figure(value, float("nan"), float("nan"), 0)
    above, below = np.array(positive), np.array(negative)
    pairs = np.sign(np.subtract.outer(above, below)) / 2 + 0.5
    drawn = zip(resampled(len(above)), resampled(len(below), seed=1), strict=True)
    # How often a row is drawn is its weight: no matrix is built anew.
    counts = ((np.bincount(up, minlength=len(above)), np.bincount(down, minlength=len(below))) for up, down in drawn)
    low, high = interval([float(up @ pairs @ down) / pairs.size for up, down in counts])
    return Figure(value, low, high, pairs.shape[0] + pairs.shape[1])


def resampled(of: int, *, seed: int = 0) -> NDArray[np.int64]:
    """Numbers of the questions of each resample, ``[RESAMPLES, of]``, drawn with replacement."""
    return np.random.default_rng(_SEED + seed).integers(0, of, (RESAMPLES, of))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of resampled values; NaN ones, of resamples that have nothing to measure, do not count."""
    numbers = np.array(values, np.float64)
    numbers = numbers[~np.isnan(numbers)]
    if not len(numbers):
        return float("nan"), float("nan")
    low, high = np.quantile(numbers, (0.025, 0.975))
    return float(low), float(high)


def reciprocal(rank: int | None) -> float:
    """One over a rank, 0 for what was not found: its mean is the MRR (Voorhees 1999)."""
    return 1 / rank if rank else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which ``percent`` of 100 lie, interpolated; NaN without values."""
    return float(np.percentile(np.array(values), percent)) if values else float("nan")


def risk_coverage(confidences: Sequence[float], right: Sequence[bool], answerable: Sequence[bool]) -> list[Point]:
    """The curve of selective answering (El-Yaniv and Wiener 2010), from the surest answer to all of them.

    Questions of one confidence are given an answer together: no threshold comes between them.

    Args:
        confidences: of each question.
        right: whether the answer to it is right.
        answerable: whether it has an answer.
    """
    order = np.argsort(-np.array(confidences, np.float64), kind="stable")
    total = sum(answerable)
    points: list[Point] = []
    covered = wrong = 0
    for given, at in enumerate(order, 1):
        covered += answerable[at]
        wrong += not right[at]
        if given < len(order) and confidences[order[given]] == confidences[at]:
            continue
        points.append(Point(float(confidences[at]), covered / total if total else float("nan"), wrong / given))
    return points


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Bins of equal width over 0 to 1."""
    edges = np.linspace(0, 1, bins + 1)
    numbers, flags = np.array(confidences, np.float64), np.array(right, bool)
    of = np.clip(np.searchsorted(edges, numbers, side="right") - 1, 0, bins - 1)
    found = []
    for each in range(bins):
        inside = of == each
        known = bool(inside.any())
        found.append(
            Bin(
                round(float(edges[each]), 6),
                round(float(edges[each + 1]), 6),
                int(inside.sum()),
                float(numbers[inside].mean()) if known else float("nan"),
                float(flags[inside].mean()) if known else float("nan"),
            )
        )
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error, 0 to 1: mean distance of confidence and truth (Naeini et al. 2015)."""
    total = sum(each.of for each in bins)
    if not total:
        return float("nan")
    return sum(each.of * abs(each.confidence - each.right) for each in bins if each.of) / total
