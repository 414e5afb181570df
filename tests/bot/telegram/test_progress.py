"""What was sent of an answer outlives the process."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.telegram.finding import COMMON
from bot.telegram.names import Names
from bot.telegram.progress import DROPPED, WAITING, Progress
from bot.telegram.shown import Shown
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
    progress.add(7, 0, -51, newest=(COMMON, 50))
    assert (progress.parts(7), progress.finished(7), progress.newest()) == ({WAITING: 0, 0: -51}, False, {COMMON: 50})
    progress.add(7, 0, 60, newest=(COMMON, 60), last=True)
    progress.add(8, 0, 55, newest=(COMMON, 55))
    assert (progress.parts(7), progress.finished(7), progress.newest()) == ({WAITING: 0, 0: 60}, True, {COMMON: 60})
    progress.clear(7)
    assert (progress.parts(7), progress.parts(8)) == ({}, {0: 55})


def test_the_highest_number_of_each_supergroup_is_kept_as_long_as_a_conversation(progress, database):
    names, shown = Names(b"a" * 32), Shown(database)
    mine, group, other = names.of(-1, 7), names.supergroup(-1), names.supergroup(-2)
    assert progress.newest() == {}
    shown.add(mine, 900, [901], NOW, anew=True)
    for part, newest in enumerate([(group, 901), (group, 905), (COMMON, 60), (group, 903), (other, 3), (other, 0)]):
        progress.add(7, part, 1, newest=newest)
    assert progress.newest() == {COMMON: 60, group: 905, other: 3}
    shown.forget(names.of(7, 7))  # it is nobody's
    assert shown.of(mine, 900) == ()
    assert progress.newest() == {COMMON: 60, group: 905, other: 3}
    shown.discard_older(datetime.now(timezone.utc) - timedelta(minutes=1))
    assert progress.newest() == {COMMON: 60, group: 905, other: 3}
    shown.discard_older(datetime.now(timezone.utc) + timedelta(minutes=1))
    assert progress.newest() == {COMMON: 60}


def test_what_a_crash_left_of_a_finished_update_is_removed(progress, database):
    inbox = Inbox(database)
    for update in (7, 8):
        inbox.put("telegram", update, str(update), "{}", NOW)
        progress.add(update, 0, 60)
    inbox.done(inbox.claim("telegram", now=NOW), NOW)
    progress.tidy("telegram")
    assert (progress.parts(7), progress.parts(8)) == ({}, {0: 60})


def test_what_somebody_waits_for_can_be_dropped_and_nothing_else(progress, database):
    inbox = Inbox(database)
    for update, chat in ((7, "77"), (8, "77"), (9, "78"), (11, "77")):
        inbox.put("telegram", update, chat, "{}", NOW)
    for update in (7, 9, 11):
        progress.add(update, WAITING, 0)
    assert progress.drop("77", 10)
    assert [progress.dropped(update) for update in (7, 8, 9, 11)] == [True, False, False, False]
    assert progress.parts(7) == {WAITING: 0, DROPPED: 0}
    assert not progress.drop("79", 10)
    assert progress.drop("77", 10, told=8)
    assert progress.dropped(8)


def test_what_is_answered_cannot_be_dropped(progress, database):
    inbox = Inbox(database)
    inbox.put("telegram", 7, "77", "{}", NOW)
    progress.add(7, WAITING, 0)
    inbox.done(inbox.claim("telegram", now=NOW), NOW)
    assert not progress.drop("77", 10)
    assert not progress.dropped(7)
