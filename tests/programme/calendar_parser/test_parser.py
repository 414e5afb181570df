"""Our calendar files beside a parser that nobody here wrote; skipped where that is not installed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from programme.calendars import cancellation, feed, invitation
from programme.plan import Plan
from programme.recurrence import Recurrence
from programme.session_rows import Session
from programme.vtimezone import changes
from programme.zones import wall
from tests.programme.calendar_parser.parser import missing, parsed

pytestmark = [pytest.mark.parser, pytest.mark.skipif(bool(missing()), reason=missing() or "it is there")]

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
ABOUT = {
    "person": "6b1f2f0e-0000-4000-8000-000000000001",
    "now": NOW,
    "organizer": "mailto:staff@example.org",
    "organizer_name": "The programme",
}
#: Both hemispheres, clocks that are changed by half an hour, around Ramadan, and never.
ZONES = (
    "America/New_York", "Europe/Zurich", "Pacific/Auckland", "Australia/Lord_Howe", "America/Santiago",
    "Africa/Casablanca", "Africa/Cairo", "Pacific/Fiji", "Asia/Kathmandu", "America/Asuncion", "America/St_Johns",
)  # fmt: skip


def planned(starts: datetime, zone: str, number: int = 0, *, second: bool = False, **known) -> Session:
    """A session as it is read from the tables."""
    plan = Plan(title="Climate, mobility; “rights”", starts=starts, minutes=90, zone=zone, second=second, place="Suva")
    about = {"sequence": 0, "cancelled": False} | known
    return Session(f"session{number}", plan, *plan.moments(), series=None, planned=None, taken=0, **about)


def around_changes(zone: str) -> list[datetime]:
    """Times on the clocks of a zone near every change in two years: hours and days before and after it."""
    times = [
        wall(moment + timedelta(minutes=minutes), ZoneInfo(zone)).replace(second=0)
        for moment in changes(ZoneInfo(zone), NOW, NOW + timedelta(days=730))
        for minutes in (-2880, -1500, -180, -75, -60, -30, 0, 15, 30, 60, 90, 180, 1500, 2880)
    ]
    return times or [datetime(2027, month, 14, hour) for month in (1, 4, 7, 10) for hour in (0, 9, 23)]


def sessions_of(zone: str) -> list[Session]:
    """Sessions at such times; where clocks show one twice, one at each."""
    found: list[Session] = []
    for starts in dict.fromkeys(around_changes(zone)):
        both = [planned(starts, zone, second=second) for second in (False, True)]
        found += both if both[0].starts_at != both[1].starts_at else both[:1]
    return found


def instants(session: Session) -> tuple[int, int]:
    return int(session.starts_at.timestamp()), int(session.ends_at.timestamp())


def read(files: list[bytes]) -> list[tuple[int, int]]:
    return [(each["events"][0]["start"], each["events"][0]["end"]) for each in parsed(files)]


@pytest.mark.parametrize("zone", ZONES)
def test_invitations_around_every_change_of_the_clocks(zone):
    sessions = sessions_of(zone)
    assert len(sessions) >= 10
    found = parsed([invitation(each, **ABOUT) for each in sessions])
    for session, calendar in zip(sessions, found, strict=True):
        [event] = calendar["events"]
        assert (event["start"], event["end"]) == instants(session), session.plan.starts
        if event["zone"] != "UTC":  # which is what a time that clocks show twice is written in
            assert (event["zone"], calendar["zones"]) == (zone, [zone])
            assert event["wall"] == f"{session.plan.starts:%Y-%m-%dT%H:%M:%S}"
    assert sum(calendar["events"][0]["zone"] != "UTC" for calendar in found) >= 10


def test_both_of_two_times():
    first, second = (planned(datetime(2027, 10, 31, 2, 30), "Europe/Zurich", second=which) for which in (False, True))
    assert read([invitation(each, **ABOUT) for each in (first, second)]) == [instants(first), instants(second)]
    assert second.starts_at - first.starts_at == timedelta(hours=1)


def test_an_invitation_its_update_and_its_cancellation():
    old = planned(datetime(2027, 3, 12, 10), "America/New_York")
    moved = planned(datetime(2027, 3, 19, 10), "America/New_York", sequence=1)
    gone = planned(datetime(2027, 3, 19, 10), "America/New_York", sequence=2, cancelled=True)
    files = [
        invitation(old, **ABOUT),
        invitation(moved, **ABOUT),
        invitation(gone, **ABOUT),
        cancellation(moved, **ABOUT),
    ]
    found = parsed(files)
    assert [each["method"] for each in found] == ["REQUEST", "REQUEST", "CANCEL", "CANCEL"]
    events = [each["events"][0] for each in found]
    assert len({each["uid"] for each in events}) == 1
    assert [each["sequence"] for each in events] == [0, 1, 2, 2]
    assert [each["status"] for each in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED"]
    assert [each["partstat"] for each in events[:2]] == ["ACCEPTED", "ACCEPTED"]
    assert {each["attendee"] for each in events} == {f"urn:uuid:{ABOUT['person']}"}
    assert {each["organizer"] for each in events} == {"mailto:staff@example.org"}
    assert {each["summary"] for each in events} == {"Climate, mobility; “rights”"}
    assert events[0]["alarms"] == [-24 * 3600, -900]
    assert [(each["start"], each["end"]) for each in events[:2]] == [instants(old), instants(moved)]
    assert events[1]["start"] - events[0]["start"] == 7 * 24 * 3600 - 3600  # the clocks were put forward in between


def test_a_feed_of_many_zones():
    sessions = [each for zone in ZONES for each in sessions_of(zone)[::5]]
    sessions = [
        Session(f"s{number}", each.plan, each.starts_at, each.ends_at, 0, number % 7 == 0, None, None, 0)
        for number, each in enumerate(sessions)
    ]
    [found] = parsed([feed(sessions, name="Programme, public", now=NOW)])
    assert (found["method"], found["name"]) == ("PUBLISH", "Programme, public")
    assert set(found["zones"]) == {each.plan.zone for each in sessions}
    by_uid = {each["uid"]: each for each in found["events"]}
    assert len(by_uid) == len(sessions)
    for each in sessions:
        event = by_uid[f"{each.id}@attache"]
        assert (event["start"], event["end"]) == instants(each)
        assert event["status"] == ("CANCELLED" if each.cancelled else "CONFIRMED")


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "Africa/Casablanca"])
def test_a_series_keeps_its_hour(zone):
    made = Recurrence("FREQ=WEEKLY;COUNT=52", datetime(2027, 1, 5, 10), zone).occurrences
    sessions = [planned(each.planned, zone, number) for number, each in enumerate(made)]
    [found] = parsed([feed(sessions, name="x", now=NOW)])
    starts = sorted(each["start"] for each in found["events"])
    assert starts == [int(each.at.timestamp()) for each in made]
    assert {each["wall"][11:] for each in found["events"]} == {"10:00:00"}


def test_an_empty_feed():
    [found] = parsed([feed([], name="x", now=NOW)])
    assert found["events"] == []
