"""What people are to be told of, as it stands."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme import Bookings, OfficeHours, People, Plan, Polls, Sessions
from programme.news import News

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@pytest.fixture
def plan():
    def make(hours=48, **more):
        starts = (NOW + hours * HOUR).replace(tzinfo=None)
        return Plan(**({"title": "Climate mobility", "starts": starts, "minutes": 60, "zone": "UTC"} | more))

    return make


@pytest.fixture
def person(database):
    return lambda key: People(database).remember("telegram", str(key), consent=NOW).id


def test_a_place_is_offered_until_it_is_taken_or_its_time_is_over(database, plan, person):
    bookings, news = Bookings(database), News(database)
    one = Sessions(database).add(plan(capacity=1), NOW)
    first, second = person(1), person(2)
    bookings.register(one.id, first, NOW), bookings.register(one.id, second, NOW)
    assert news.offered(NOW) == []
    bookings.cancel(one.id, first, NOW)
    [offer] = news.offered(NOW)
    assert (offer.session.id, offer.person, offer.until) == (one.id, second, NOW + 24 * HOUR)
    assert offer.registration == bookings.get(one.id, second).id
    assert news.offered(NOW + 24 * HOUR) == []
    bookings.accept(one.id, second, NOW + HOUR)
    assert news.offered(NOW + HOUR) == []


def test_no_place_is_offered_in_what_does_not_take_place(database, plan, person):
    bookings = Bookings(database)
    one = Sessions(database).add(plan(capacity=1), NOW)
    first, second = person(1), person(2)
    bookings.register(one.id, first, NOW), bookings.register(one.id, second, NOW)
    bookings.cancel(one.id, first, NOW)
    Sessions(database).cancel(one.id, NOW)
    assert News(database).offered(NOW) == []


def test_booked_time_is_news_until_it_begins(database, plan, person):
    hours, bookings, news = OfficeHours(database), Bookings(database), News(database)
    slot, other = hours.slots(hours.add(plan(kind="office_hours"), 30, NOW).id)
    who = person(1)
    bookings.register(slot.id, who, NOW)
    [booked] = news.slots(NOW)
    assert (booked.session.id, booked.booked, booked.at) == (slot.id, True, NOW)
    bookings.cancel(slot.id, who, NOW + HOUR)
    bookings.register(other.id, person(2), NOW + 2 * HOUR)
    assert [(each.session.id, each.booked) for each in news.slots(NOW)] == [(slot.id, False), (other.id, True)]
    assert news.slots(other.starts_at) == []


def test_places_in_other_sessions_are_no_booked_time(database, plan, person):
    one = Sessions(database).add(plan(), NOW)
    Bookings(database).register(one.id, person(1), NOW)
    assert News(database).slots(NOW) == []


def test_a_chosen_time_is_news_for_as_long_as_is_asked_for(database, plan):
    polls, news = Polls(database), News(database)
    open_, closed, without = (
        polls.open("A meeting", zone="UTC", minutes=60, starts=(plan().starts,), names=("Amina",), now=NOW).poll.id
        for _ in range(3)
    )
    polls.close(closed, 1, NOW + HOUR)
    polls.close(without, None, NOW + HOUR)
    assert [(poll.id, poll.chosen) for poll in news.chosen(NOW)] == [(closed, 1)]
    assert news.chosen(NOW + HOUR) == []
    assert open_ not in {poll.id for poll in news.chosen(NOW - HOUR)}
