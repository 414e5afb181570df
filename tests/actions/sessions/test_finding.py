from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.sessions.finding import find, moment_of, window_of, wish_of
from nlu.dates import When

NOW = datetime(2027, 3, 10, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def test_without_a_time_what_is_ahead():
    assert (window_of(None, NOW, "UTC").after, window_of(None, NOW, "UTC").before) == (NOW, None)
    past = window_of(None, NOW, "UTC", past=True)
    assert (past.before, past.past) == (NOW, True)


@pytest.mark.parametrize(
    ("start", "end", "after", "before", "past"),
    [
        (8, 12, 10.5, 12, False),  # what is over of this week is left out
        (1, 5, 1, 5, True),
        (None, 20, 10.5, 20, False),
        (20, None, 20, None, False),
    ],
)
def test_a_stretch_of_time(start, end, after, before, past):
    def day(number: float | None, zone=None):
        return None if number is None else datetime(2027, 3, 1, tzinfo=zone) + DAY * (number - 1)

    window = window_of(When(day(start), day(end)), NOW, "UTC")
    assert (window.after, window.before, window.past) == (day(after, timezone.utc), day(before, timezone.utc), past)


def test_on_the_clocks_of_the_person():
    window = window_of(When(datetime(2027, 3, 12), datetime(2027, 3, 13)), NOW, "Pacific/Fiji")
    assert window.after == datetime(2027, 3, 11, 12, tzinfo=timezone.utc)


def test_an_hour():
    window = window_of(When(datetime(2027, 3, 12, 15), None, clock=True), NOW, "UTC")
    assert window.before - window.after == timedelta(minutes=1)


def test_a_time_that_is_skipped_is_good_enough_to_search():
    assert moment_of(datetime(2027, 3, 28, 2, 30), "Europe/Paris") == datetime(2027, 3, 28, 1, 30, tzinfo=timezone.utc)


def test_one_persons_workshop_is_anothers_seminar(world):
    session = world.session("Consular protection: a workshop", kind="event")
    world.session("Protection from return", kind="seminar")
    wish = wish_of("places in the seminar on consular protection", "en", world.now, "UTC")
    assert wish.kinds == ("seminar",)
    found = find(world.programme, wish, window_of(None, world.now, "UTC"), "en")
    assert [each.id for each in found.sessions] == [session.id]
    assert not found.near
