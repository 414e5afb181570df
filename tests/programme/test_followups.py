from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from programme.followups import FollowUps
from tests.programme.test_sessions import NOW, plan


@pytest.fixture
def followups(database):
    return FollowUps(database)


def test_a_session_is_followed_up_once_and_in_time(followups, sessions, bookings, somebody):
    one = sessions.add(plan(minutes=1440), NOW)
    bookings.register(one.id, somebody("ana"), NOW)
    for after, found in ((9, []), (10, [one.id]), (3 * 24 * 60, [one.id]), (3 * 24 * 60 + 1, [])):
        assert [each.id for each in followups.due(one.ends_at + timedelta(minutes=after))] == found
    followups.done(one.id, one.ends_at + timedelta(minutes=10))
    assert followups.due(one.ends_at + timedelta(hours=1)) == []


def test_only_where_somebody_was(followups, sessions, bookings, somebody):
    empty, off, left, full = (sessions.add(plan(capacity=1), NOW) for _ in range(4))
    ana, ben = somebody("ana"), somebody("ben")
    for session in (off, left, full):
        bookings.register(session.id, ana, NOW)
    bookings.register(full.id, ben, NOW)
    sessions.cancel(off.id, NOW)
    bookings.cancel(left.id, ana, NOW)
    assert [each.id for each in followups.due(empty.ends_at + timedelta(hours=1))] == [full.id]


def test_the_first_to_end_comes_first(followups, sessions, bookings, somebody):
    long = sessions.add(plan(minutes=180), NOW)
    short = sessions.add(plan(starts=datetime(2027, 3, 12, 10, 30), minutes=30), NOW)
    for session in (long, short):
        bookings.register(session.id, somebody("ana"), NOW)
    assert [each.id for each in followups.due(long.ends_at + timedelta(hours=1))] == [short.id, long.id]
