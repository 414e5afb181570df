"""A programme in a database of its own, and a real CalDAV server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.supervisor.ports import free, is_free
from bot.timekeeper.options import CalendarServer
from programme import Bookings, Database, People, Sessions
from programme.plan import Plan
from tests.bot.processes import wait_for

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def plan():
    """Makes plans: hours from ``NOW`` on, in New York."""

    def make(hours: float = 48, **changed) -> Plan:
        zone = changed.get("zone", "America/New_York")
        starts = (NOW + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        given = {"title": "Climate mobility", "minutes": 90, "link": "https://meet.example.org/room", **changed}
        return Plan(starts=starts, **({"zone": zone} | given))

    return make


@pytest.fixture
def session(database, plan):
    """Plans a session."""

    def make(hours: float = 48, **changed):
        return Sessions(database).add(plan(hours, **changed), NOW)

    return make


@pytest.fixture
def person(database):
    """Somebody who agreed to be remembered, known in Telegram by a number."""

    def make(key: int = 7, *, language: str | None = "en", zone: str | None = None):
        people = People(database)
        one = people.remember("telegram", str(key), language=language, consent=NOW)
        return people.set_zone(one.id, zone) if zone else one

    return make


@pytest.fixture
def register(database):
    def one(session, person, now=NOW):
        return Bookings(database).register(session.id, person.id, now)

    return one


@pytest.fixture
def radicale(tmp_path):
    """Starts a CalDAV server that lets ``staff`` write, and everybody else nothing."""
    folder = tmp_path / "radicale"
    folder.mkdir()
    (folder / "users").write_text("staff:hush-hush\n")
    port = free("127.0.0.1")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n"
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\nhtpasswd_encryption = plain\ndelay = 0\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n"
        "[rights]\ntype = owner_only\n"
    )
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(folder / "config")],
            stdout=log, stderr=log, env=environment,
        )  # fmt: skip
    try:
        assert wait_for(lambda: not is_free("127.0.0.1", port)), (folder / "log").read_text()
        yield CalendarServer(f"http://127.0.0.1:{port}/staff/programme/", "staff", "hush-hush")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
