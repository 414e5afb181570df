from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.planning.times import day, hours, offset, spoken_languages

WINTER = datetime(2027, 1, 15, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "الجمعة، 12 مارس 2027"),
        ("en", "Friday, 12 March 2027"),
        ("es", "viernes, 12 de marzo de 2027"),
        ("fr", "vendredi 12 mars 2027"),
        ("ru", "пятница, 12 марта 2027\N{NARROW NO-BREAK SPACE}г."),
        ("zh", "2027年3月12日星期五"),
    ],
)
def test_a_day(language, written):
    assert day(datetime(2027, 3, 12, 10), language) == written


def test_hours_on_the_clocks_of_a_place():
    assert hours(WINTER, timedelta(minutes=90), "Pacific/Fiji") == "00:00–01:30"
    assert hours(WINTER, timedelta(hours=14), "UTC") == "12:00–02:00 (+1)"
    assert hours(WINTER, timedelta(minutes=30), "Asia/Kathmandu") == "17:45–18:15"


@pytest.mark.parametrize(
    ("zone", "written"),
    [("America/New_York", "UTC−05:00"), ("Asia/Kathmandu", "UTC+05:45"), ("Africa/Abidjan", "UTC+00:00"),
     ("America/St_Johns", "UTC−03:30")],
)  # fmt: skip
def test_how_far_from_utc(zone, written):
    assert offset(WINTER, zone) == written


def test_languages_by_name():
    assert spoken_languages(("en", "es"), "fr") == "anglais et espagnol"
    assert spoken_languages(("ar", "zh", "ru"), "en") == "Arabic, Chinese and Russian"
    assert spoken_languages(("xx",), "en") == "xx"
