from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from programme.vtimezone import changes, vtimezone


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("zone", "found"),
    [
        ("America/New_York", [at(2027, 3, 14, 7), at(2027, 11, 7, 6)]),
        ("Africa/Casablanca", [at(2027, 2, 7, 2), at(2027, 3, 14, 2)]),  # around Ramadan
        ("Asia/Kathmandu", []),
        ("UTC", []),
    ],
)
def test_every_change_of_a_year_is_found(zone, found):
    assert changes(ZoneInfo(zone), at(2027, 1, 1), at(2028, 1, 1)) == found


def test_a_change_that_skips_a_day_is_found():
    assert changes(ZoneInfo("Pacific/Apia"), at(2011, 12, 1), at(2012, 1, 15)) == [at(2011, 12, 30, 10)]


def test_a_component_has_what_was_before_and_each_change():
    component = vtimezone(ZoneInfo("America/New_York"), at(2027, 1, 1), at(2028, 1, 1))
    parts = [
        (part.name, part["DTSTART"].to_ical(), part["TZOFFSETFROM"].to_ical(), part["TZOFFSETTO"].to_ical())
        for part in component.subcomponents
    ]
    assert component["TZID"] == "America/New_York"
    assert parts == [
        ("STANDARD", b"19700101T000000", "-0500", "-0500"),
        ("DAYLIGHT", b"20270314T020000", "-0500", "-0400"),
        ("STANDARD", b"20271107T020000", "-0400", "-0500"),
    ]
