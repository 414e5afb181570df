from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from dateutil.zoneinfo import get_zonefile_instance
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from programme.errors import BadValue, BadZone, RepeatedTime, SkippedTime
from programme.vtimezone import changes
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
YEAR = timedelta(days=366)
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


#: Up to the year in which dateutil's own zones end; its reader keeps to whole seconds of today's rules.
known = st.datetimes(datetime(2000, 1, 1), datetime(2020, 12, 31))


@st.composite
def near_a_change(draw):
    """A zone, and a time on its clocks; half of them within hours of a change of these clocks."""
    name, time = draw(st.sampled_from(ZONES)), draw(known).replace(second=0, microsecond=0)
    moments = changes(zone_of(name), time.replace(tzinfo=timezone.utc), time.replace(tzinfo=timezone.utc) + YEAR)
    if moments and draw(st.booleans()):
        time = wall(moments[0], zone_of(name)) + timedelta(minutes=draw(st.integers(-180, 180)))
    return name, time


@settings(deadline=None)
@given(near_a_change())
def test_gaps_folds_and_moments_are_those_of_another_library(place):
    name, time = place
    # Morocco's summer time is its standard time since then, less an hour in Ramadan, which dateutil turns around.
    assume(name != "Africa/Casablanca" or time < datetime(2018, 10, 28))
    theirs = get_zonefile_instance().get(name)
    if not tz.datetime_exists(time, theirs):
        with pytest.raises(SkippedTime):
            resolve(time, zone_of(name))
    elif tz.datetime_ambiguous(time, theirs):
        with pytest.raises(RepeatedTime) as caught:
            resolve(time, zone_of(name))
        both = tuple(tz.enfold(time.replace(tzinfo=theirs), fold).astimezone(timezone.utc) for fold in (0, 1))
        assert caught.value.moments == both
    else:
        assert resolve(time, zone_of(name)) == time.replace(tzinfo=theirs).astimezone(timezone.utc)


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
