"""How the timekeeper is, and the process itself as a child of the supervisor."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

import httpx
import pytest
from pydantic import SecretStr

from bot.status_file import write_status
from bot.supervisor import endpoints
from bot.supervisor.logs import secrets
from bot.supervisor.ports import free
from bot.supervisor.process import Child
from bot.supervisor.timekeeper import SILENT, described, timekeeper_health
from bot.timekeeper.status import Report, file_of
from programme import Database, Feeds, People
from settings import Settings
from tests.bot.processes import gone, wait_for

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)


def test_before_its_first_word_and_of_another_process_it_is_loading(tmp_path):
    assert timekeeper_health(tmp_path, os.getpid()).status == "loading"
    write_status(file_of(tmp_path), Report(1, datetime.now(timezone.utc)))
    assert timekeeper_health(tmp_path, os.getpid()).status == "loading"
    write_status(file_of(tmp_path), Report(os.getpid(), datetime.now(timezone.utc)))
    assert timekeeper_health(tmp_path, os.getpid()).works


def test_trouble_is_said_with_its_time():
    health = described(Report(1, NOW, trouble="The CalDAV server is not reached.", trouble_since=NOW), NOW)
    assert (health.status, health.reason) == (
        "degraded",
        "The CalDAV server is not reached. (since 2027-03-01 12:00:00 UTC)",
    )


def test_one_that_says_nothing_any_more_hangs():
    report = Report(1, NOW)
    assert described(report, NOW + SILENT).works
    assert described(report, NOW + SILENT + timedelta(seconds=1)).status == "degraded"


@pytest.fixture
def start(tmp_path):
    """Start it as ``attache up`` does; it is stopped at the end."""
    made: list[Child] = []

    def make(**changed) -> Child:
        settings = Settings(home=tmp_path, log_level="DEBUG", **changed)
        made.append(
            Child(
                "timekeeper",
                "bot.timekeeper",
                environment=endpoints.timekeeper_environment(settings),
                log=settings.logs_dir / "timekeeper.log",
                hidden=secrets(settings),
            )
        )
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.mark.loopback
def test_it_serves_calendars_and_ends_in_order_without_a_secret_in_its_log(start, tmp_path):
    port = free("127.0.0.1")
    child = start(
        calendar_url="https://bot.example.org/calendar",
        calendar_port=port,
        caldav_url=f"http://127.0.0.1:{free('127.0.0.1')}/staff/programme/",
        caldav_user="staff",
        caldav_password=SecretStr("hush-hush"),
    )
    assert wait_for(lambda: timekeeper_health(tmp_path, child.pid).started, 60), child.log.read_text()
    health = timekeeper_health(tmp_path, child.pid)
    assert (health.status, "is not reached. It is tried again." in str(health.reason)) == ("degraded", True)
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    token = Feeds(database).make(People(database).remember("telegram", "7", consent=NOW).id, NOW)
    database.close()
    url = f"http://127.0.0.1:{port}/calendar"
    assert httpx.get(f"{url}/{token}.ics", trust_env=False).status_code == 200
    assert httpx.get(f"{url}/programme.ics", trust_env=False).status_code == 200
    pid = child.pid
    child.stop()
    assert gone(pid)
    assert child.exit_status == 0
    assert not file_of(tmp_path).exists()
    log = child.log.read_text()
    assert token not in log
    assert "hush-hush" not in log


@pytest.mark.loopback
def test_a_second_one_stands_by(start, tmp_path):
    first = start()
    assert wait_for(lambda: timekeeper_health(tmp_path, first.pid).works, 60), first.log.read_text()
    second = start()
    assert wait_for(lambda: timekeeper_health(tmp_path, second.pid).works, 60), second.log.read_text()
    assert timekeeper_health(tmp_path, second.pid).details["keeps"] is False
