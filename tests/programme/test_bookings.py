from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from programme.bookings import Bookings
from programme.database import Database
from programme.errors import (
    BadValue,
    NoConsent,
    NoOffer,
    NoSuchPerson,
    NotRegistered,
    SessionCancelled,
    SessionOver,
    TooEarly,
)
from programme.models import registrations
from programme.withdrawals import about
from tests.programme.test_sessions import NOW, plan


def states(bookings: Bookings, session: str) -> list[tuple[str, int | None]]:
    return [(each.state, each.turn) for each in bookings.inside(session)]


def test_places_then_turns_then_offers(sessions, bookings, somebody):
    one = sessions.add(plan(capacity=2), NOW)
    ana, ben, cai, dee = (somebody(name) for name in ("ana", "ben", "cai", "dee"))
    assert bookings.register(one.id, ana, NOW).state == "registered"
    assert bookings.register(one.id, ben, NOW).state == "registered"
    assert (bookings.register(one.id, cai, NOW).state, bookings.register(one.id, dee, NOW).turn) == ("waiting", 2)
    assert sessions.get(one.id).free == 0

    [offer] = bookings.cancel(one.id, ana, NOW)
    assert (offer.person, offer.state, offer.offered_until) == (cai, "offered", NOW + timedelta(hours=24))
    assert bookings.register(one.id, ana, NOW).turn == 2  # behind dee
    assert bookings.accept(one.id, cai, NOW + timedelta(hours=1)).state == "registered"
    assert states(bookings, one.id) == [("registered", None), ("registered", None), ("waiting", 1), ("waiting", 2)]


def test_an_offer_that_is_not_taken_goes_on(sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1), NOW)
    ana, ben, cai = (somebody(name) for name in ("ana", "ben", "cai"))
    for person in (ana, ben, cai):
        bookings.register(one.id, person, NOW)
    bookings.cancel(one.id, ana, NOW)
    assert bookings.expire(NOW + timedelta(hours=23)) == []
    [offer] = bookings.expire(NOW + timedelta(hours=24))
    assert offer.person == cai
    with pytest.raises(NoOffer):
        bookings.accept(one.id, ben, NOW + timedelta(hours=25))
    with pytest.raises(NoOffer):
        bookings.accept(one.id, cai, NOW + timedelta(hours=49))


def test_an_offer_ends_when_the_session_begins(sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1), NOW)
    ana, ben = somebody("ana"), somebody("ben")
    bookings.register(one.id, ana, NOW)
    bookings.register(one.id, ben, NOW)
    [offer] = bookings.cancel(one.id, ana, one.starts_at - timedelta(hours=2))
    assert offer.offered_until == one.starts_at


def test_who_is_in_stays_in_and_who_left_can_come_back(sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    ana = somebody("ana")
    first = bookings.register(one.id, ana, NOW)
    assert bookings.register(one.id, ana, NOW + timedelta(hours=1)) == first
    bookings.cancel(one.id, ana, NOW)
    with pytest.raises(NotRegistered):
        bookings.cancel(one.id, ana, NOW)
    assert bookings.register(one.id, ana, NOW).state == "registered"


def test_moving_is_one_step(sessions, bookings, somebody):
    full, other = sessions.add(plan(capacity=1), NOW), sessions.add(plan(capacity=1), NOW)
    ana, ben, cai = (somebody(name) for name in ("ana", "ben", "cai"))
    bookings.register(full.id, ana, NOW)
    bookings.register(full.id, ben, NOW)
    booking, offers = bookings.move(full.id, other.id, ana, NOW)
    assert (booking.state, [each.person for each in offers]) == ("registered", [ben])
    with pytest.raises(NotRegistered):
        bookings.move(full.id, other.id, cai, NOW)
    assert [each.person for each in bookings.inside(other.id)] == [ana]
    with pytest.raises(BadValue):
        bookings.move(other.id, other.id, ana, NOW)


def test_more_places_are_offered(sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1), NOW)
    people = [somebody(str(number)) for number in range(4)]
    for person in people:
        bookings.register(one.id, person, NOW)
    sessions.change(one.id, NOW, capacity=3)
    assert [each.person for each in bookings.promote(one.id, NOW)] == people[1:3]
    with pytest.raises(BadValue, match="3 places are taken"):
        sessions.change(one.id, NOW, capacity=2)
    bookings.cancel(one.id, people[0], NOW)
    assert sessions.get(one.id).free == 0


def test_conflicts_are_what_overlaps(sessions, bookings, somebody):
    ana = somebody("ana")
    one = sessions.add(plan(), NOW)
    bookings.register(one.id, ana, NOW)
    half = timedelta(minutes=30)
    assert bookings.conflicts(ana, one.starts_at + half, one.ends_at + half) == [sessions.get(one.id)]
    assert bookings.conflicts(ana, one.ends_at, one.ends_at + half) == []
    assert bookings.conflicts(ana, one.starts_at - half, one.starts_at) == []
    assert [each.id for each, _ in bookings.of(ana)] == [one.id]


