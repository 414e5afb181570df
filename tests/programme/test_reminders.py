from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from programme.errors import BadValue, NoConsent, NoSuchPerson
from programme.reminders import USUAL, Reminders
from programme.withdrawals import about
from tests.programme.test_sessions import NOW, plan

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def reminders(database):
    return Reminders(database)


@pytest.fixture
def one(sessions):
    return sessions.add(plan(), NOW)


def told(reminders, now):
    """What is due, taken."""
    due = reminders.due(now)
    for each in due:
        reminders.done(each)
    return [each.minutes for each in due]


def test_a_day_and_an_hour_before_unless_somebody_chooses(reminders, one, bookings, somebody):
    ana = somebody("ana")
    booking = bookings.register(one.id, ana, NOW)
    assert reminders.of(ana) == USUAL == (1440, 60)
    assert reminders.due(one.starts_at - DAY - MINUTE) == []
    [due] = reminders.due(one.starts_at - DAY)
    assert (due.minutes, due.person, due.registration, due.session.id) == (1440, ana, booking.id, one.id)
    assert reminders.due(one.starts_at - DAY + MINUTE) == [due]  # until it is put down
    reminders.done(due)
    assert reminders.due(one.starts_at - DAY + MINUTE) == []
    assert told(reminders, one.starts_at - HOUR) == [60]
    assert told(reminders, one.starts_at - HOUR) == []
    assert reminders.due(one.starts_at) == []


def test_reminders_at_times_of_ones_own(reminders, one, bookings, somebody):
    ana = somebody("ana")
    bookings.register(one.id, ana, NOW)
    assert reminders.choose(ana, [30, 20_160, 30, 5]) == (20_160, 30, 5) == reminders.of(ana)
    before = [(minutes, told(reminders, one.starts_at - minutes * MINUTE)) for minutes in (20_161, 20_160, 1440, 60)]
    assert before == [(20_161, []), (20_160, [20_160]), (1440, []), (60, [])]
    assert [told(reminders, one.starts_at - minutes * MINUTE) for minutes in (30, 29, 5, 4)] == [[30], [], [5], []]
    assert reminders.choose(ana, []) == reminders.of(ana) == ()


def test_who_wants_none_gets_none(reminders, one, bookings, somebody):
    ana = somebody("ana")
    bookings.register(one.id, ana, NOW)
    reminders.choose(ana, ())
    assert reminders.due(one.starts_at - HOUR) == []


@pytest.mark.parametrize("minutes", [(4,), (20_161,), (-60,), (5, 6, 7, 8, 9, 10)])
def test_what_cannot_be_chosen_changes_nothing(reminders, somebody, minutes):
    ana = somebody("ana")
    reminders.choose(ana, (15,))
    with pytest.raises(BadValue):
        reminders.choose(ana, minutes)
    assert reminders.of(ana) == (15,)


def test_choosing_needs_consent(reminders, somebody, people, one, bookings):
    ana = somebody("ana")
    bookings.register(one.id, ana, NOW)
    people.withdraw(ana, NOW)
    with pytest.raises(NoConsent):
        reminders.choose(ana, (15,))
    with pytest.raises(NoSuchPerson):
        reminders.choose("nobody", (15,))
    assert reminders.due(one.starts_at - HOUR) == []


def test_after_an_outage_the_last_that_is_of_use(reminders, one, bookings, somebody):
    bookings.register(one.id, somebody("ana"), NOW)
    assert told(reminders, one.starts_at - 30 * MINUTE) == [60]  # not the one of yesterday as well
    assert told(reminders, one.starts_at - MINUTE) == []


def test_late_but_of_use(reminders, one, bookings, somebody):
    bookings.register(one.id, somebody("ana"), NOW)
    assert told(reminders, one.starts_at - 10 * HOUR) == [1440]
    assert told(reminders, one.starts_at - HOUR) == [60]


def test_who_has_just_registered_is_not_reminded_of_it(reminders, one, bookings, somebody):
    bookings.register(one.id, somebody("ana"), one.starts_at - 10 * HOUR)
    assert told(reminders, one.starts_at - 9 * HOUR) == []
    assert told(reminders, one.starts_at - HOUR) == [60]
    bookings.register(one.id, somebody("ben"), one.starts_at - 30 * MINUTE)
    assert told(reminders, one.starts_at - 29 * MINUTE) == []


def test_only_who_has_a_place(reminders, sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1), NOW)
    ana, ben = somebody("ana"), somebody("ben")
    bookings.register(one.id, ana, NOW)
    bookings.register(one.id, ben, NOW)
    assert [each.person for each in reminders.due(one.starts_at - HOUR)] == [ana]
    bookings.cancel(one.id, ana, one.starts_at - 3 * HOUR)
    assert reminders.due(one.starts_at - HOUR) == []
    bookings.accept(one.id, ben, one.starts_at - 2 * HOUR)
    assert [(each.person, each.minutes) for each in reminders.due(one.starts_at - HOUR)] == [(ben, 60)]
    sessions.cancel(one.id, one.starts_at - 2 * HOUR)
    assert reminders.due(one.starts_at - HOUR) == []


def test_who_comes_back_is_reminded(reminders, one, bookings, somebody):
    ana = somebody("ana")
    bookings.register(one.id, ana, NOW)
    assert told(reminders, one.starts_at - DAY) == [1440]
    bookings.cancel(one.id, ana, one.starts_at - 20 * HOUR)
    bookings.register(one.id, ana, one.starts_at - 19 * HOUR)
    assert told(reminders, one.starts_at - 18 * HOUR) == []
    assert told(reminders, one.starts_at - HOUR) == [60]


def test_a_session_that_moves_takes_its_reminders_along(reminders, sessions, one, bookings, somebody, outbox):
    booking = bookings.register(one.id, somebody("ana"), NOW)
    [old] = reminders.due(one.starts_at - DAY)
    outbox.put(old.key, "telegram", "ana", {}, one.starts_at - 2 * HOUR, subject=about(booking.id))
    reminders.done(old)
    moved = sessions.change(one.id, one.starts_at - 23 * HOUR, starts=datetime(2027, 3, 19, 10))
    assert outbox.outcome(old.key).reason == "withdrawn"
    reminders.done(old)  # by a timekeeper that was in the middle of it
    [new] = reminders.due(moved.starts_at - DAY)
    assert (new.minutes, new.key == old.key) == (1440, False)
    renamed = sessions.change(one.id, moved.starts_at - 3 * DAY, title="Same time")
    assert [each.key for each in reminders.due(renamed.starts_at - DAY)] == [new.key]


def test_of_many_the_first_to_begin(reminders, sessions, bookings, somebody):
    late = sessions.add(plan(starts=datetime(2027, 3, 12, 10, 30)), NOW)
    early = sessions.add(plan(), NOW)
    for session in (late, early):
        bookings.register(session.id, somebody("ana"), NOW)
    assert [each.session.id for each in reminders.due(early.starts_at - HOUR / 2)] == [early.id, late.id]
    assert [each.session.id for each in reminders.due(early.starts_at - HOUR / 2, limit=1)] == [early.id]
