"""The runner with real child processes: a part that fails, one that takes too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.runner import BenchRunning, alone, run
from settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_part_that_cannot_be_measured_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_ENCODER_PATH", str(tmp_path / "none"))
    part = run("embedding", Settings.parse_obj({"home": tmp_path / "home"}), quick=True)
    assert part.rows == ()
    assert part.error == f"EncoderError: There is no complete encoder in {tmp_path / 'none'}: run `make ready`."
    assert list((tmp_path / "home" / "bench").iterdir()) == []


def test_a_part_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    part = run("embedding", Settings.parse_obj({"home": tmp_path / "home"}), quick=True, seconds=0)
    assert part.rows == ()
    assert part.error == "took more than 0 s and was stopped"
    assert list((tmp_path / "home" / "bench").iterdir()) == []


def test_there_is_one_bench_at_a_time(tmp_path: Path) -> None:
    settings = Settings.parse_obj({"home": tmp_path})
    with alone(settings), pytest.raises(BenchRunning, match="Another bench is running"), alone(settings):
        pass
    with alone(settings):
        pass


def test_what_a_killed_bench_left_is_removed_but_not_the_peers_model(tmp_path: Path) -> None:
    for name in ("search-abc/workspace/index", "keep/peer"):
        (tmp_path / "bench" / name).mkdir(parents=True)
    with alone(Settings.parse_obj({"home": tmp_path})):
        assert sorted(path.name for path in (tmp_path / "bench").iterdir()) == ["LOCK", "keep"]
    assert (tmp_path / "bench" / "keep" / "peer").is_dir()
