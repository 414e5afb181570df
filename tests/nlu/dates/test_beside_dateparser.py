"""Dates as CLDR writes them are read as another library reads them, in six languages; and more than it reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import dateparser
import pytest
from babel.dates import format_date

from nlu.dates import find
from nlu.turn import LANGUAGES

NOW = datetime(2026, 11, 25, 12)  # a Wednesday
FORMATS = ("full", "long", "medium", "y-MM-dd")
DAYS = [date(2026, 11, 28) + timedelta(days=47 * step) for step in range(24)]

#: Said by a person in a hurry, with the day that is meant and the hour, if one is.
SAID = [
    ("en", "next friday at 3pm", datetime(2026, 12, 4, 15)),
    ("en", "tomorrow at noon", datetime(2026, 11, 26, 12)),
    ("en", "on 12 March 2027, 10:00", datetime(2027, 3, 12, 10)),
    ("fr", "mardi prochain à 15h", datetime(2026, 12, 1, 15)),
    ("fr", "après-demain à 9 h 30", datetime(2026, 11, 27, 9, 30)),
    ("es", "el próximo martes a las 15:00", datetime(2026, 12, 1, 15)),
    ("es", "pasado mañana a las 9", datetime(2026, 11, 27, 9)),
    ("ru", "в следующий вторник в 15:00", datetime(2026, 12, 1, 15)),
    ("ru", "послезавтра в 9 утра", datetime(2026, 11, 27, 9)),
    ("ar", "الثلاثاء القادم الساعة الثالثة مساء", datetime(2026, 12, 1, 15)),
    ("ar", "بعد غد الساعة التاسعة صباحا", datetime(2026, 11, 27, 9)),
    ("zh", "下周三下午三点", datetime(2026, 12, 2, 15)),
    ("zh", "后天上午九点", datetime(2026, 11, 27, 9)),
]


def theirs(text: str, language: str) -> datetime | None:
    """What dateparser makes of the same text, at the same moment."""
    # Without an order it reads 2027-03-02 as the third of February in four of the six.
    order = {"DATE_ORDER": "YMD"} if text[:4].isdecimal() else {}
    settings = {"RELATIVE_BASE": NOW, "PREFER_DATES_FROM": "future", **order}
    found: datetime | None = dateparser.parse(text, languages=[language], settings=settings)  # type: ignore[arg-type]
    return found


def ours(text: str, language: str) -> list[datetime | None]:
    """All that it can mean."""
    found = find(text, language, NOW)
    return [] if found is None else [option.start for option in found.options]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_written_day_is_the_same_day(language: str, form: str) -> None:
    for day in DAYS:
        text = format_date(day, format=form, locale=language)
        assert ours(text, language) == [datetime(day.year, day.month, day.day)], text
        if not (language == "fr" and "sept." in text):  # of which it makes July
            other = theirs(text, language)
            assert other is not None and other.date() == day, text


@pytest.mark.parametrize(("language", "text", "meant"), SAID)
def test_what_people_say_is_read(language: str, text: str, meant: datetime) -> None:
    assert meant in ours(text, language)


def test_what_people_say_is_why_it_is_not_the_one_that_reads() -> None:
    read = [text for language, text, meant in SAID if theirs(text, language) == meant]
    assert len(read) < len(SAID) / 2, read
