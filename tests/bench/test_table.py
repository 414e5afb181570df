from __future__ import annotations

import io

import pytest
from rich.console import Console

from bench.row import Part, Row
from bench.table import COLUMNS, cells, figure, markdown, table

MET = Row("embed, median", 6.25, "ms", 8.0, "lower", "torch", 25.0, "with [brackets] and a | bar")
MISSED = Row("index", 12.0, "/s", 20.0, "higher", "torch", 16.0)
PARTS = [
    Part("embedding", "2026-01-01T00:00:00+00:00", 20.0, 0.1, (MET,)),
    Part("indexing", "2026-01-01T00:01:00+00:00", 60.0, 0.2, (MISSED,)),
    Part("turns", "2026-01-01T00:02:00+00:00", 3.0, 0.3, (), "NotBuilt: There is no trained model."),
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (0, "0"), (3.0, "3"), (1.234, "1.23"), (0.05, "0.05"), (12.345, "12.3"), (1234.5, "1,234")],
)
def test_figure_shows_what_counts(value: float | None, expected: str) -> None:
    assert figure(value) == expected


def test_cells_stand_in_the_order_of_the_columns() -> None:
    expected = ("embed, median", "6.25 ms", "≤ 8 ms", "yes", "torch", "25 ms", "4 x")
    assert dict(zip(COLUMNS, cells(MET), strict=True)) == dict(zip(COLUMNS, expected, strict=True))
    assert cells(MISSED)[1:4] == ("12 /s", "≥ 20 /s", "NO")


def test_what_is_not_there_is_left_empty() -> None:
    assert cells(Row("alone", 1.5, "s")) == ("alone", "1.50 s", "", "", "", "", "")


def test_the_terminal_shows_every_row_every_note_and_every_failure() -> None:
    screen = Console(file=io.StringIO(), width=250)
    screen.print(table(PARTS))
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    for text in ("embed, median", "with [brackets] and a | bar", "NO", "failed: NotBuilt: There is no trained model."):
        assert text in shown


def test_every_markdown_row_has_as_many_cells_as_its_head() -> None:
    page = markdown({"processor": "some | cpu", "commit": ""}, PARTS)
    bars = [line.replace("\\|", "").count("|") for line in page.splitlines() if line.startswith("|")]
    assert bars == [len(COLUMNS) + 1] * 5 + [6] * 5
    assert "- processor: some | cpu" in page
    assert "commit" not in page
    assert "| turns | failed: NotBuilt: There is no trained model. |" in page
