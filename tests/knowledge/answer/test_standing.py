from __future__ import annotations

import math
from dataclasses import replace

import pytest

from knowledge.answer.standing import SIGNS, Standing, standing
from knowledge.search import Hit
from tests.knowledge.answer.test_confidence import PASSAGE, found

ASKED = found("may he be expelled")


def hit(row: int, score: float, second: float = 0.0, asked: float = 0.0, worded: float = 0.0) -> Hit:
    return Hit(row, PASSAGE, score, 0.5, asked=asked, second=second, worded=worded)


def signs(*hits: Hit) -> dict[str, float]:
    return dict(zip(SIGNS, standing(replace(ASKED, hits=hits)), strict=True))


def test_how_far_the_first_stands_above_those_that_follow() -> None:
    hits = hit(0, 0.9, 0.7, worded=0.8), hit(1, 0.6, 0.4, worded=0.4), hit(2, 0.5), hit(3, 0.3, 0.1), hit(4, 0.1)
    expected = {
        "height": 0.9,
        "lead": 0.3,
        "clear": 0.6,
        "second_above": 0.3,
        "worded_above": 0.2,
        "wished": 0,
        "explains": 0,
    }
    assert signs(*hits) == pytest.approx(expected)


def test_few_hits_are_compared_with_the_last() -> None:
    alone = {"height": 0.9, **dict.fromkeys(SIGNS[1:], 0)}
    assert signs(hit(0, 0.9)) == alone
    assert signs(hit(0, 0.9), hit(1, 0.7))["clear"] == pytest.approx(0.2)


def test_an_entry_that_is_asked_for() -> None:
    assert signs(hit(0, 0.9, asked=0.5))["wished"] == 1


def test_entries_that_are_asked_for_do_not_stand_in_each_others_way() -> None:
    hits = hit(0, 0.9, asked=4), hit(1, 0.89, asked=4), hit(2, 0.6), hit(3, 0.5), hit(4, 0.4)
    asked, unasked = signs(*hits), signs(*(replace(each, asked=0.0) for each in hits))
    assert (asked["lead"], asked["clear"]) == pytest.approx((0.3, 0.5))
    assert (unasked["lead"], unasked["clear"]) == pytest.approx((0.01, 0.4))


@pytest.mark.parametrize(
    ("section", "explains"),
    [
        (("PART I", "Article 13"), 0),
        (("Objective 13 - Detention",), 0),
        (("Chapter V", "Regulation 33"), 0),
        (("The consul and the detainee",), 1),
        (("Revision questions", "May a consul visit a national in detention?"), 1),
        ((), 1),
    ],
)
def test_what_is_no_provision_explains(section: tuple[str, ...], explains: int) -> None:
    first = replace(hit(0, 0.9), passage=replace(PASSAGE, section=section))
    assert signs(first, hit(1, 0.7))["explains"] == explains


def test_the_probability_follows_the_weights() -> None:
    model = Standing(-1.0, {**dict.fromkeys(SIGNS, 0.0), "lead": 4.0})
    assert model.probability([0.5, 0.25, 0.0, 0.0, 0.0, 1.0, 1.0]) == pytest.approx(0.5)
    assert model.probability([0.5, 0.5, 0.0, 0.0, 0.0, 1.0, 1.0]) == pytest.approx(1 / (1 + math.exp(-1)))


def test_more_signs_or_fewer_are_no_signs() -> None:
    with pytest.raises(ValueError, match="zip"):
        Standing(0.0, dict.fromkeys(SIGNS, 1.0)).probability([0.5])
