"""Who wrote lately is there, for a quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.telegram.presence import Presence

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


def test_whoever_wrote_is_there_for_a_while():
    presence = Presence()
    presence.wrote("77", NOON)
    assert presence.there("77", NOON + timedelta(minutes=14, seconds=59))
    assert not presence.there("77", NOON + timedelta(minutes=15))
    assert not presence.there("78", NOON)


def test_what_came_late_does_not_make_anybody_older():
    presence = Presence()
    presence.wrote("77", NOON)
    presence.wrote("77", NOON - timedelta(minutes=10))
    assert presence.there("77", NOON + timedelta(minutes=14))


def test_nobody_is_remembered_for_long():
    presence = Presence()
    for minute in range(100):
        presence.wrote(str(minute), NOON + timedelta(minutes=minute))
    assert len(presence._wrote) == 16
