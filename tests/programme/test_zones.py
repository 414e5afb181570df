from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import BadValue, BadZone, RepeatedTime, SkippedTime
from programme.zones import resolve, wall, zone_of

ZONES = (
    "America/New_York",
    "Europe/Zurich",
    "Pacific/Fiji",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
)
NEW_YORK = ZoneInfo("America/New_York")
moments = st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(timezone.utc))


@given(moments, st.sampled_from(ZONES))
def test_what_the_clocks_show_at_a_moment_is_that_moment(moment, name):
    moment, zone = moment.replace(microsecond=0), zone_of(name)
    shown = wall(moment, zone)
    try:
        found = {resolve(shown, zone)}
    except RepeatedTime as twice:
        found = set(twice.moments)
        assert {resolve(shown, zone, second=False), resolve(shown, zone, second=True)} == found
    assert moment in found


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)), st.sampled_from(ZONES))
def test_a_time_is_resolved_to_a_moment_when_clocks_show_it_or_refused(time, name):
    time, zone = time.replace(microsecond=0), zone_of(name)
    try:
        moment = resolve(time, zone, second=False)
    except SkippedTime as skipped:
        assert skipped.before < time < skipped.after + timedelta(days=1)
        assert resolve(skipped.before, zone, second=True) < resolve(skipped.after, zone, second=False)
    else:
        assert wall(moment, zone) == time


def test_a_skipped_time_says_what_there_is_around_it():
    with pytest.raises(SkippedTime) as caught:
        resolve(datetime(2027, 3, 14, 2, 30), NEW_YORK)
    assert (caught.value.before, caught.value.after) == (datetime(2027, 3, 14, 1, 59), datetime(2027, 3, 14, 3))
    assert str(caught.value).startswith("2027-03-14 02:30 does not exist in America/New_York")


def test_a_repeated_time_asks_which():
    with pytest.raises(RepeatedTime) as caught:
        resolve(datetime(2027, 11, 7, 1, 30), NEW_YORK)
    assert caught.value.moments == (
        datetime(2027, 11, 7, 5, 30, tzinfo=timezone.utc),
        datetime(2027, 11, 7, 6, 30, tzinfo=timezone.utc),
    )


def test_a_day_that_a_place_skipped_is_skipped():
    """Samoa had no 30 December 2011."""
    with pytest.raises(SkippedTime):
        resolve(datetime(2011, 12, 30, 12), zone_of("Pacific/Apia"))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Europe/Pariss", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("Suva", None),
        ("", None),
        ("../etc/passwd", None),
        ("x" * 10_000, None),
    ],
)
def test_an_unknown_zone_gets_a_sentence(name, near):
    with pytest.raises(BadZone) as caught:
        zone_of(name)
    assert len(str(caught.value)) < 200
    if near is not None:
        assert near in caught.value.near


def test_a_time_with_a_zone_is_not_a_time_on_a_clock():
    with pytest.raises(BadValue, match="has a time zone already"):
        resolve(datetime(2027, 1, 1, tzinfo=timezone.utc), NEW_YORK)
