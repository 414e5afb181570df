from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.answer.calibrate import answers, auroc, figures, thresholds
from knowledge.answer.confidence import CALIBRATION
from knowledge.language import LANGUAGES
from knowledge.search import Hit
from tests.knowledge.answer.test_confidence import PASSAGE
from tests.knowledge.answer.test_fitting import example

QUESTIONS = CALIBRATION.with_name("questions")


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines()]


def test_auroc() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5
    assert auroc([0.9, 0.3], [0.5]) == 0.5
    assert math.isnan(auroc([], [0.5]))


def test_one_answer_in_ten_may_be_wrong() -> None:
    right, wrong = [example("answerable", 0.0) for _ in range(100)], [example("far", 0.0) for _ in range(100)]
    confidences = np.concatenate([np.linspace(0.5, 1.0, 100), np.linspace(0.0, 0.9, 100)])
    answered, closest = thresholds([*right, *wrong], confidences)
    given = (confidences[:100] >= answered).sum() * 2 / 3, (confidences[100:] >= answered).sum() / 3
    assert given[1] / sum(given) <= 0.1
    assert closest <= answered
    assert closest == pytest.approx(min(float(np.quantile(confidences[100:], 0.88)), answered), abs=1e-3)


def test_it_is_as_strict_as_leaves_seven_in_ten_answered_of_each_index() -> None:
    small = [example("answerable", 0.0) for _ in range(101)]
    large = [example("answerable", 0.0, index="large") for _ in range(101)]
    confidences = np.concatenate([np.linspace(0.0, 1.0, 101), np.linspace(0.4, 0.9, 101), [0.05]])
    answered, _ = thresholds([*small, *large, example("far", 0.0)], confidences)
    assert answered == pytest.approx(0.3, abs=1e-3)
    assert np.mean(confidences[:101] >= answered) == pytest.approx(0.7, abs=0.01)


def test_nothing_is_called_answered_where_all_are_wrong() -> None:
    examples = [example("far", 0.0) for _ in range(10)] + [example("answerable", 0.0, found=False)]
    assert thresholds(examples, np.linspace(0.1, 0.9, 11))[0] == 1.0


def test_figures() -> None:
    examples = [
        example("answerable", 0.0),
        example("answerable", 0.0, found=False),
        example("near", 0.0),
        example("near", 0.0, index="large"),
    ]
    report = figures(examples, np.array([0.9, 0.8, 0.3, 0.99]), 0.7, 0.2)["small"]
    assert (report["answerable"], report["unanswerable"], report["auroc"]) == (2, 1, 1.0)
    assert (report["answered"], report["right_among_answered"]) == (1.0, 0.5)
    assert report["wrongly"]["near"] == {"questions": 1, "auroc": 1.0, "answered": 0.0, "closest": 1.0}


@pytest.mark.parametrize("name", ["absent.jsonl", "answerable.jsonl", "unanswerable.jsonl"])
def test_the_questions_are_distinct_and_in_six_languages(name: str) -> None:
    questions = rows(name)
    assert len({row["id"] for row in questions}) == len({row["question"] for row in questions}) == len(questions)
    assert {row["language"] for row in questions} == set(LANGUAGES)


def test_there_are_enough_questions_without_an_answer() -> None:
    kinds = [str(row["kind"]) for row in rows("unanswerable.jsonl")]
    assert len(kinds) >= 150
    assert {kind: kinds.count(kind) >= 24 for kind in set(kinds)} == dict.fromkeys(
        ("far", "near", "false", "chat"), True
    )
    assert {str(row["kind"]) for row in rows("absent.jsonl")} == {"near", "false", "personal", "injection"}


def test_every_section_of_an_answer_is_in_the_library() -> None:
    library = CALIBRATION.parents[1] / "library"
    headings = {
        line.lstrip("# ").strip()
        for path in Path(library).rglob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("#")
    }
    for row in rows("answerable.jsonl"):
        sections = row["sections"]
        assert isinstance(sections, list)
        assert set(sections) <= headings | {""}
        also = row.get("also", [])
        assert isinstance(also, list)
        for document, heading in also:
            assert heading in (library / document).read_text(encoding="utf-8")


def test_an_entry_is_right_in_whichever_language_it_is_found() -> None:
    row = {"sections": ["Who supervises"], "also": [["resources.yml", "Committee on Migrant Workers (CMW)"]]}

    def hit(name: str, *section: str) -> Hit:
        return Hit(0, replace(PASSAGE, name=name, section=section), 1.0, 0.5)

    assert answers(hit("migrant-workers.md", "Migrant workers", "Who supervises"), row)
    assert answers(hit("resources.yml", "Committee on Migrant Workers (CMW)"), row)
    assert answers(hit("resources.yml", "Comité des travailleurs migrants"), row)
    assert not answers(hit("resources.yml", "Comité des droits de l'enfant"), row)
    assert not answers(hit("seminar.vtt"), row)
