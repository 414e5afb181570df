from __future__ import annotations

from datetime import datetime, timedelta, timezone
from uuid import uuid4

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme.calendars import cancellation, feed, invitation
from programme.plan import Plan
from programme.session_rows import Session

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
ABOUT = {"person": "6b1f2f0e-0000-4000-8000-000000000001", "now": NOW, "organizer": "mailto:staff@example.org"}


def session(starts: datetime, zone: str = "America/New_York", **changes) -> Session:
    plan = Plan(
        title="Climate, mobility; and “rights”\nday one", starts=starts, minutes=90, zone=zone, second=False,
        description="Bring questions.", place="Suva", link="https://meet.example.org/1", topic="climate",
    )  # fmt: skip
    known = {"sequence": 0, "cancelled": False} | changes
    return Session("0c7e", plan, *plan.moments(), series=None, planned=None, taken=0, **known)


def read(written: bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation():
    calendar, event = read(invitation(session(datetime(2027, 3, 12, 10)), **ABOUT, organizer_name="The programme"))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("0c7e@attache", 0, "CONFIRMED")
    assert event["SUMMARY"] == "Climate, mobility; and “rights”\nday one"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DTSTART"].dt.astimezone(timezone.utc) == datetime(2027, 3, 12, 15, tzinfo=timezone.utc)
    assert event["ATTENDEE"] == f"urn:uuid:{ABOUT['person']}"
    assert event["ORGANIZER"] == "mailto:staff@example.org"
    assert [each["TRIGGER"].dt for each in event.walk("VALARM")] == [timedelta(days=-1), timedelta(minutes=-15)]


def test_no_line_is_longer_than_75_bytes_and_lines_end_as_they_must():
    written = invitation(session(datetime(2027, 3, 12, 10)), **ABOUT, organizer_name="Программа " * 20)
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_the_zone_comes_with_its_changes_on_both_sides():
    calendar, _ = read(invitation(session(datetime(2027, 3, 12, 10)), **ABOUT, organizer_name="x"))
    [zone] = calendar.walk("VTIMEZONE")
    kinds = {type(each).__name__ for each in zone.subcomponents}
    assert zone["TZID"] == "America/New_York"
    assert kinds == {"TimezoneStandard", "TimezoneDaylight"}


def test_a_place_given_up_and_a_session_cancelled():
    one = session(datetime(2027, 3, 12, 10), sequence=2)
    calendar, event = read(cancellation(one, **ABOUT, organizer_name="x"))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    gone = session(datetime(2027, 3, 12, 10), sequence=3, cancelled=True)
    calendar, event = read(invitation(gone, **ABOUT, organizer_name="x"))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)


def test_a_feed():
    calendar = icalendar.Calendar.from_ical(
        feed(
            [session(datetime(2027, 3, 12, 10)), session(datetime(2027, 4, 1, 9), "Pacific/Fiji")],
            name="Programme",
            now=NOW,
        )
    )
    assert (calendar["METHOD"], calendar["X-WR-CALNAME"]) == ("PUBLISH", "Programme")
    assert len(calendar.walk("VEVENT")) == 2
    assert {each["TZID"] for each in calendar.walk("VTIMEZONE")} == {"America/New_York", "Pacific/Fiji"}
    assert icalendar.Calendar.from_ical(feed([], name="Nothing yet", now=NOW)).walk("VEVENT") == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)),
    st.sampled_from(
        ("America/New_York", "Europe/Paris", "Pacific/Fiji", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
    ),
)
def test_another_reader_finds_the_same_moments(starts, zone):
    """It knows the zone from the file alone, by its VTIMEZONE."""
    try:
        one = session(starts.replace(second=0, microsecond=0), zone)
    except ValueError:  # never shown there
        return
    written = invitation(one, **ABOUT, organizer_name="x").replace(zone.encode(), uuid4().hex[:8].encode())
    _, event = read(written)
    assert event["DTSTART"].dt.astimezone(timezone.utc) == one.starts_at
    assert event["DTEND"].dt.astimezone(timezone.utc) == one.ends_at


def test_a_zone_without_a_name_in_the_file_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        session(datetime(2027, 3, 12, 10), "Nowhere/Here")


@pytest.mark.parametrize("second", [False, True])
def test_a_time_that_clocks_show_twice_is_written_in_utc(second):
    plan = Plan(title="x", starts=datetime(2027, 11, 7, 1, 30), minutes=30, zone="America/New_York", second=second)
    one = Session("0c7e", plan, *plan.moments(), 0, False, None, None, 0)
    _, event = read(invitation(one, **ABOUT, organizer_name="x"))
    assert "TZID" not in event["DTSTART"].params
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (one.starts_at, one.ends_at)
    assert one.starts_at.hour == 5 + second
