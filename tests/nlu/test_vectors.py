from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from nlu.vectors import pack, unpack


def test_there_and_back_as_json() -> None:
    vector = np.random.default_rng(7).normal(size=384).astype(np.float32)
    vector /= np.linalg.norm(vector)
    sent = json.dumps(pack(vector, "0123456789abcdef"))
    assert len(sent) < 1100
    back = unpack(json.loads(sent), "0123456789abcdef")
    assert back is not None
    assert back.dtype == np.float32
    assert float(np.linalg.norm(back)) == pytest.approx(1, abs=1e-6)
    assert float(back @ vector) > 0.999999


@pytest.mark.parametrize(
    "packed",
    [
        None,
        "",
        [],
        {},
        {"model": "x"},
        {"model": "y", "vector": "AAAA"},
        {"model": "x", "vector": "no base64!"},
        {"model": "x", "vector": "AAA="},
        {"model": "x", "vector": "AAAAAA=="},
        {"model": "x", "vector": ""},
    ],
)
def test_none_where_there_is_nothing_usable(packed: Any) -> None:
    if isinstance(packed, dict) and packed.get("vector") == "AAA=":
        assert len("AAA=") == 4  # two bytes: one half-precision zero, a vector without a direction
    assert unpack(packed, "x") is None