def test_attendance(sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    ana, ben, cai = (somebody(name) for name in ("ana", "ben", "cai"))
    with pytest.raises(NotRegistered):
        bookings.attend(one.id, ana, one.starts_at)
    for person in (ana, ben, cai):
        bookings.register(one.id, person, NOW)
    with pytest.raises(TooEarly) as caught:
        bookings.attend(one.id, ana, one.starts_at - timedelta(minutes=16))
    assert caught.value.opens_at == one.starts_at - timedelta(minutes=15)
    there = bookings.attend(one.id, ana, caught.value.opens_at)
    assert bookings.attend(one.id, ana, one.ends_at + timedelta(days=1)) == there == bookings.get(one.id, ana)
    assert there.attended_at == caught.value.opens_at
    bookings.attend(one.id, ben, one.ends_at + timedelta(hours=2))
    with pytest.raises(SessionOver):
        bookings.attend(one.id, cai, one.ends_at + timedelta(hours=2, seconds=1))
    assert [each.attended_at is None for each in bookings.inside(one.id)] == [False, False, True]


def test_nobody_is_at_what_does_not_take_place(sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    bookings.register(one.id, somebody("ana"), NOW)
    sessions.cancel(one.id, NOW)
    with pytest.raises(SessionCancelled):
        bookings.attend(one.id, somebody("ana"), one.starts_at)


def test_who_has_withdrawn_is_not_registered(sessions, bookings, somebody, people):
    one, ana = sessions.add(plan(), NOW), somebody("ana")
    people.withdraw(ana, NOW)
    with pytest.raises(NoConsent):
        bookings.register(one.id, ana, NOW)
    assert (bookings.inside(one.id), bookings.get(one.id, ana)) == ([], None)


def test_whatever_frees_a_seat_it_is_offered(sessions, bookings, somebody, people):
    one, two, three = (sessions.add(plan(capacity=1), NOW) for _ in range(3))
    ana, ben = somebody("ana"), somebody("ben")
    for session in (one, two, three):
        bookings.register(session.id, ana, NOW)
        bookings.register(session.id, ben, NOW)
    assert bookings.expire(NOW) == []
    sessions.change(two.id, NOW, capacity=2)
    sessions.change(three.id, NOW, capacity=None)
    found = bookings.expire(NOW)
    assert {(each.session, each.person, each.state) for each in found} == {
        (two.id, ben, "offered"),
        (three.id, ben, "offered"),
    }
    people.forget(ana)
    assert [(each.session, each.person) for each in bookings.expire(NOW)] == [(one.id, ben)]
    assert bookings.accept(three.id, ben, NOW).state == "registered"
    assert bookings.expire(one.starts_at) == []  # too late for whoever is next
    assert bookings.get(one.id, ben).state == "cancelled"


def test_what_waits_to_be_sent_about_a_place_goes_with_it(sessions, bookings, somebody, outbox):
    one = sessions.add(plan(capacity=1), NOW)
    ana, ben = somebody("ana"), somebody("ben")
    place, turn = bookings.register(one.id, ana, NOW), bookings.register(one.id, ben, NOW)
    for booking in (place, turn):
        outbox.put(booking.id, "telegram", booking.person, {}, NOW, subject=about(booking.id))
    bookings.cancel(one.id, ana, NOW)
    assert [outbox.outcome(each.id).reason for each in (place, turn)] == ["withdrawn", None]
    outbox.put("offer", "telegram", ben, {}, NOW, subject=about(turn.id))
    bookings.accept(one.id, ben, NOW)
    assert outbox.waiting("telegram") == 0


def test_nobody_registers_for_what_is_not_to_come(sessions, bookings, somebody):
    one = sessions.add(plan(), NOW)
    with pytest.raises(NoSuchPerson):
        bookings.register(one.id, "nobody", NOW)
    with pytest.raises(SessionOver):
        bookings.register(one.id, somebody("ana"), one.starts_at)
    sessions.cancel(one.id, NOW)
    with pytest.raises(SessionCancelled):
        bookings.register(one.id, somebody("ana"), NOW)


def test_a_person_who_is_erased_gives_the_place_back(sessions, bookings, somebody, people):
    one = sessions.add(plan(capacity=1), NOW)
    ana, ben = somebody("ana"), somebody("ben")
    bookings.register(one.id, ana, NOW)
    bookings.register(one.id, ben, NOW)
    people.forget(ana)
    assert [each.person for each in bookings.promote(one.id, NOW)] == [ben]


def test_a_hundred_people_and_ten_places(url, database, sessions, people):
    """At the same moment, each through a connection of their own: ten get a place, ninety a turn, each another one."""
    one = sessions.add(plan(capacity=10), NOW)
    everybody = [people.remember("telegram", str(number), consent=NOW).id for number in range(100)]
    start, trouble = threading.Barrier(20), []

    def press(some: list[str]) -> None:
        own = Database(url, busy_seconds=60)
        try:
            start.wait(timeout=60)
            for person in some:
                Bookings(own).register(one.id, person, NOW)
        except Exception as error:
            trouble.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=press, args=(everybody[number::20],)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert trouble == []
    found = Bookings(database).inside(one.id)
    assert Counter(each.state for each in found) == {"registered": 10, "waiting": 90}
    assert sorted(each.turn for each in found if each.turn) == list(range(1, 91))


def test_the_database_itself_refuses_an_eleventh(database, sessions, bookings, somebody):
    one = sessions.add(plan(capacity=1), NOW)
    bookings.register(one.id, somebody("ana"), NOW)
    for seat in (1, 2):  # taken; not there
        with pytest.raises(sa.exc.IntegrityError), database.session() as session:
            session.execute(
                sa.insert(registrations).values(
                    id=f"own-{seat}", session=one.id, person=somebody("ben"), state="registered", seat=seat,
                    registered_at=NOW, changed_at=NOW,
                )
            )  # fmt: skip
