"""What the process says of itself, as others read it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import stat
from datetime import datetime, timedelta, timezone

import pytest

from bot.telegram.status import Report, Status, file_of, read
from programme.errors import DatabaseFailed

START = datetime(2026, 11, 29, 8, 0, tzinfo=timezone.utc)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@contextlib.asynccontextmanager
async def telling(status: Status):
    task = asyncio.create_task(status.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def said(file, wanted) -> Report:
    """The report, when ``wanted`` is true of it."""
    for _ in range(2000):
        report = read(file)
        if report is not None and wanted(report):
            return report
        await asyncio.sleep(0.005)
    raise TimeoutError(f"{read(file)}")


async def test_success_and_trouble_are_written_with_their_times(tmp_path, clock):
    file = file_of(tmp_path)
    status = Status(file, "polling", lambda: (3, 2), seconds=0.02, clock=clock)
    async with telling(status):
        status.reached()
        assert await said(file, lambda one: True) == Report(os.getpid(), "polling", START, START, waiting=3, outgoing=2)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        clock.now += timedelta(minutes=5)
        status.failed("Telegram is not reached.")
        clock.now += timedelta(minutes=5)
        status.failed("Telegram is not reached.")
        report = await said(file, lambda one: one.trouble and one.written_at == clock.now)
        assert (report.trouble, report.trouble_since) == ("Telegram is not reached.", START + timedelta(minutes=5))
        assert report.reached_at == START
        status.reached()
        report = await said(file, lambda one: not one.trouble)
        assert (report.reached_at, report.trouble_since) == (clock.now, None)
    assert list(file.parent.iterdir()) == []


async def test_nothing_is_said_before_anything_is_known(tmp_path, clock):
    status = Status(file_of(tmp_path), "webhook", lambda: (0, 0), seconds=0.01, clock=clock)
    async with telling(status):
        await asyncio.sleep(0.05)
        assert read(file_of(tmp_path)) is None
        status.failed("Telegram is not reached.")
        assert (await said(file_of(tmp_path), lambda one: True)).reached_at is None


async def test_a_database_that_is_away_and_a_folder_that_cannot_be_written_end_nothing(tmp_path, clock, caplog):
    def away() -> tuple[int, int]:
        raise DatabaseFailed("away")

    status = Status(file_of(tmp_path), "webhook", away, seconds=0.01, clock=clock)
    async with telling(status):
        status.reached()
        report = await said(file_of(tmp_path), lambda one: True)
        assert (report.way, report.waiting, report.outgoing) == ("webhook", None, None)
    (tmp_path / "run").rmdir()
    (tmp_path / "run").write_text("no folder")
    async with telling(status):
        status.failed("Telegram is not reached.")
        for _ in range(2000):
            if "could not be written down" in caplog.text:
                break
            await asyncio.sleep(0.005)
        assert "could not be written down" in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        json.dumps({"pid": 1, "way": "polling", "written_at": "soon", "reached_at": None}).encode(),
        json.dumps(
            {"pid": 1, "way": "polling", "written_at": "2026-11-29T08:00:00", "reached_at": None, "trouble_since": None}
        ).encode(),
    ],
)
def test_what_is_no_report_is_none(tmp_path, content):
    (tmp_path / "telegram.json").write_bytes(content)
    assert read(tmp_path / "telegram.json") is None
    assert read(tmp_path / "nothing.json") is None
