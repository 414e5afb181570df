from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench import results
from bench.__main__ import main
from bench.row import Part, Row

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A results folder of the test's own."""
    monkeypatch.setattr("bench.results.RESULTS", tmp_path)
    return tmp_path


def test_the_last_result_is_shown(kept: Path) -> None:
    part = Part("turns", "2026-01-01T00:00:00+00:00", 1.0, 0.0, (Row("a turn", 40.0, "ms", 80.0),))
    results.keep({"processor": "some cpu"}, [part], ["turns"], kept)
    done = CliRunner().invoke(main, ["--show"])
    assert done.exit_code == 0
    assert "processor some cpu" in done.output
    assert "≤ 80 ms" in done.output


def test_without_a_result_there_is_nothing_to_show(kept: Path) -> None:
    done = CliRunner().invoke(main, ["--show"])
    assert (done.exit_code, done.output.strip()) == (1, "Error: There is no result yet. Run: make bench.")


def test_a_part_that_does_not_exist_is_refused() -> None:
    done = CliRunner().invoke(main, ["--only", "nothing"])
    assert done.exit_code == 2
    assert "'embedding', 'search', 'indexing', 'training', 'start', 'turns'" in done.output
