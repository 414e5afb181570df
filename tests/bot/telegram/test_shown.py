"""Which messages answer what, and which answer is the last."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.telegram.shown import Shown
from programme import Database

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)
ONE, GROUP, OTHER = "telegram-ab", "telegram-ab-12", "telegram-abc"


@pytest.fixture
def shown(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    yield Shown(database)
    database.close()


def test_an_answer_is_found_by_its_question(shown):
    shown.add(ONE, 10, [11, 12], NOW, anew=True)
    shown.add(GROUP, 10, [30], NOW, anew=True)
    assert (shown.of(ONE, 10), shown.of(GROUP, 10), shown.of(OTHER, 10)) == ((11, 12), (30,), ())
    shown.add(ONE, 10, [11], NOW, anew=True)  # edited, and the answer is shorter
    assert shown.of(ONE, 10) == (11,)


def test_the_last_answer_makes_the_others_old(shown):
    assert not shown.is_old(ONE, 5)  # of before anything was known
    shown.add(ONE, 0, [6], NOW, anew=False)
    assert not shown.is_old(ONE, 5)
    shown.add(ONE, 10, [11, 12], NOW, anew=True)
    shown.add(ONE, -12, [13], NOW, anew=False)  # belongs to it
    assert [shown.is_old(ONE, message) for message in (5, 6, 11, 12, 13)] == [True, True, False, False, False]
    shown.add(ONE, 20, [21], NOW, anew=True)
    assert [shown.is_old(ONE, message) for message in (11, 12, 13, 21)] == [True, True, True, False]
    assert not shown.is_old(GROUP, 11)


def test_it_is_shown_and_forgotten_with_what_was_said_in_groups(shown):
    for conversation in (ONE, GROUP, OTHER):
        shown.add(conversation, 10, [11], NOW, anew=True)
    assert shown.export(ONE) == [{"message": 11, "question": 10, "at": "2026-01-01T00:00:00+00:00"}] * 2
    shown.forget(ONE)
    assert (shown.of(ONE, 10), shown.of(GROUP, 10), shown.of(OTHER, 10)) == ((), (), (11,))


def test_what_is_old_goes(shown):
    shown.add(ONE, 10, [11], NOW, anew=True)
    shown.add(ONE, 20, [21], NOW + timedelta(days=2), anew=True)
    shown.discard_older(NOW + timedelta(days=1))
    assert (shown.of(ONE, 10), shown.of(ONE, 20)) == ((), (21,))
    assert shown.is_old(ONE, 11)
