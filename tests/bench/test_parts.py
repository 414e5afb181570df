from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bench.parts import PARTS

README = Path(__file__).resolve().parents[2] / "bench" / "README.md"


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_measured_and_is_explained(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").measure)
    assert f"\n| {name} |" in README.read_text(encoding="utf-8")


def test_the_peer_is_trained_before_it_is_started() -> None:
    names = list(PARTS)
    assert names.index("training") < min(names.index("start"), names.index("turns"))
