from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from bot.planning import Draft, resolve
from programme.errors import BadRecurrence, BadValue, BadZone, RepeatedTime, SkippedTime

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
DRAFT = Draft.of(title="Climate mobility", starts=datetime(2027, 3, 12, 10), zone="America/New_York", minutes=90)


def test_one_session():
    found = resolve(DRAFT, NOW)
    assert (found.starts, found.length) == ((datetime(2027, 3, 12, 15, tzinfo=timezone.utc),), timedelta(minutes=90))


def test_a_series_over_daylight_saving():
    draft = DRAFT.but(rule="RRULE:FREQ=WEEKLY;COUNT=4", without=(datetime(2027, 3, 19, 10),))
    assert [each.hour for each in resolve(draft, NOW).starts] == [15, 14, 14]


def test_a_series_one_of_whose_times_is_skipped():
    draft = DRAFT.but(day=date(2027, 3, 13), hour=time(2, 30), rule="FREQ=DAILY;COUNT=3")
    found = resolve(draft, NOW)
    assert (found.moved, [each.hour for each in found.starts]) == (1, [7, 7, 6])


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"starts": datetime(2026, 3, 12, 10)}, BadValue, "2026-03-12 10:00 in America/New_York has passed."),
        ({"starts": datetime(2027, 3, 14, 2, 30)}, SkippedTime, "the clocks go from 01:59 to 03:00 that day"),
        ({"starts": datetime(2027, 11, 7, 1, 30)}, RepeatedTime, "comes twice in America/New_York"),
        ({"zone": "America/Newyork"}, BadZone, "Did you mean America/New_York"),
        ({"title": "x" * 5000}, BadValue, "title has 5000 characters. At most 200 fit"),
        ({"minutes": -5}, BadValue, "The session lasts -5 minutes"),
        ({"rule": "FREQ=WEEKLY"}, BadRecurrence, "The rule has no end"),
        ({"rule": "FREQ=DAILY;COUNT=1000000"}, BadRecurrence, "At most 400 can be planned"),
        ({"without": (datetime(2027, 3, 19, 10),)}, BadValue, "there is no rule"),
    ],
)
def test_what_cannot_be_planned(changes, error, said):
    with pytest.raises(error, match=said.replace("(", r"\(")):
        starts = changes.get("starts", DRAFT.starts)
        others = {name: value for name, value in changes.items() if name != "starts"}
        resolve(DRAFT.but(day=starts.date(), hour=starts.time(), **others), NOW)


def test_which_of_two_is_said():
    draft = DRAFT.but(day=date(2027, 11, 7), hour=time(1, 30))
    first, second = (resolve(draft.but(second=which), NOW).starts[0] for which in (False, True))
    assert second - first == timedelta(hours=1)
