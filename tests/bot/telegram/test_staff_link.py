"""Codes that are guessed: five in an hour, and then no more for a while."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.telegram import staff_wording
from bot.telegram.acquaintance import Who
from bot.telegram.staff_link import GUESSES, GUESSING, Linking
from programme import Database, Questions, Staff
from programme.errors import NoSuchCode

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


class Heard:
    """Takes down what is said, in the place of an answer."""

    def __init__(self) -> None:
        self.words: list[str] = []

    async def say(self, words: str, language: str | None, keyboard: object = None) -> None:
        self.words.append(words)


@pytest.fixture
def staff(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    yield Staff(database), Questions(database)
    database.close()


def who(key: str) -> Who:
    return Who(key, "telegram-x", None, None, "en")


async def test_after_five_wrong_codes_none_is_looked_at_for_an_hour(staff):
    now = [NOON]
    linking = Linking(*staff, news=None, clock=lambda: now[0])
    good, heard = staff[0].invite("staff", NOON), Heard()
    for number in range(GUESSES):
        assert await linking.start(f"staff_{number}", who("1"), heard)
    assert set(heard.words) == {staff_wording.wrong_code("en", NoSuchCode())}
    await linking.start(f"staff_{good}", who("1"), heard)
    assert heard.words[-1] == staff_wording.too_many_codes("en")
    await linking.start(f"staff_{good}", who("2"), heard)  # others are not kept out
    assert heard.words[-1] == staff_wording.link_question("en")
    now[0] = NOON + GUESSING - timedelta(seconds=1)
    await linking.start(f"staff_{good}", who("1"), heard)
    assert heard.words[-1] == staff_wording.too_many_codes("en")
    now[0] = NOON + GUESSING
    await linking.start(f"staff_{good}", who("1"), heard)
    assert heard.words[-1] == staff_wording.link_question("en")


@pytest.mark.parametrize("argument", ["", "group", "topic-rescue-at-sea", "staff", "STAFF_1"])
async def test_other_links_are_left_alone(staff, argument):
    heard = Heard()
    assert not await Linking(*staff, news=None).start(argument, who("1"), heard)
    assert heard.words == []
