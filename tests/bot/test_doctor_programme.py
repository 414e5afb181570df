"""What the doctor finds about the timekeeper, the calendars and the CalDAV server."""

from __future__ import annotations

import os
from datetime import datetime, timezone

import pytest
from pydantic import SecretStr

from bot.doctor import Finding, Level
from bot.doctor_programme import programme
from bot.status_file import write_status
from bot.supervisor import Running
from bot.supervisor.ports import free
from bot.supervisor.state import StateFile
from bot.timekeeper.status import Report, file_of
from settings import Settings

pytestmark = pytest.mark.loopback


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path)


@pytest.fixture
def runs(settings):
    """``attache up`` runs."""
    state = StateFile(settings.home)
    state.hold()
    state.publish(Running(os.getpid(), "http://127.0.0.1:1", "http://127.0.0.1:2", "now"))
    yield
    state.release()


def finding(settings: Settings, what: str) -> Finding:
    return next(one for one in programme(settings) if one.what == what)


def test_what_is_off_is_said_with_how_to_turn_it_on(settings):
    found = list(programme(settings))
    assert [(one.what, one.level) for one in found] == [
        ("timekeeper", Level.OK),
        ("calendar feeds", Level.OK),
        ("CalDAV", Level.OK),
        ("organizer", Level.OK),
    ]
    for name in ("ATTACHE_CALENDAR_URL", "ATTACHE_CALDAV_URL", "ATTACHE_ORGANIZER"):
        assert any(name in one.found for one in found), name


def test_the_timekeeper_says_how_it_is(settings, runs):
    assert finding(settings, "timekeeper").level is Level.WARN
    now = datetime.now(timezone.utc)
    write_status(file_of(settings.home), Report(1, now))
    assert finding(settings, "timekeeper").found.startswith("ready; last round ")
    write_status(file_of(settings.home), Report(1, now, keeps=False))
    assert finding(settings, "timekeeper").found == "ready; another machine keeps the time of this database"
    write_status(file_of(settings.home), Report(1, now, trouble="The database is busy.", trouble_since=now))
    said = finding(settings, "timekeeper")
    assert (said.level, said.found.startswith("degraded: The database is busy. (since ")) == (Level.WARN, True)
    assert "timekeeper.log" in said.todo


def test_calendars_are_asked_for_where_the_proxy_asks(settings, runs, server):
    port = int(server.url.rpartition(":")[2])
    served = settings.copy(update={"calendar_url": "https://bot.example.org/calendar", "calendar_port": port})
    said = finding(served, "calendar feeds")
    assert (said.level, server.paths) == (Level.OK, ["/calendar/programme.ics"])
    assert said.found == f"https://bot.example.org/calendar/programme.ics, served at {server.url}/calendar"
    server.says(b"", 404)
    assert finding(served, "calendar feeds").found.endswith(f"status 404 at {server.url}/calendar")
    away = served.copy(update={"calendar_port": free("127.0.0.1")})
    assert (finding(away, "calendar feeds").level, "nothing answers" in finding(away, "calendar feeds").found) == (
        Level.WARN,
        True,
    )


def test_calendars_that_are_set_up_wait_for_attache_up(settings):
    served = settings.copy(update={"calendar_url": "https://bot.example.org/calendar"})
    assert finding(served, "calendar feeds").found.endswith("once attache up runs")


def test_a_calendar_server_that_is_away_is_said_without_the_password(settings):
    url = f"http://127.0.0.1:{free('127.0.0.1')}/staff/programme/"
    set_up = settings.copy(
        update={"caldav_url": url, "caldav_user": "staff", "caldav_password": SecretStr("hush-hush")}
    )
    said = finding(set_up, "CalDAV")
    assert (said.level, "is not reached" in said.found) == (Level.WARN, True)
    assert "hush-hush" not in str(said)


def test_an_organizer_is_shown(settings):
    named = settings.copy(update={"organizer": "programme@example.org", "organizer_name": "The Programme"})
    assert finding(named, "organizer").found == "The Programme <mailto:programme@example.org>"
