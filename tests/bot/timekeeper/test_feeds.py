"""What is in the calendars, and how long it stays there."""

from __future__ import annotations

from datetime import timedelta

from bot.timekeeper.feeds import AHEAD, BEFORE, FRESH, Calendars
from programme import Feeds
from tests.bot.timekeeper.conftest import NOW


def test_what_somebody_took_part_in_stays_for_a_while(database, session, person, register):
    one, amina = session(), person()
    register(one, amina)
    token = Feeds(database).make(amina.id, NOW)
    for later, held in ((timedelta(), True), (BEFORE, True), (BEFORE + timedelta(days=3), False)):
        file = Calendars(database, name="Programme", clock=lambda later=later: NOW + later).of(token)
        assert (f"{one.id}@attache".encode() in file.content) is held


def test_an_empty_calendar_is_one_too_and_always_the_same(database, person):
    token = Feeds(database).make(person().id, NOW)
    first, later = (
        Calendars(database, name="X", clock=lambda at=at: NOW + at).of(token) for at in (timedelta(), FRESH)
    )
    assert b"BEGIN:VCALENDAR" in first.content
    assert first.tag == later.tag


def test_the_public_one_is_made_once_for_many_who_ask_and_not_kept_for_long(database, session):
    now = [NOW]
    calendars = Calendars(database, name="Programme", clock=lambda: now[0])
    first = calendars.programme()
    session()
    assert calendars.programme() is first
    now[0] += FRESH
    assert calendars.programme().tag != first.tag


def test_what_is_very_far_ahead_comes_when_it_is_nearer(database, session):
    far = session((AHEAD + timedelta(days=1)) / timedelta(hours=1))
    near = Calendars(database, name="X", clock=lambda: NOW).programme()
    later = Calendars(database, name="X", clock=lambda: NOW + timedelta(days=2)).programme()
    assert (far.id.encode() in near.content, far.id.encode() in later.content) == (False, True)


def test_nobodys_token_has_no_calendar(database):
    assert Calendars(database, name="X", clock=lambda: NOW).of("nobody") is None
