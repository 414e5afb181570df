"""The files of replies: an invitation for who has a place, the public side for everybody else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import icalendar
import pytest

from bot.attachments import NoAttachment, Organizer, content
from programme import Bookings, Database, People, Plan, Reminders, Sessions

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)
LINK = "https://meet.example.org/room"


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def session(database):
    plan = Plan(
        title="Climate mobility", starts=datetime(2027, 3, 12, 10), minutes=90, zone="America/New_York", link=LINK
    )
    return Sessions(database).add(plan, NOW)


@pytest.fixture
def person(database):
    return People(database).remember("telegram", "7", consent=NOW).id


@pytest.fixture
def made(database):
    def make(path, person=None):
        organizer = Organizer("mailto:programme@example.org", "The Programme")
        return content(path, person=person, database=database, organizer=organizer, now=NOW)

    return make


def read(written):
    calendar = icalendar.Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_who_has_a_place_is_invited_with_the_alarms_of_their_reminders(made, session, person, database):
    Bookings(database).register(session.id, person, NOW)
    Reminders(database).choose(person, (120,))
    method, event = read(made(f"calendar:{session.id}", person))
    assert (method, str(event["organizer"]), str(event["url"])) == ("REQUEST", "mailto:programme@example.org", LINK)
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [-timedelta(hours=2)]
    assert str(event["attendee"]) == f"urn:uuid:{person}"


def test_who_left_gets_the_cancellation(made, session, person, database):
    Bookings(database).register(session.id, person, NOW)
    Bookings(database).cancel(session.id, person, NOW)
    method, event = read(made(f"calendar:{session.id}:cancel", person))
    assert (method, str(event["status"]), int(event["sequence"])) == ("CANCEL", "CANCELLED", 1)


def test_each_file_of_who_leaves_and_comes_again_is_newer_than_the_one_before(made, session, person, database):
    bookings, sent = Bookings(database), []
    for _ in range(3):
        bookings.register(session.id, person, NOW)
        sent.append(read(made(f"calendar:{session.id}", person)))
        bookings.cancel(session.id, person, NOW)
        sent.append(read(made(f"calendar:{session.id}:cancel", person)))
    assert [method for method, _ in sent] == ["REQUEST", "CANCEL"] * 3
    numbers = [int(event["sequence"]) for _, event in sent]
    assert numbers == sorted(set(numbers))
    bookings.register(session.id, person, NOW)
    Sessions(database).cancel(session.id, NOW)
    method, event = read(made(f"calendar:{session.id}", person))
    assert (method, int(event["sequence"]) > numbers[-1]) == ("CANCEL", True)


def test_everybody_else_gets_what_is_public(made, session, person):
    for who in (None, person):
        written = made(f"calendar:{session.id}", who)
        assert read(written)[0] == "PUBLISH"
        assert LINK.encode() not in written


@pytest.mark.parametrize(
    "path", ["", "calendar:", "calendar:nobody", "file:/etc/passwd", "/etc/passwd", "calendar:x:y"]
)
def test_anything_else_is_no_attachment(made, path):
    with pytest.raises(NoAttachment):
        made(path)
