from __future__ import annotations

import json
from dataclasses import replace

import pytest

from actions.remembered import Remembered

FULL = Remembered(
    state="answered",
    confidence=0.91,
    build="20260101T000000Z-00000000",
    searched=120,
    asked="and for children?",
    instruments=("1951 Refugee Convention",),
    passages=("a" * 32, "b" * 32),
    labels=("1951 Refugee Convention, Article 33(1)", "1951 Refugee Convention, Article 32"),
    sections=("Chapter V > Article 33", ""),
    position=1,
    quote="No Contracting State shall expel",
)


@pytest.mark.parametrize("mended", [(), (("chlidren", "children"), ("epxelled", "expelled"))])
def test_survives_json(mended):
    remembered = replace(FULL, mended=mended)
    assert Remembered.from_slot(json.loads(json.dumps(remembered.to_slot()))) == remembered


@pytest.mark.parametrize(
    "value", [None, "", [], {"state": "answered"}, {**FULL.to_slot(), "future": 1}, {**FULL.to_slot(), "mended": 1}]
)
def test_what_cannot_be_read_is_as_good_as_nothing(value):
    assert Remembered.from_slot(value) is None
