"""The programme on a real CalDAV server."""

from __future__ import annotations

from dataclasses import replace

import caldav
import pytest

from bot.supervisor.ports import free
from bot.timekeeper.options import CalendarServer
from bot.timekeeper.publishing import READ_AGAIN, NotPublished, Publisher, reach
from programme import Sessions
from tests.bot.timekeeper.conftest import NOW

pytestmark = pytest.mark.loopback

LUNCH = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody else//EN
BEGIN:VEVENT
UID:lunch@example.org
DTSTAMP:20270301T120000Z
DTSTART:20270301T130000Z
DTEND:20270301T140000Z
SUMMARY:Lunch
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def clock():
    """A clock that is put forward."""
    return [NOW]


@pytest.fixture
def publisher(database, radicale, clock):
    return Publisher(database, radicale, clock=lambda: clock[0])


@pytest.fixture
def there(radicale):
    """What lies in the calendar, as another program reads it: by title."""

    def read():
        with caldav.DAVClient(radicale.url, username=radicale.user, password=radicale.password) as client:
            found = [event.icalendar_component for event in client.calendar(url=radicale.url).events()]
        return {str(each["summary"]): each for each in found}

    return read


def test_every_session_is_an_entry_and_the_calendar_is_made(publisher, session, there):
    one, two = session(48), session(72, title="Statelessness", zone="Pacific/Fiji")
    assert publisher.publish() == 2
    found = there()
    assert sorted(found) == ["Climate mobility", "Statelessness"]
    assert str(found["Climate mobility"]["uid"]) == f"{one.id}@attache"
    assert found["Statelessness"]["dtstart"].dt == two.starts_at
    assert found["Statelessness"]["dtstart"].params["TZID"] == "Pacific/Fiji"
    assert publisher.publish() == 0


def test_the_address_to_join_at_is_not_published(publisher, session, there):
    session()
    publisher.publish()
    assert b"meet.example.org" not in there()["Climate mobility"].to_ical()


def test_what_is_changed_or_cancelled_is_written_again(publisher, session, there, database):
    one = session()
    publisher.publish()
    Sessions(database).change(one.id, NOW, title="Climate mobility, anew")
    assert publisher.publish() == 1
    assert [int(each["sequence"]) for each in there().values()] == [1]
    Sessions(database).cancel(one.id, NOW)
    assert publisher.publish() == 1
    [entry] = there().values()
    assert (str(entry["summary"]), str(entry["status"])) == ("Climate mobility, anew", "CANCELLED")


def test_another_start_writes_nothing_that_is_there_already(database, radicale, publisher, session):
    session()
    publisher.publish()
    assert Publisher(database, radicale, clock=lambda: NOW).publish() == 0


def test_what_somebody_took_out_comes_back_and_what_is_theirs_stays(publisher, session, there, radicale, clock):
    one = session()
    publisher.publish()
    with caldav.DAVClient(radicale.url, username=radicale.user, password=radicale.password) as client:
        client.delete(f"{radicale.url}{one.id}.ics")
        client.calendar(url=radicale.url).save_event(LUNCH)
    clock[0] += READ_AGAIN
    assert publisher.publish() == 1
    assert sorted(there()) == ["Climate mobility", "Lunch"]


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_password_that_is_wrong_is_said_without_it(database, radicale, session, password):
    session()
    with pytest.raises(NotPublished) as error:
        Publisher(database, replace(radicale, password=password), clock=lambda: NOW).publish()
    assert str(error.value).endswith("Correct ATTACHE_CALDAV_USER and ATTACHE_CALDAV_PASSWORD.")
    assert "wrong" not in str(error.value)


def test_somebody_elses_calendar_is_not_ours_to_write(database, radicale, session):
    session()
    theirs = replace(radicale, url=radicale.url.replace("/staff/", "/others/"))
    with pytest.raises(NotPublished, match="ATTACHE_CALDAV_USER"):
        Publisher(database, theirs, clock=lambda: NOW).publish()


def test_a_server_that_is_away_is_tried_again(database, session):
    session()
    away = CalendarServer(f"http://127.0.0.1:{free('127.0.0.1')}/staff/programme/", "staff", "hush-hush")
    publisher = Publisher(database, away, clock=lambda: NOW)
    for _ in range(2):
        with pytest.raises(NotPublished, match=r"is not reached\. It is tried again\."):
            publisher.publish()


def test_what_is_no_calendar_server_is_said(database, session, server):
    session()
    server.says(b"<html>Log in to this network</html>")
    elsewhere = CalendarServer(f"{server.url}/", "staff", "hush-hush")
    with pytest.raises(NotPublished, match="Correct the address"):
        Publisher(database, elsewhere, clock=lambda: NOW).publish()


def test_whether_the_calendar_is_reached(radicale, publisher, session):
    session()
    with pytest.raises(NotPublished, match="It is made when attache up runs"):
        reach(radicale)
    publisher.publish()
    reach(radicale)


def test_the_password_is_not_shown(radicale):
    assert "hush-hush" not in repr(radicale)
