"""A round: what fails keeps nothing else back, and what is wrong is said and written down."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.supervisor.ports import free
from bot.timekeeper.__main__ import options_of
from bot.timekeeper.app import PUBLISHED, Timekeeper, run
from bot.timekeeper.lock import Lock
from bot.timekeeper.options import CalendarServer, Options
from bot.timekeeper.rounds import Rounds
from bot.timekeeper.status import file_of, read
from programme import Outbox
from programme.errors import DatabaseFailed
from settings import Settings
from tests.bot.timekeeper.conftest import NOW


@pytest.fixture
def options(tmp_path, database):
    return Options(
        home=tmp_path,
        database=f"sqlite:///{database.file}",
        organizer="mailto:programme@example.org",
        organizer_name="The Programme",
        seconds=0.01,
    )


@pytest.fixture
def now():
    return [NOW]


@pytest.fixture
def keeper(options, database, now):
    one = Timekeeper(options, database, clock=lambda: now[0])
    yield one
    one._lock.release()


def test_a_round_says_that_all_is_well(keeper, options):
    keeper.round()
    report = read(options.home)
    assert (report.keeps, report.trouble, report.written_at, report.published_at) == (True, "", NOW, None)


def test_one_task_that_fails_keeps_no_other_back(
    keeper, options, database, session, person, register, monkeypatch, now
):
    one = session(24 * 7)
    register(one, person())

    def away(*_):
        raise DatabaseFailed("The database is busy.")

    monkeypatch.setattr(Rounds, "changes", away)
    monkeypatch.setattr(Rounds, "offers", lambda *_: 1 / 0)
    now[0] = one.starts_at - timedelta(hours=1)
    keeper.round()
    assert Outbox(database).waiting("telegram") == 1
    report = read(options.home)
    assert report.trouble.endswith(" failed (ZeroDivisionError). The database is busy.")
    monkeypatch.undo()
    now[0] += timedelta(seconds=20)
    keeper.round()
    assert read(options.home).trouble == ""


def test_while_another_keeps_the_time_it_stands_by(keeper, options, database, session, person, register, now):
    one = session(24 * 7)
    register(one, person())
    other = Lock(options.home, database)
    assert other.held()
    now[0] = one.starts_at - timedelta(hours=1)
    keeper.round()
    assert (read(options.home).keeps, Outbox(database).waiting("telegram")) == (False, 0)
    other.release()
    keeper.round()
    assert (read(options.home).keeps, Outbox(database).waiting("telegram")) == (True, 1)


@pytest.mark.loopback
def test_a_calendar_server_that_is_away_is_said_and_asked_once_a_minute(options, database, session, now):
    session()
    away = CalendarServer(f"http://127.0.0.1:{free('127.0.0.1')}/staff/programme/", "staff", "hush-hush")
    keeper = Timekeeper(replace(options, caldav=away), database, clock=lambda: now[0])
    asked = []
    publish = keeper._publisher.publish
    keeper._publisher.publish = lambda: (asked.append(now[0]), publish())[1]
    for seconds in (0, 20, 40, 60):
        now[0] = NOW + timedelta(seconds=seconds)
        keeper.round()
        report = read(options.home)
        assert "is not reached. It is tried again." in report.trouble
        assert report.trouble_since == NOW
    assert asked == [NOW, NOW + PUBLISHED]
    keeper._lock.release()


async def test_it_goes_round_until_it_is_cancelled_and_leaves_no_file(options):
    task = asyncio.create_task(run(options))
    while read(options.home) is None:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not file_of(options.home).exists()


def test_the_settings_as_plain_values(tmp_path):
    plain = options_of(Settings(home=tmp_path))
    assert (plain.serving, plain.caldav, plain.database) == (None, None, f"sqlite:///{tmp_path}/attache.db")
    whole = options_of(
        Settings(
            home=tmp_path,
            calendar_url="https://bot.example.org/a/calendar",
            calendar_port=5066,
            caldav_url="https://cal.example.org/programme",
            caldav_user="staff",
            caldav_password="hush-hush",
        )
    )
    assert (whole.serving.path, whole.serving.port) == ("/a/calendar", 5066)
    assert (whole.caldav.url, whole.caldav.password) == ("https://cal.example.org/programme/", "hush-hush")
    assert "hush-hush" not in repr(whole)
