"""Measures against values worked out by hand, and what must hold for any."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.measures import (
    Point,
    area,
    calibration_error,
    interval,
    mean,
    percentile,
    reciprocal,
    reliability,
    resampled,
    risk_coverage,
    share,
    wilson,
)


def test_wilson():
    # z = 1.96: (0.5 + z²/2n ± z √(0.25/n + z²/4n²)) / (1 + z²/n) for 5 of 10.
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_holds_the_share(counts):
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-9
    assert counts[0] / counts[1] - 1e-9 <= high <= 1


def test_a_share():
    figure = share([True, False, False, False])
    assert (figure.value, figure.of) == (0.25, 4)
    assert math.isnan(share([]).value)


def test_a_mean_and_its_interval():
    figure = mean([0.0, 1.0] * 50)
    assert (figure.value, figure.of) == (0.5, 100)
    assert (figure.low, figure.high) == pytest.approx((0.4, 0.6), abs=0.03)
    assert mean([0.25] * 9) == (type(figure))(0.25, 0.25, 0.25, 9)
    assert mean([0.1, 0.7, 0.2]) == mean([0.1, 0.7, 0.2])


def test_reciprocal_ranks():
    assert [reciprocal(rank) for rank in (1, 4, None)] == [1.0, 0.25, 0.0]


def test_the_area_under_the_curve():
    assert area([0.9, 0.8], [0.1, 0.2]).value == 1.0
    figure = area([0.9, 0.5, 0.4], [0.5, 0.3])
    # Of six pairs four are in order, one is a tie and one is not: 0.4 is below 0.5.
    assert figure.value == pytest.approx(4.5 / 6)
    assert figure.low < figure.value < figure.high
    assert math.isnan(area([], [0.1]).value)


def test_resamples_are_the_same_each_time():
    assert resampled(7).tolist() == resampled(7).tolist()
    assert resampled(7).tolist() != resampled(7, seed=1).tolist()
    assert set(resampled(3).flatten().tolist()) == {0, 1, 2}


def test_an_interval_leaves_out_what_could_not_be_measured():
    assert interval([float("nan"), 2.0, 2.0]) == (2.0, 2.0)
    assert all(math.isnan(value) for value in interval([float("nan")]))


def test_a_percentile():
    assert percentile([1.0, 2.0, 3.0, 4.0, 5.0], 50) == 3.0
    assert math.isnan(percentile([], 95))


def test_the_risk_coverage_curve():
    confidences = [0.9, 0.8, 0.8, 0.1]
    right = [True, False, True, False]
    answerable = [True, False, True, True]
    assert risk_coverage(confidences, right, answerable) == [
        Point(0.9, pytest.approx(1 / 3), 0.0),
        Point(0.8, pytest.approx(2 / 3), pytest.approx(1 / 3)),  # equally sure: given together
        Point(0.1, 1.0, 0.5),
    ]


def test_a_curve_without_questions_that_have_an_answer():
    (point,) = risk_coverage([0.5], [False], [False])
    assert math.isnan(point.coverage)
    assert point.risk == 1.0


def test_bins_and_their_error():
    bins = reliability([0.05, 0.95, 0.85, 1.0], [False, True, False, True])
    assert [each.of for each in bins] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert (bins[9].confidence, bins[9].right) == (pytest.approx(0.975), 1.0)
    assert math.isnan(bins[1].right)
    # |0.05 - 0| + |0.85 - 0| + 2 |0.975 - 1|, each question a quarter
    assert calibration_error(bins) == pytest.approx((0.05 + 0.85 + 0.05) / 4)
    assert math.isnan(calibration_error(reliability([], [])))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_question_is_in_one_bin(answers):
    bins = reliability([confidence for confidence, _ in answers], [flag for _, flag in answers])
    assert sum(each.of for each in bins) == len(answers)
    assert 0 <= calibration_error(bins) <= 1
    assert all(each.low - 1e-6 <= each.confidence <= each.high + 1e-6 for each in bins if each.of)
