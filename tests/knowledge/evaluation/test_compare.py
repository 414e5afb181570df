"""Two runs side by side."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from knowledge.errors import KnowledgeError
from knowledge.evaluation import compare
from knowledge.evaluation.compare import tables
from tests.knowledge.evaluation.outcomes import outcome, unanswerable


def data(*outcomes):
    return {"outcomes": [each.to_dict() for each in outcomes]}


def difference(comparison, figure, part="all"):
    (found,) = [each for each in comparison.differences if (each.part, each.figure) == (part, figure)]
    return found


def test_nothing_differs_from_itself():
    run = data(*(outcome(str(number), number % 4 or None) for number in range(20)), unanswerable("n", 0.1))
    comparison = compare(run, run)
    assert (comparison.questions, comparison.only_one, comparison.changes) == (21, 0, ())
    assert {(each.second - each.first, each.low, each.high) for each in comparison.differences} == {(0.0, 0.0, 0.0)}
    assert [each for each in comparison.differences if each.certain] == []


def test_a_gain_that_is_no_chance():
    before = data(*(outcome(str(number), 5) for number in range(40)))
    after = data(*(outcome(str(number), 1 if number < 30 else 5) for number in range(40)))
    hit = difference(compare(before, after), "hit@1")
    assert (hit.of, hit.first, hit.second) == (40, 0.0, 0.75)
    assert 0.55 < hit.low < 0.75 < hit.high < 0.95
    assert hit.certain


def test_a_gain_that_may_be_chance():
    before = data(outcome("lost", 1), outcome("won", 2), outcome("too", 2), *(outcome(f"{n}", 1) for n in range(20)))
    after = data(outcome("lost", 2), outcome("won", 1), outcome("too", 1), *(outcome(f"{n}", 1) for n in range(20)))
    hit = difference(compare(before, after), "hit@1")
    assert hit.second - hit.first == pytest.approx(1 / 23)
    assert not hit.certain


def test_wrong_among_given_is_over_what_each_run_gave():
    before = data(outcome("a", 1), outcome("b", 4), unanswerable("n", 0.9, "answered"))
    after = data(outcome("a", 1), outcome("b", 4, state="closest"), unanswerable("n", 0.1))
    wrong = difference(compare(before, after), "wrong among given")
    assert (wrong.first, wrong.second) == (pytest.approx(2 / 3), 0.0)
    coverage = difference(compare(before, after), "coverage")
    assert (coverage.first, coverage.second) == (1.0, 0.5)


def test_auroc_is_compared_on_the_same_questions():
    before = data(outcome("a", 1, confidence=0.4), outcome("b", 1, confidence=0.9), unanswerable("n", 0.5))
    after = data(outcome("a", 1, confidence=0.6), outcome("b", 1, confidence=0.9), unanswerable("n", 0.5))
    area = difference(compare(before, after), "AUROC")
    assert (area.first, area.second) == (0.5, 1.0)
    assert 0.0 <= area.low <= 0.5 <= area.high <= 1.0


def test_parts():
    run = data(
        outcome("a", 1),
        outcome("b", 1, language="ar", seen=False),
        outcome("f", 2, group="follow_up", rank_whole=1),
        outcome("v", 3, group="variant", of="a"),
    )
    parts = {each.part: each.of for each in compare(run, run).differences if each.figure == "hit@1"}
    assert parts == {"all": 2, "ar": 1, "en": 1, "seen": 1, "unseen": 1, "follow-ups": 1, "spoilt": 1}


def test_questions_won_and_lost():
    before = data(outcome("a", 4), outcome("b", 1), outcome("c", 5), unanswerable("n", 0.9, "answered"))
    after = data(outcome("a", 1), outcome("b", None), outcome("c", 7), unanswerable("n", 0.1))
    assert [(each.id, each.better, each.first, each.second) for each in compare(before, after).changes] == [
        ("a", True, "4", "1"),
        ("n", True, "answered", "not_found"),
        ("b", False, "1", "–"),
    ]


def test_only_the_same_questions_are_compared():
    before = data(outcome("a", 1), outcome("b", 1), outcome("c", 1))
    after = data(outcome("a", 1), outcome("b", 1, question="in other words"), outcome("d", 1))
    comparison = compare(before, after)
    assert (comparison.questions, comparison.only_one) == (1, 3)
    with pytest.raises(KnowledgeError, match="no question in common"):
        compare(before, data(outcome("x", 1)))


def test_it_is_json_and_fits_the_screen():
    before = data(*(outcome(str(number), 5, state="closest") for number in range(30)))
    after = data(*(outcome(str(number), 1, state="closest") for number in range(30)))
    comparison = compare(before, after)
    wrong = next(each for each in comparison.to_dict()["differences"] if each["figure"] == "wrong among given")
    assert (wrong["first"], wrong["low"]) == (None, None)  # nothing was given
    assert json.loads(json.dumps(comparison.to_dict(), allow_nan=False))["questions"] == 30
    console = Console(width=100, record=True)
    with console.capture() as capture:
        for table in tables(comparison):
            console.print(table)
    text = capture.get()
    assert "Won: 30 questions, 20 of them" in text
    assert "Lost: 0 questions" in text
    assert "+100.0" in text
    assert "–" in next(line for line in text.splitlines() if "wrong among given" in line)
