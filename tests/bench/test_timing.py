from __future__ import annotations

import pytest

from bench.timing import median, percentile, times


@pytest.mark.parametrize(("share", "expected"), [(0, 1.0), (5, 1.0), (50, 10.0), (95, 19.0), (96, 20.0), (100, 20.0)])
def test_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    values = [float(value) for value in range(20, 0, -1)]
    assert percentile(values, share) == expected


def test_median_of_one_value() -> None:
    assert median([7.5]) == 7.5


def test_nothing_measured_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="Nothing was measured"):
        percentile([], 50)


def test_times_calls_the_work_once_for_each_item_in_order() -> None:
    seen: list[str] = []
    found = times(seen.append, ["a", "b", "c"])
    assert seen == ["a", "b", "c"]
    assert [value >= 0 for value in found] == [True, True, True]
