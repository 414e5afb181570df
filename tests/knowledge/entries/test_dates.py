from __future__ import annotations

from datetime import date

import pytest

from knowledge.entries.dates import find_dates

BOTH = [("adopted", date(1990, 12, 18)), ("in_force", date(2003, 7, 1))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was adopted on 18 December 1990 and entered into force on 1 July 2003."),
        ("en", "Adopted by the General Assembly on 18 December 1990, it has been in force since 1 July 2003."),
        ("fr", "Adoptée le 18 décembre 1990, elle est en vigueur depuis le 1er juillet 2003."),
        ("es", "Fue aprobada el 18 de diciembre de 1990 y entró en vigor el 1 de julio de 2003."),
        ("ru", "Она принята 18 декабря 1990 года и вступила в силу 1 июля 2003 года."),
        ("ar", "اعتمدت في 18 كانون الأول/ديسمبر 1990 ودخلت حيز النفاذ في 1 تموز/يوليو 2003."),
        ("ar", "اعتمدت في 18 ديسمبر 1990 ودخلت حيز النفاذ في ١ يوليو ٢٠٠٣."),
        ("zh", "公约于1990年12月18日通过，2003年7月1日生效。"),
    ],
)
def test_days_are_read_in_every_language(language, text):
    assert [(each.field, each.day) for each in find_dates(text, language)] == BOTH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "adopted in 2018"),
        ("fr", "adopté en 2018"),
        ("es", "aprobado en 2018"),
        ("ru", "принят в 2018 году"),
        ("ar", "اعتمد في عام 2018"),
        ("zh", "2018年通过"),
    ],
)
def test_a_year_alone_is_a_year(language, text):
    (stated,) = find_dates(text, language)
    assert (stated.field, stated.year, stated.day, stated.possible) == ("adopted", 2018, None, True)


def test_a_day_that_no_month_has_is_told():
    (stated,) = find_dates("in force since 31 June 2003", "en")
    assert (stated.day, stated.possible, stated.text) == (None, False, "31 June 2003")


def test_other_dates_are_left_alone():
    assert list(find_dates("The ship left on 3 May 2010, and 146 States had joined by then.", "en")) == []
