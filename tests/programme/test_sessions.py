from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme.errors import (
    BadRecurrence,
    BadValue,
    NoSuchSession,
    RepeatedTime,
    SessionCancelled,
    SessionOver,
    SkippedTime,
)
from programme.plan import Plan

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)


def plan(**changes) -> Plan:
    known = {
        "title": "Climate mobility",
        "starts": datetime(2027, 3, 12, 10),
        "minutes": 90,
        "zone": "America/New_York",
        "languages": ("en", "es"),
        "topic": "climate",
        "capacity": 80,
        "link": "https://meet.example.org/climate",
    }
    return Plan(**(known | changes))


def test_a_session_comes_back_as_it_was_planned(sessions):
    made = sessions.add(plan(), NOW)
    assert sessions.get(made.id) == made
    assert made.plan == plan(second=False)
    assert (made.starts_at, made.ends_at) == (
        datetime(2027, 3, 12, 15, tzinfo=timezone.utc),
        datetime(2027, 3, 12, 16, 30, tzinfo=timezone.utc),
    )
    assert (made.free, made.sequence, made.cancelled) == (80, 0, False)


def test_a_series_keeps_its_hour_over_daylight_saving(sessions):
    made = sessions.add_series(plan(starts=datetime(2027, 3, 2, 10)), "FREQ=WEEKLY;COUNT=4", NOW)
    assert [each.plan.starts.hour for each in made] == [10, 10, 10, 10]
    assert [each.starts_at.hour for each in made] == [15, 15, 14, 14]
    assert len({each.series for each in made}) == 1
    assert sessions.find(series=made[0].series) == made


def test_what_is_found(sessions):
    march = sessions.add(plan(), NOW)
    april = sessions.add(
        plan(starts=datetime(2027, 4, 1, 9), topic="remittances", languages=("fr",), kind="course"), NOW
    )
    assert sessions.find() == [march, april]
    assert sessions.find(topic="remittances") == [april]
    assert sessions.find(language="es") == [march]
    assert sessions.find(kinds=("course",)) == [april]
    assert sessions.find(before=april.starts_at) == [march]
    assert sessions.find(after=march.ends_at) == [april]
    assert sessions.find(limit=1) == [march]
    sessions.cancel(march.id, NOW)
    assert sessions.find() == [april]
    assert len(sessions.find(cancelled=True)) == 2


def test_a_change_raises_the_sequence(sessions):
    made = sessions.add(plan(), NOW)
    moved = sessions.change(made.id, NOW, starts=datetime(2027, 3, 19, 10))
    assert moved.starts_at == datetime(2027, 3, 19, 14, tzinfo=timezone.utc)
    assert (moved.sequence, moved.plan.title) == (1, "Climate mobility")
    assert sessions.change(made.id, NOW, capacity=None).free is None
    assert sessions.change(made.id, NOW, capacity=5).free == 5
    assert sessions.cancel(made.id, NOW).sequence == 4
    with pytest.raises(SessionCancelled):
        sessions.change(made.id, NOW, title="Again")
    with pytest.raises(SessionCancelled):
        sessions.cancel(made.id, NOW)


def test_what_has_begun_is_not_changed(sessions):
    made = sessions.add(plan(), NOW)
    with pytest.raises(SessionOver):
        sessions.change(made.id, made.starts_at, title="Late")
    with pytest.raises(SessionOver):
        sessions.cancel(made.id, made.starts_at + timedelta(minutes=1))


def test_sessions_by_host_and_title(sessions):
    one, two = sessions.add(plan(host="Ana"), NOW), sessions.add(plan(title="Remittances", topic="money"), NOW)
    assert (sessions.find(host="Ana"), sessions.find(titles=("Remittances", "x"))) == ([one], [two])
    assert sessions.subjects(after=NOW) == [("Climate mobility", "climate"), ("Remittances", "money")]
    assert sessions.subjects(after=one.ends_at) == sessions.subjects(before=one.starts_at) == []


def test_of_two_times_that_look_alike_staff_say_which(sessions):
    made = sessions.add(plan(), NOW)
    with pytest.raises(RepeatedTime):
        sessions.change(made.id, NOW, starts=datetime(2027, 11, 7, 1, 30))
    moved = sessions.change(made.id, NOW, starts=datetime(2027, 11, 7, 1, 30), second=True)
    assert moved.starts_at == datetime(2027, 11, 7, 6, 30, tzinfo=timezone.utc)
    assert sessions.change(made.id, NOW, title="Kept").starts_at == moved.starts_at


def test_documents_are_linked_afterwards(sessions):
    made = sessions.add(plan(materials=("a",)), NOW)
    assert sessions.attach(made.id, recording="r") == sessions.get(made.id)
    linked = sessions.attach(made.id, materials=("a", "b"))
    assert (linked.plan.recording, linked.plan.materials, linked.sequence) == ("r", ("a", "b"), 0)


def test_a_slot_is_no_session_of_its_own(sessions):
    with pytest.raises(BadValue, match="belongs to office hours"):
        sessions.add(plan(kind="slot", capacity=1), NOW)


def test_an_unknown_session(sessions):
    with pytest.raises(NoSuchSession):
        sessions.get("nobody")


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"starts": datetime(2027, 1, 4, 6)}, BadValue, "has passed"),
        ({"starts": datetime(2027, 3, 14, 2, 30)}, SkippedTime, "does not exist"),
        ({"title": "x" * 5000}, BadValue, "5000 characters"),
        ({"title": ""}, BadValue, "empty"),
        ({"minutes": 0}, BadValue, "0 minutes"),
        ({"minutes": -30}, BadValue, "-30 minutes"),
        ({"capacity": 0}, BadValue, "capacity is 0"),
        ({"capacity": 10**6}, BadValue, "capacity is 1000000"),
        ({"kind": "party"}, BadValue, "party"),
        ({"link": "javascript:alert(1)"}, BadValue, "link"),
        ({"languages": ()}, BadValue, "languages"),
        ({"zone": "Mars/Olympus"}, BadValue, "Mars/Olympus"),
        ({"starts": datetime(2027, 3, 1, tzinfo=timezone.utc)}, BadValue, "has a time zone"),
    ],
)
def test_what_cannot_be_planned_is_not_stored(sessions, changes, error, said):
    with pytest.raises(error, match=said):
        sessions.add(plan(**changes), NOW)
    assert sessions.find() == []


def test_a_series_that_cannot_be_planned_is_not_stored(sessions):
    with pytest.raises(BadRecurrence):
        sessions.add_series(plan(), "FREQ=DAILY", NOW)
    assert sessions.find() == []
