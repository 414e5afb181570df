from __future__ import annotations

import json

import pytest

from bench.row import Part, Row

FAST = Row("turn", 40.0, "ms", 80.0, "lower", "peer", 20.0, "a note")
MANY = Row("answers", 30.0, "/s", 20.0, "higher", "peer", 15.0)


@pytest.mark.parametrize(
    ("row", "met", "ratio"),
    [
        (FAST, True, 0.5),
        (MANY, True, 2.0),
        (Row("late", 80.1, "ms", 80.0), False, None),
        (Row("just", 80.0, "ms", 80.0), True, None),
        (Row("few", 19.9, "/s", 20.0, "higher", "peer", 39.8), False, 0.5),
        (Row("no target", 5.0, "ms", None, "lower", "peer", 10.0), None, 2.0),
        (Row("none lost", 0.0, "", 0.0, "lower", "peer", 0.0), True, None),
    ],
)
def test_met_and_ratio(row: Row, met: bool | None, ratio: float | None) -> None:
    assert (row.met, row.ratio) == (met, ratio)


def test_a_part_survives_json() -> None:
    part = Part("turns", "2026-01-01T00:00:00+00:00", 12.5, 0.25, (FAST, MANY), "")
    data = json.loads(json.dumps(part.to_dict()))
    assert Part.from_dict(data) == part
    assert [(row["met"], row["ratio"]) for row in data["rows"]] == [(True, 0.5), (True, 2.0)]


def test_a_failed_part_survives_json() -> None:
    part = Part("search", "2026-01-01T00:00:00+00:00", 1.0, 0.0, (), "took more than 1 s")
    assert Part.from_dict(json.loads(json.dumps(part.to_dict()))) == part
