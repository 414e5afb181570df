"""What was sent of an answer outlives the process."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.telegram.progress import WAITING, Progress
from programme import Database, Inbox

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def progress(database):
    return Progress(database)


def test_parts_are_noted_and_forgotten(progress):
    progress.add(7, WAITING, 0)
    progress.add(7, 0, -51, newest=50)
    assert (progress.parts(7), progress.finished(7), progress.newest()) == ({WAITING: 0, 0: -51}, False, 50)
    progress.add(7, 0, 60, newest=60, last=True)
    progress.add(8, 0, 55, newest=55)
    assert (progress.parts(7), progress.finished(7), progress.newest()) == ({WAITING: 0, 0: 60}, True, 60)
    progress.clear(7)
    assert (progress.parts(7), progress.parts(8)) == ({}, {0: 55})


def test_what_a_crash_left_of_a_finished_update_is_removed(progress, database):
    inbox = Inbox(database)
    for update in (7, 8):
        inbox.put("telegram", update, str(update), "{}", NOW)
        progress.add(update, 0, 60)
    inbox.done(inbox.claim("telegram", now=NOW), NOW)
    progress.tidy("telegram")
    assert (progress.parts(7), progress.parts(8)) == ({}, {0: 60})
