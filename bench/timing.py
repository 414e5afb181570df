"""Times of many calls, and what is told of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["median", "percentile", "times"]

Item = TypeVar("Item")


def times(work: Callable[[Item], object], items: Iterable[Item]) -> list[float]:
    """Milliseconds of ``work`` on each item, one after the other."""
    found = []
    for item in items:
        started = time.perf_counter()
        work(item)
        found.append((time.perf_counter() - started) * 1000)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` percent (0 to 100) of ``values`` do not exceed: one of them, none is interpolated.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("Nothing was measured, so there is no percentile.")
    return float(np.percentile(values, share, method="inverted_cdf"))


def median(values: Sequence[float]) -> float:
    """The 50th percentile.

    Raises:
        ValueError: there are no values.
    """
    return percentile(values, 50)
