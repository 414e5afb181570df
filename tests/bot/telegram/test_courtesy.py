"""Whose clock counts, and who may be written to at night."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
import sqlalchemy as sa

from bot.telegram.courtesy import Courtesy
from bot.telegram.presence import Presence
from bot.telegram.quiet import QuietHours
from programme import Database, People
from programme.models import people as table

NIGHT = QuietHours(time(21), time(7, 30))
NOW = datetime(2026, 1, 15, 3, tzinfo=timezone.utc)  # 22:00 in New York, 04:00 in Geneva, 12:00 in Tokyo


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    for key, zone in (("1", None), ("2", "Europe/Zurich"), ("3", "Asia/Tokyo"), ("4", "Mars/Olympus")):
        person = People(one).remember("telegram", key, consent=NOW)
        with one.session() as session:
            session.execute(sa.update(table).where(table.c.id == person.id).values(zone=zone))
    yield one
    one.close()


@pytest.mark.parametrize(
    ("key", "hours"), [("1", 9.5), ("2", 3.5), ("3", 0), ("4", 9.5), ("nobody", 9.5), ("-100123", 9.5)]
)
def test_the_clock_of_whoever_it_is_for(database, key, hours):
    courtesy = Courtesy(People(database), Presence(), hours=NIGHT, zone="America/New_York")
    assert courtesy.when(key, NOW) == NOW + timedelta(hours=hours)


def test_whoever_wrote_lately_is_awake(database):
    presence = Presence()
    courtesy = Courtesy(People(database), presence, hours=NIGHT, zone="America/New_York")
    presence.wrote("1", NOW - timedelta(minutes=14))
    presence.wrote("2", NOW - timedelta(minutes=15))
    assert courtesy.when("1", NOW) == NOW
    assert courtesy.when("2", NOW) > NOW


def test_without_quiet_hours_it_is_never_quiet(database):
    assert Courtesy(People(database), Presence(), hours=None, zone="UTC").when("1", NOW) == NOW
