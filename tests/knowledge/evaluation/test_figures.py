"""Figures of outcomes written by hand."""

from __future__ import annotations

import json

import pytest

from knowledge.evaluation import figures
from tests.knowledge.evaluation.outcomes import outcome, unanswerable


def values(cell):
    return {name: figure["value"] for name, figure in cell.items() if name != "questions"}


def test_retrieval():
    made = figures(
        [
            outcome("a", 1),
            outcome("b", 2, language="fr", kind="named", seen=False),
            outcome("c", 10, set="other"),
            outcome("d", None),
        ]
    )["retrieval"]
    assert values(made["all"]) == {"hit@1": 0.25, "hit@3": 0.5, "hit@10": 0.75, "mrr": 0.4}
    assert {name: cell["questions"] for name, cell in made["language"].items()} == {"en": 3, "fr": 1}
    assert {name: cell["questions"] for name, cell in made["kind"].items()} == {"everyday": 3, "named": 1}
    assert values(made["familiarity"]["unseen"])["hit@3"] == 1.0
    assert {name: cell["questions"] for name, cell in made["set"].items()} == {"hand": 3, "other": 1}
    hit = made["all"]["hit@1"]
    assert hit["low"] < 0.25 < hit["high"]
    assert hit["of"] == 4


def test_a_quotation_is_correct_where_it_is_word_for_word_and_in_a_right_place():
    made = figures(
        [
            outcome("a", 1),
            outcome("b", 1, verbatim=False),
            outcome("c", 2),
            outcome("d", None, state="not_found"),
        ]
    )["quotation"]["all"]
    assert (made["questions"], made["shown"]) == (4, 3)
    shares = {name: made[name]["value"] for name in ("verbatim", "first_right", "any_right", "correct")}
    assert shares == pytest.approx(
        {"verbatim": 2 / 3, "first_right": 2 / 3, "any_right": 1.0, "correct": 1 / 3}, abs=1e-5
    )


def test_abstention():
    made = figures(
        [
            outcome("a", 1, confidence=0.9),
            outcome("b", 2, confidence=0.8),
            outcome("c", 1, confidence=0.4, state="closest"),
            unanswerable("d", 0.7, "answered", kind="near"),
            unanswerable("e", 0.1),
        ]
    )["abstention"]
    assert made["coverage"]["value"] == pytest.approx(2 / 3, abs=1e-5)
    assert made["wrong_among_given"]["value"] == pytest.approx(2 / 3, abs=1e-5)  # b and d
    assert made["none_right_among_given"]["value"] == pytest.approx(1 / 3, abs=1e-5)  # d
    assert made["unanswerable_answered"]["value"] == 0.5
    assert made["auroc"]["all"]["value"] == pytest.approx(5 / 6, abs=1e-5)
    assert {kind: area["value"] for kind, area in made["auroc"]["kind"].items()} == {
        "far": 1.0,
        "near": pytest.approx(2 / 3, abs=1e-5),
    }
    assert made["states"]["answerable"] == {"answered": 2, "closest": 1, "not_found": 0}
    assert made["states"]["near"] == {"answered": 1, "closest": 0, "not_found": 0}
    assert [point[:2] for point in made["curve"]] == [
        [pytest.approx(1 / 3, abs=1e-5), 0.0],
        [pytest.approx(2 / 3, abs=1e-5), 0.5],
        [pytest.approx(2 / 3, abs=1e-5), pytest.approx(2 / 3, abs=1e-5)],
        [1.0, 0.5],
        [1.0, pytest.approx(0.6)],
    ]
    assert made["risk_at_coverage"] == {"coverage": 0.6, "risk": 0.5}
    assert made["coverage_at_risk"] == {"risk": 0.1, "coverage": pytest.approx(1 / 3, abs=1e-5)}


def test_reliability_is_of_the_first_place_cited():
    asked = [outcome("a", 1, confidence=0.95), outcome("c", 2, confidence=0.25), unanswerable("b", 0.15)]
    made = figures(asked)["reliability"]
    assert made["questions"] == 3
    assert made["ece"] == pytest.approx((0.05 + 0.25 + 0.15) / 3)
    assert made["brier"] == pytest.approx((0.05**2 + 0.25**2 + 0.15**2) / 3, abs=1e-6)
    assert [each["right"] for each in made["bins"] if each["of"]] == [0.0, 0.0, 1.0]


def test_follow_ups_against_the_whole_question():
    made = figures(
        [
            outcome("a", 1, group="follow_up", rank_whole=1),
            outcome("b", None, group="follow_up", rank_whole=2),
        ]
    )
    follow_ups = made["follow_ups"]["all"]
    assert values(follow_ups["with_history"])["hit@10"] == 0.5
    assert values(follow_ups["whole"])["hit@10"] == 1.0
    assert {name: figure["value"] for name, figure in follow_ups["difference"].items()} == {
        "hit@1": 0.0,
        "hit@3": -0.5,
        "hit@10": -0.5,
    }
    assert made["retrieval"] is None


def test_variants_against_their_originals():
    made = figures(
        [
            outcome("a", 1),
            outcome("b", 5),
            outcome("v", 4, group="variant", of="a", kind="typos"),
            outcome("w", 5, group="variant", of="b", kind="voice"),
            outcome("x", 1, group="variant", of="elsewhere", kind="voice"),
        ]
    )["robustness"]
    assert made["all"]["questions"] == 2
    assert values(made["kind"]["typos"]["variants"])["hit@3"] == 0.0
    assert values(made["kind"]["typos"]["originals"])["hit@3"] == 1.0
    assert made["kind"]["typos"]["difference"]["hit@3"]["value"] == -1.0
    assert made["kind"]["voice"]["difference"]["hit@10"]["value"] == 0.0
    assert made["all"]["difference"]["hit@3"]["value"] == -0.5


def test_latency():
    made = figures([outcome(str(number), search_ms=float(number)) for number in range(101)])["latency"]
    assert made["search"] == {"median": 50.0, "p95": 95.0}
    assert made["answer"] == {"median": 25.0, "p95": 25.0}


def test_what_cannot_be_said_is_null_and_all_of_it_is_json():
    made = figures([outcome("a", 1)])
    assert made["abstention"]["auroc"]["all"]["value"] is None
    assert (made["follow_ups"], made["robustness"]) == (None, None)
    assert json.loads(json.dumps(made, allow_nan=False)) == made
