"""``attache train`` when there is nothing to train. (Training itself: tests/nlu.)"""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.encoder


def test_a_model_that_is_current_is_kept_and_named(attache, built):
    model = built.models_dir / "attache.tar.gz"
    before = model.stat().st_mtime_ns
    assert attache("train").out == f"{model}\n"
    assert json.loads(attache("train", "--json").out) == {"model": str(model)}
    assert model.stat().st_mtime_ns == before
