"""A run on the screen."""

from __future__ import annotations

from rich.console import Console

from knowledge.evaluation.tables import percent, tables
from tests.knowledge.evaluation.documents import EVERYTHING, document
from tests.knowledge.evaluation.outcomes import outcome


def shown(outcomes, width=80) -> list[str]:
    console = Console(width=width)
    with console.capture() as capture:
        for table in tables(document(outcomes)):
            console.print(table)
    return capture.get().splitlines()


def cells(lines, first: str) -> list[list[str]]:
    return [line.split() for line in lines if line.split()[:1] == [first]]


def test_every_figure_of_a_whole_run_fits_a_terminal():
    lines = shown(EVERYTHING)
    assert max(len(line) for line in lines) <= 80
    assert [line for line in lines if "…" in line] == []
    assert cells(lines, "all")[0] == ["all", "3", "33.3", "6–79", "33.3", "66.7", "0.417"]
    assert cells(lines, "zh")[0] == ["zh", "1", "0.0", "0–79", "0.0", "100.0", "0.250"]
    assert cells(lines, "unseen") == [["unseen", "1", "0.0", "0–79", "0.0", "100.0", "0.250"]]
    assert cells(lines, "typos") == [
        ["typos", "1", "0.0", "(100.0)", "100.0", "(100.0)", "100.0", "(100.0)", "+0.0", "+0", "to", "+0"]
    ]
    assert cells(lines, "near") == [["near", "1", "1", "0", "0", "0.667"]]
    assert cells(lines, "AUROC")[0][:2] == ["AUROC", "0.833"]
    assert ["embed", "and", "search", "20.0", "20.0"] in cells(lines, "embed")


def test_what_was_not_asked_is_not_shown():
    text = "\n".join(shown([outcome("a", 1)]))
    for absent in ("Follow-ups", "Robustness", "seen", "By question set", "AUROC  "):
        assert absent not in text
    assert "Retrieval" in text


def test_percentages():
    assert [percent({"value": value}) for value in (0.5, None)] == ["50.0", "–"]
    assert (percent(None), percent({"value": 0.125}, signed=True)) == ("–", "+12.5")
