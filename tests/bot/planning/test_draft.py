from __future__ import annotations

import json
from datetime import datetime

import pytest

from bot.planning import Draft
from programme.errors import BadValue

FULL = Draft.of(
    title="Climate mobility",
    starts=datetime(2027, 3, 12, 10),
    zone="America/New_York",
    minutes=90,
    languages=("en", "es"),
    materials=("migrant-workers",),
    rule="FREQ=WEEKLY;COUNT=3",
    without=(datetime(2027, 3, 19, 10),),
)


def test_what_is_asked_for_next():
    draft = Draft()
    for name in ("title", "day", "hour", "zone", "minutes"):
        assert draft.missing == name
        draft = draft.but(**{name: getattr(FULL, name)})
    assert draft.missing is None and draft.starts == FULL.starts


def test_it_goes_through_json():
    assert Draft.from_data(json.loads(json.dumps(FULL.as_data()))) == FULL
    assert Draft.from_data(json.loads(json.dumps(Draft().as_data()))) == Draft()
    assert Draft.from_data(FULL.as_data() | {"of another version": 1}) == FULL


def test_its_plan():
    plan = FULL.plan()
    assert (plan.title, plan.starts, plan.languages) == ("Climate mobility", FULL.starts, ("en", "es"))
    with pytest.raises(BadValue, match=r"^minutes is missing\."):
        FULL.but(minutes=None).plan()
