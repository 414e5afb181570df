from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.results import keep, keep_trouble, last
from bench.row import Part, Row

if TYPE_CHECKING:
    from pathlib import Path

MACHINE = {"processor": "cpu", "rasa": "3.6.21", "commit": "a"}
ORDER = ["embedding", "search", "turns"]


def part(name: str, figure: float) -> Part:
    return Part(name, "2026-01-01T00:00:00+00:00", 1.0, 0.0, (Row(name, figure, "ms"),))


def test_there_is_nothing_before_the_first_result(tmp_path: Path) -> None:
    assert last(tmp_path) == ({}, [])


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    keep(MACHINE, [part("turns", 1), part("embedding", 2)], ORDER, tmp_path)
    assert last(tmp_path) == (MACHINE, [part("embedding", 2), part("turns", 1)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["last.json", "last.md"]


def test_parts_that_were_not_measured_again_stay(tmp_path: Path) -> None:
    keep(MACHINE, [part("embedding", 1), part("turns", 2)], ORDER, tmp_path)
    kept = keep({**MACHINE, "commit": "b"}, [part("search", 3), part("turns", 4)], ORDER, tmp_path)
    assert kept == [part("embedding", 1), part("search", 3), part("turns", 4)]


@pytest.mark.parametrize("other", [{"processor": "another"}, {"rasa": "4"}])
def test_figures_of_another_machine_or_version_do_not_stay(tmp_path: Path, other: dict[str, str]) -> None:
    keep(MACHINE, [part("embedding", 1)], ORDER, tmp_path)
    assert keep({**MACHINE, **other}, [part("turns", 2)], ORDER, tmp_path) == [part("turns", 2)]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"machine": {}}', '{"machine": {}, "parts": [{"name": "x"}]}'])
def test_a_damaged_result_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "last.json").write_text(content, encoding="utf-8")
    assert last(tmp_path) == ({}, [])
    assert keep(MACHINE, [part("turns", 1)], ORDER, tmp_path) == [part("turns", 1)]


def test_long_runs_are_kept_by_themselves(tmp_path: Path) -> None:
    keep_trouble(part("flood", 1), tmp_path)
    assert keep_trouble(part("faults", 2), tmp_path) == [part("faults", 2), part("flood", 1)]
