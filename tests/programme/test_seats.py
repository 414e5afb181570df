from __future__ import annotations

from programme.seats import free_seat, resize
from tests.programme.test_sessions import NOW, plan


def test_the_lowest_seat_that_nobody_has(database, sessions, bookings, somebody):
    one = sessions.add(plan(capacity=3), NOW)
    for name in ("ana", "ben"):
        bookings.register(one.id, somebody(name), NOW)

    def free():
        with database.session(write=False) as session:
            return free_seat(session, one.id)

    assert free() == 3
    bookings.cancel(one.id, somebody("ana"), NOW)
    assert free() == 1
    for name in ("ana", "cai"):
        bookings.register(one.id, somebody(name), NOW)
    assert free() is None


def test_fewer_seats_than_before(database, sessions, bookings, somebody):
    one = sessions.add(plan(capacity=3), NOW)
    for name in ("ana", "ben", "cai"):
        bookings.register(one.id, somebody(name), NOW)
    bookings.cancel(one.id, somebody("ana"), NOW)
    with database.session() as session:
        resize(session, one.id, 3, 2)  # cai moves to ana's
    assert [each.state for each in bookings.inside(one.id)] == ["registered", "registered"]
    assert bookings.register(one.id, somebody("ana"), NOW).state == "waiting"
