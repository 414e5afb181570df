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


@pytest.mark.parametrize(
    ("starts", "on_clock", "minutes"),
    [
        (datetime(2027, 3, 12, 10), 90, 90),
        (datetime(2027, 3, 14, 1), 180, 120),  # the clocks are put forward in between
        (datetime(2027, 11, 7, 0), 180, 240),  # they are put back
        (datetime(2027, 11, 7, 0), 90, 90),  # to the first of two
    ],
)
def test_an_end_is_one_on_the_clocks(starts, on_clock, minutes):
    draft = Draft.of(starts, title="Cities", zone="America/New_York", on_clock=on_clock)
    assert (draft.missing, draft.plan().minutes) == (None, minutes)


def test_a_rule_without_end_lacks_one():
    assert FULL.but(rule="FREQ=WEEKLY").missing == "rule_end"
    assert FULL.but(rule="FREQ=WEEKLY;UNTIL=20270601").missing is None
