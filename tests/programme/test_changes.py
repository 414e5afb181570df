from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme.changes import Changes
from programme.office_hours import OfficeHours
from tests.programme.test_sessions import NOW, plan

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def changes(database):
    return Changes(database)


def test_who_is_in_is_told_of_a_change_once(changes, sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1, place="Room 4"), NOW)
    ana, ben, cai = (somebody(name) for name in ("ana", "ben", "cai"))
    bookings.register(one.id, ana, NOW)
    bookings.register(one.id, ben, NOW + timedelta(minutes=1))
    assert changes.due(NOW) == []
    sessions.change(one.id, LATER, starts=datetime(2027, 3, 19, 10), title="Moved")
    bookings.register(one.id, cai, LATER + timedelta(seconds=1))  # knows it as it is now
    [change] = changes.due(LATER)
    assert change.people == (ana, ben)
    assert (change.session, change.key) == (sessions.get(one.id), f"change:{one.id}:1")
    assert (change.before.title, change.before.starts_at, change.before.place) == (
        "Climate mobility",
        one.starts_at,
        "Room 4",
    )
    assert changes.due(LATER) == [change]
    changes.done(change)
    assert changes.due(LATER) == []


def test_several_changes_are_told_as_one(changes, sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    bookings.register(one.id, somebody("ana"), NOW)
    sessions.change(one.id, LATER, place="Room 5")
    sessions.cancel(one.id, LATER)
    [change] = changes.due(LATER)
    assert (change.session.cancelled, change.before.place, change.session.sequence) == (True, None, 2)


def test_a_change_while_another_is_told_is_not_lost(changes, sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    bookings.register(one.id, somebody("ana"), NOW)
    sessions.change(one.id, LATER, place="Room 5")
    [first] = changes.due(LATER)
    sessions.change(one.id, LATER, place="Room 6")
    changes.done(first)
    [second] = changes.due(LATER)
    assert (second.before.place, second.session.plan.place) == ("Room 5", "Room 6")
    changes.done(first)  # told again after a crash: nothing is forgotten by it
    assert changes.due(LATER) == [second]


def test_where_nobody_is_nobody_is_told(changes, sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    ana = somebody("ana")
    bookings.register(one.id, ana, NOW)
    bookings.cancel(one.id, ana, NOW)
    sessions.change(one.id, NOW, place="Room 5")
    assert changes.due(NOW) == []
    bookings.register(one.id, ana, LATER)
    sessions.change(one.id, LATER, place="Room 6")
    assert [change.before.place for change in changes.due(LATER)] == ["Room 5"]
    assert changes.due(one.starts_at) == []  # too late to be of use


def test_who_has_a_slot_is_told_when_office_hours_move(changes, sessions, bookings, somebody, database):
    hours = OfficeHours(database)
    whole = hours.add(plan(minutes=60), 30, NOW)
    _, second = hours.slots(whole.id)
    bookings.register(second.id, somebody("ana"), NOW)
    sessions.change(whole.id, LATER, starts=datetime(2027, 3, 12, 12))
    [change] = changes.due(LATER)
    assert (change.session.id, change.before.starts_at) == (second.id, second.starts_at)
    assert change.session.starts_at == datetime(2027, 3, 12, 17, 30, tzinfo=timezone.utc)
    changes.done(change)
    sessions.cancel(whole.id, LATER)
    assert [(each.session.id, each.session.cancelled) for each in changes.due(LATER)] == [(second.id, True)]
