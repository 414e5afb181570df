from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from programme.errors import BadValue, ChooseSlot, SkippedTime
from programme.office_hours import OfficeHours
from tests.programme.test_sessions import NOW, plan


@pytest.fixture
def hours(database):
    return OfficeHours(database)


def clocks(found):
    return [(each.plan.starts.strftime("%H:%M"), each.plan.minutes) for each in found]


def test_office_hours_are_cut_into_slots(hours, sessions):
    whole = hours.add(plan(minutes=120, host="Ana", topic="statelessness"), 25, NOW, pause=5)
    slots = hours.slots(whole.id)
    assert clocks(slots) == [("10:00", 25), ("10:30", 25), ("11:00", 25), ("11:30", 25)]
    assert (whole.plan.kind, whole.plan.capacity, whole.parent) == ("office_hours", None, None)
    assert {(each.parent, each.plan.kind, each.plan.capacity, each.plan.host) for each in slots} == {
        (whole.id, "slot", 1, "Ana")
    }
    assert sessions.find() == [whole]
    assert hours.free(after=NOW, topic="statelessness", language="es", host="Ana") == slots
    assert hours.free(after=NOW, topic="climate") == hours.free(after=NOW, language="fr") == []
    assert clocks(hours.free(after=slots[0].starts_at, before=slots[3].starts_at)) == [("10:30", 25), ("11:00", 25)]
    assert clocks(hours.free(after=NOW, parent=whole.id, titles=("Climate mobility",), limit=1)) == [("10:00", 25)]


def test_a_slot_is_for_one(hours, bookings, somebody):
    whole = hours.add(plan(minutes=60), 20, NOW)
    first, second, third = hours.slots(whole.id)
    ana, ben = somebody("ana"), somebody("ben")
    with pytest.raises(ChooseSlot):
        bookings.register(whole.id, ana, NOW)
    assert bookings.register(first.id, ana, NOW).state == "registered"
    assert [each.id for each in hours.free(after=NOW)] == [second.id, third.id]
    assert bookings.register(first.id, ben, NOW).state == "waiting"
    bookings.cancel(first.id, ana, NOW)  # kept for who waits
    assert [each.id for each in hours.free(after=NOW)] == [second.id, third.id]
    bookings.cancel(first.id, ben, NOW)
    assert [each.id for each in hours.free(after=NOW)] == [first.id, second.id, third.id]
    assert [each.id for each, _ in bookings.of(ana)] == []


def test_slots_go_where_the_whole_goes(hours, sessions, bookings, somebody):
    whole = hours.add(plan(minutes=60), 30, NOW)
    first, _ = hours.slots(whole.id)
    bookings.register(first.id, somebody("ana"), NOW)
    sessions.change(whole.id, NOW, starts=datetime(2027, 3, 19, 15), zone="Europe/Paris", place="Room 4", title="Asked")
    moved = hours.slots(whole.id)
    assert clocks(moved) == [("15:00", 30), ("15:30", 30)]
    assert {(each.plan.zone, each.plan.place, each.plan.title, each.sequence) for each in moved} == {
        ("Europe/Paris", "Room 4", "Asked", 1)
    }
    assert moved[0].starts_at == sessions.get(whole.id).starts_at
    with pytest.raises(BadValue, match="keep their length"):
        sessions.change(whole.id, NOW, minutes=90)
    with pytest.raises(BadValue, match="for one person"):
        sessions.change(first.id, NOW, capacity=2)
    sessions.cancel(whole.id, NOW)
    assert hours.slots(whole.id) == hours.free(after=NOW) == []
    assert sessions.get(first.id).cancelled


def test_one_slot_can_be_cancelled(hours, sessions):
    whole = hours.add(plan(minutes=60), 30, NOW)
    first, second = hours.slots(whole.id)
    sessions.cancel(first.id, NOW)
    sessions.change(whole.id, NOW, description="Bring your papers")
    assert [(each.id, each.plan.description) for each in hours.slots(whole.id)] == [(second.id, "Bring your papers")]


def test_slots_across_a_change_of_the_clocks_follow_each_other(hours):
    whole = hours.add(plan(starts=datetime(2027, 11, 7, 0, 30), minutes=120), 30, NOW)
    slots = hours.slots(whole.id)
    assert clocks(slots) == [("00:30", 30), ("01:00", 30), ("01:30", 30), ("01:00", 30)]
    assert [one.ends_at for one in slots[:-1]] == [one.starts_at for one in slots[1:]]
    assert slots[-1].plan.second is True


def test_office_hours_that_recur(hours, sessions):
    wholes = hours.add_series(plan(starts=datetime(2027, 3, 2, 10), minutes=60), "FREQ=WEEKLY;COUNT=3", 20, NOW)
    assert sessions.find(series=wholes[0].series) == wholes
    assert [len(hours.slots(each.id)) for each in wholes] == [3, 3, 3]
    assert [each.starts_at.hour for each in hours.free(after=NOW, limit=1000)] == [15] * 6 + [14] * 3


@pytest.mark.parametrize(
    ("minutes", "slot", "pause", "said"),
    [
        (60, 4, 0, "from 5 to 60"),
        (60, 61, 0, "from 5 to 60"),
        (60, 20, -1, "from 0 to 120"),
        (60, 20, 121, "from 0 to 120"),
        (1440, 5, 0, "288 slots"),
    ],
)
def test_what_cannot_be_cut_is_not_stored(hours, sessions, minutes, slot, pause, said):
    with pytest.raises(BadValue, match=said):
        hours.add(plan(minutes=minutes), slot, NOW, pause=pause)
    with pytest.raises(BadValue, match="has passed"):
        hours.add(plan(starts=NOW.replace(tzinfo=None) - timedelta(days=1)), 20, NOW)
    with pytest.raises(SkippedTime):
        hours.add(plan(starts=datetime(2027, 3, 14, 2, 30)), 20, NOW)
    assert sessions.find() == hours.free(after=NOW) == []
