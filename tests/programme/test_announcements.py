from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme.announcements import Announcements
from programme.errors import BadValue, NoSuchSession, SessionCancelled, SessionOver
from programme.plan import Plan
from programme.sessions import Sessions

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)


@pytest.fixture
def announcements(database):
    return Announcements(database)


@pytest.fixture
def sessions(database):
    return Sessions(database)


def plan(**changes) -> Plan:
    known = {"title": "Remittances", "starts": datetime(2027, 3, 12, 10), "minutes": 60, "zone": "Europe/Paris"}
    return Plan(**(known | {"topic": "remittances"} | changes))


def test_each_session_once(announcements, sessions):
    first, second = sessions.add(plan(), NOW), sessions.add(plan(starts=datetime(2027, 2, 1, 10)), NOW)
    assert announcements.ask(first.id, NOW)
    assert announcements.ask(second.id, NOW + timedelta(minutes=1))
    assert not announcements.ask(first.id, NOW + timedelta(minutes=2))
    assert announcements.due(NOW) == [first, second]
    assert announcements.due(NOW, limit=1) == [first]
    announcements.done(first.id, NOW)
    assert announcements.due(NOW) == [second]
    assert not announcements.ask(first.id, NOW)


def test_what_is_no_news_any_more(announcements, sessions):
    cancelled, begun = sessions.add(plan(), NOW), sessions.add(plan(), NOW)
    for each in (cancelled, begun):
        announcements.ask(each.id, NOW)
    sessions.cancel(cancelled.id, NOW)
    assert [each.id for each in announcements.due(NOW)] == [begun.id]
    assert announcements.due(begun.starts_at) == []


def test_what_cannot_be_announced(announcements, sessions):
    made = sessions.add(plan(), NOW)
    with pytest.raises(SessionOver):
        announcements.ask(made.id, made.starts_at)
    sessions.cancel(made.id, NOW)
    with pytest.raises(SessionCancelled):
        announcements.ask(made.id, NOW)
    with pytest.raises(NoSuchSession):
        announcements.ask("none", NOW)
    with pytest.raises(BadValue, match="has no topic"):
        announcements.ask(sessions.add(plan(topic=None), NOW).id, NOW)
    assert announcements.due(NOW) == []
