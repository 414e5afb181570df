"""Whether each question was answered once: what counts as what."""

from __future__ import annotations

import pytest

from tests.telegram.asking import Verdict, judge

EXPECTED = [["one"], ["two, first part", "two, second part"], ["three"], ["one"]]
FLAT = [text for texts in EXPECTED for text in texts]


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (FLAT, Verdict(once=4)),
        (FLAT[:1] + FLAT, Verdict(once=3, twice=1)),
        ([*FLAT[:3], FLAT[2], *FLAT[3:]], Verdict(once=3, twice=1)),
        (FLAT[:-1], Verdict(once=3, lost=1)),
        (FLAT[:1] + FLAT[2:], Verdict(once=3, lost=1)),
        ([FLAT[3], *FLAT[:3], FLAT[4]], Verdict(once=3, moved=1)),
        ([*FLAT[:3], "I cannot be reached.", FLAT[4]], Verdict(once=3, lost=1, other=1)),
        ([], Verdict(lost=4)),
    ],
)
def test_verdict(seen, verdict):
    assert judge(EXPECTED, seen) == verdict


def test_verdicts_add_up():
    assert Verdict(1, 2, 3, 4, 5) + Verdict(1, 1, 1, 1, 1) == Verdict(2, 3, 4, 5, 6)
