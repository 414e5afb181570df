"""When something is, in words, in six languages and on anybody's clocks."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from nlu.moments import clock, clocks, day, moment_words, when_words
from nlu.texts import LANGUAGES

STARTS = datetime(2027, 3, 12, 15, 0, tzinfo=timezone.utc)
ENDS = STARTS + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "الجمعة، 12 مارس 2027، 10:00–11:30 (بتوقيت نيويورك)"),
        ("en", "Friday, 12 March 2027, 10:00–11:30 (New York time)"),
        ("es", "viernes, 12 de marzo de 2027, 10:00–11:30 (hora: Nueva York)"),
        ("fr", "vendredi 12 mars 2027, 10:00–11:30 (heure\u00a0: New York)"),
        ("ru", "пятница, 12 марта 2027\u202fг., 10:00–11:30 (время: Нью-Йорк)"),
        ("zh", "2027年3月12日星期五 10:00–11:30（纽约时间）"),
    ],
)
def test_a_stretch_of_time_on_the_clocks_of_new_york(language, words):
    assert when_words(STARTS, ENDS, "America/New_York", language) == words


def test_where_it_is_the_next_day_already_the_day_is_that_one():
    assert when_words(STARTS, ENDS, "Pacific/Fiji", "en") == "Saturday, 13 March 2027, 03:00–04:30 (Fiji time)"


def test_before_and_after_the_clocks_are_changed():
    assert clock(STARTS, "America/New_York") == "10:00"  # winter
    assert clock(STARTS + timedelta(days=7), "America/New_York") == "11:00"  # summer


def test_utc_is_nobodys_time():
    assert moment_words(STARTS, "UTC", "en") == "Friday, 12 March 2027, 15:00 (UTC)"
    assert clocks("UTC", "ar") == "UTC"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_names_day_hour_and_place(language):
    said = moment_words(STARTS, "Europe/Paris", language)
    assert day(STARTS, "Europe/Paris", language) in said
    assert "16:00" in said
    assert clocks("Europe/Paris", language) in said


def test_another_language_is_english():
    assert moment_words(STARTS, "UTC", "de") == moment_words(STARTS, "UTC", None) == moment_words(STARTS, "UTC", "en")
