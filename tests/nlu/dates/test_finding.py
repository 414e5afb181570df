from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dates import Dated, NoSuchDay, When, find
from nlu.texts import LANGUAGES

NOW = datetime(2026, 11, 29, 9)  # a Sunday
DAY = timedelta(days=1)


def day(month: int, number: int, *, count: int = 1, year: int = 2026) -> When:
    start = datetime(year, month, number)
    return When(start, start + count * DAY)


def at(month: int, number: int, hour: int, minute: int = 0, *, year: int = 2026) -> When:
    return When(datetime(year, month, number, hour, minute), None, clock=True)


def part(month: int, number: int, first: int, last: int, *, year: int = 2026) -> When:
    return When(datetime(year, month, number, first), datetime(year, month, number, last))


def until(month: int, year: int = 2027) -> When:
    return When(None, datetime(year, month, 1))


def found(text: str, language: str, now: datetime = NOW) -> tuple[When, ...] | None:
    said = find(text, language, now)
    return None if said is None else said.options


SAID = {
    "en": [
        ("next Tuesday at 3pm", at(12, 1, 15)),
        ("12 March 2027, 10:00", at(3, 12, 10, year=2027)),
        ("March 12, 2027", day(3, 12, year=2027)),
        ("the 5th of January", day(1, 5, year=2027)),
        ("Thursday afternoon", part(12, 3, 12, 18)),
        ("tomorrow at noon", at(11, 30, 12)),
        ("at 10 on Friday", at(12, 4, 10)),
        ("in two weeks", day(12, 13)),
        ("next week", day(11, 30, count=7)),
        ("the week after next", day(12, 7, count=7)),
        ("before June", until(6)),
        ("last month", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("from 3 to 5 March", day(3, 3, count=3, year=2027)),
        ("in May", When(datetime(2027, 5, 1), datetime(2027, 6, 1))),
        ("2027-03-12", day(3, 12, year=2027)),
        ("today", day(11, 29)),
        ("two days ago", day(11, 27)),
        ("after 1 December", When(datetime(2026, 12, 2), None)),
        ("the 12th of next month", day(12, 12)),
        ("3 days from now", day(12, 2)),
        ("a week from today", day(12, 6)),
        ("in a fortnight", day(12, 13)),
        ("2027/3/12", day(3, 12, year=2027)),
        ("the next 3 weeks", When(datetime(2026, 11, 29), datetime(2026, 12, 21))),
    ],
    "fr": [
        ("mardi prochain à 15h", at(12, 1, 15)),
        ("le 12 mars 2027 à 10 heures", at(3, 12, 10, year=2027)),
        ("12/03/2027", day(3, 12, year=2027)),
        ("le 1er décembre", day(12, 1)),
        ("jeudi après-midi", part(12, 3, 12, 18)),
        ("après-demain à 9h30", at(12, 1, 9, 30)),
        ("demain matin", part(11, 30, 6, 12)),
        ("dans deux semaines", day(12, 13)),
        ("la semaine prochaine", day(11, 30, count=7)),
        ("avant juin", until(6)),
        ("le mois dernier", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("du 3 au 5 mars", day(3, 3, count=3, year=2027)),
        ("il y a deux jours", day(11, 27)),
        ("aujourd’hui", day(11, 29)),
        ("le 12 du mois prochain", day(12, 12)),
    ],
    "es": [
        ("el próximo martes a las 15h", at(12, 1, 15)),
        ("martes a las 3 de la tarde", at(12, 1, 15)),
        ("12 de marzo de 2027", day(3, 12, year=2027)),
        ("el jueves por la tarde", part(12, 3, 12, 18)),
        ("pasado mañana por la mañana", part(12, 1, 6, 12)),
        ("dentro de dos semanas", day(12, 13)),
        ("la semana que viene", day(11, 30, count=7)),
        ("antes de junio", until(6)),
        ("el mes pasado", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("del 3 al 5 de marzo", day(3, 3, count=3, year=2027)),
        ("hace dos días", day(11, 27)),
        ("hoy", day(11, 29)),
        ("el 12 mar", day(3, 12, year=2027)),
        ("mar 2027", When(datetime(2027, 3, 1), datetime(2027, 4, 1))),
        ("el 12 del mes que viene", day(12, 12)),
    ],
    "ru": [
        ("в следующий вторник в 15:00", at(12, 1, 15)),
        ("12 марта 2027 в 10 утра", at(3, 12, 10, year=2027)),
        ("12.03.2027", day(3, 12, year=2027)),
        ("в четверг после обеда", part(12, 3, 12, 18)),
        ("послезавтра в 10", at(12, 1, 10)),
        ("через две недели", day(12, 13)),
        ("на следующей неделе", day(11, 30, count=7)),
        ("до июня", until(6)),
        ("в прошлом месяце", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("с 3 по 5 марта", day(3, 3, count=3, year=2027)),
        ("два дня назад", day(11, 27)),
        ("сегодня", day(11, 29)),
        ("12 числа следующего месяца", day(12, 12)),
    ],
    "ar": [
        ("الثلاثاء القادم", day(12, 1)),
        ("الثلاثاء القادم الساعة 3 مساءً", at(12, 1, 15)),
        ("١٢ مارس ٢٠٢٧ الساعة ١٠", at(3, 12, 10, year=2027)),
        ("12 آذار 2027", day(3, 12, year=2027)),
        ("يوم الخميس بعد الظهر", part(12, 3, 12, 18)),
        ("غداً صباحاً", part(11, 30, 6, 12)),
        ("بعد أسبوعين", day(12, 13)),
        ("الأسبوع المقبل", day(11, 30, count=7)),
        ("قبل يونيو", until(6)),
        ("قبل حزيران", until(6)),
        ("الشهر الماضي", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("قبل يومين", day(11, 27)),
        ("اليوم", day(11, 29)),
        ("يوم 12 من الشهر القادم", day(12, 12)),
    ],
    "zh": [
        ("下个月12号", day(12, 12)),
        ("下周三下午三点", at(12, 2, 15)),
        ("2027年3月12日上午10点", at(3, 12, 10, year=2027)),
        ("十二月三日", day(12, 3)),
        ("周四下午", part(12, 3, 12, 18)),
        ("后天上午九点半", at(12, 1, 9, 30)),
        ("明天早上", part(11, 30, 6, 12)),
        ("两周后", day(12, 13)),
        ("下周", day(11, 30, count=7)),
        ("六月之前", until(6)),
        ("上个月", When(datetime(2026, 10, 1), datetime(2026, 11, 1))),
        ("两天前", day(11, 27)),
        ("今天", day(11, 29)),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "meant"), [(language, *each) for language, all_of in SAID.items() for each in all_of]
)
def test_times_are_understood(language, text, meant):
    assert found(text, language) == (meant,)


def test_every_language_is_tried():
    assert set(SAID) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "rest"),
    [
        ("en", "anything about remittances in French before June", "anything about remittances in French"),
        ("en", "which seminars are next week", "which seminars are"),
        ("fr", "quelque chose sur les transferts la semaine prochaine ?", "quelque chose sur les transferts ?"),
        ("zh", "下周有什么课", "有什么课"),
        ("ar", "ماذا يوجد يوم الخميس", "ماذا يوجد"),
        ("ru", "что будет на следующей неделе", "что будет"),
        ("es", "¿qué hay el jueves sobre remesas?", "¿qué hay sobre remesas?"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_message_is_what_it_is_about(language, text, rest):
    said = find(text, language, NOW)
    assert isinstance(said, Dated)
    assert said.rest == rest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what is non-refoulement"),
        ("en", "may I register for the 1951 Convention session"),
        ("en", "what does the 2030 Agenda say"),
        ("en", "article 33"),
        ("fr", "le droit de la mer"),
        ("es", "el derecho del mar"),
        ("es", "el rescate en el mar"),
        ("es", "rescate en mar abierto"),
        ("ar", "هل يمكن لأحد أن يساعدني"),
        ("ru", "что такое невысылка"),
        ("zh", "什么是不推回原则"),
    ],
)
def test_no_time_is_found_where_none_is_said(language, text):
    assert find(text, language, NOW) is None


def test_figures_that_can_be_two_days_are_asked_back():
    assert found("03/04/2027", "en") == (day(4, 3, year=2027), day(3, 4, year=2027))
    assert found("13/04/2027", "en") == (day(4, 13, year=2027),)
    assert found("03/04/2027", "es") == (day(4, 3, year=2027),)


def test_next_tuesday_on_a_monday_is_asked_back_in_english_and_not_in_french():
    monday = datetime(2026, 11, 30, 9)
    assert found("next Tuesday", "en", monday) == (day(12, 1), day(12, 8))
    assert found("mardi prochain", "fr", monday) == (day(12, 1),)
    assert found("下周二", "zh", monday) == (day(12, 8),)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "on 30 February 2027"), ("en", "31 April"), ("fr", "le 30 février"), ("ru", "31 июня"), ("zh", "2月30日")],
)
def test_a_day_that_no_calendar_has_is_an_error(language, text):
    with pytest.raises(NoSuchDay) as caught:
        find(text, language, NOW)
    assert caught.value.said in text


def test_a_stretch_of_a_day():
    assert found("12 March 2027, 10:00-11:30", "en") == (
        When(datetime(2027, 3, 12, 10), datetime(2027, 3, 12, 11, 30), clock=True),
    )
    assert found("2027年3月12日上午10点到11点半", "zh") == (
        When(datetime(2027, 3, 12, 10), datetime(2027, 3, 12, 11, 30), clock=True),
    )


def test_a_time_alone_is_the_next_one():
    assert found("at 10", "en") == (at(11, 29, 10),)
    assert found("at 8:30", "en") == (at(11, 30, 8, 30),)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_whatever_is_written_the_answer_is_a_time_or_none(text, language):
    try:
        said = find(text, language, NOW)
    except NoSuchDay:
        return
    if said is not None:
        first, last = said.words
        assert 0 <= first < last <= len(text)
        assert said.options


@given(
    st.lists(
        st.sampled_from(
            ("next", "Tuesday", "12", "March", "2027", "10:00", "pm", "to", "before", "in", "two", "weeks", "31", "-")
        ),
        max_size=8,
    )
)
def test_words_of_time_in_any_order_do_no_harm(words):
    try:
        said = find(" ".join(words), "en", NOW)
    except NoSuchDay:
        return
    for option in said.options if said else ():
        assert option.start is None or option.end is None or option.start < option.end


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "in the next two weeks", (2026, 11, 29), (2026, 12, 14)),
        ("en", "within two weeks", (2026, 11, 29), (2026, 12, 14)),
        ("en", "the last 3 days", (2026, 11, 26), (2026, 11, 30)),
        ("fr", "dans les deux prochaines semaines", (2026, 11, 29), (2026, 12, 14)),
        ("es", "en los próximos tres meses", (2026, 11, 29), (2027, 3, 1)),
        ("ru", "в ближайшие три месяца", (2026, 11, 29), (2027, 3, 1)),
        ("ru", "в течение двух недель", (2026, 11, 29), (2026, 12, 14)),
        ("ar", "في الأشهر الثلاثة القادمة", (2026, 11, 29), (2027, 3, 1)),
        ("ar", "خلال أسبوعين", (2026, 11, 29), (2026, 12, 14)),
        ("zh", "未来三个月", (2026, 11, 29), (2027, 3, 1)),
    ],
)
def test_a_stretch_begins_or_ends_today(
    language: str, text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert found(text, language) == (When(datetime(*first), datetime(*last)),)


def test_a_weekday_beside_a_date_is_checked() -> None:
    assert found("mardi 5 janvier à 10h", "fr") == (at(1, 5, 10, year=2027),)
    assert found("Tuesday 6 January 2027", "en") == (day(1, 6, year=2027), day(1, 5, year=2027))
    assert found("周二1月5日", "zh") == (day(1, 5, year=2027),)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "on the 14th"), ("fr", "le 14"), ("es", "el 14"), ("ru", "14-го"), ("ar", "يوم 14"), ("zh", "14号")],
)
def test_a_day_of_the_month_is_the_next_such_day(language: str, text: str) -> None:
    assert found(text, language) == (day(12, 14),)


def test_hours_are_a_stretch_as_each_language_says_it() -> None:
    for language, text in (
        ("fr", "jeudi de 15h à 16h30"), ("ru", "в четверг с 15:00 до 16:30"), ("es", "el jueves de 15:00 a 16:30"),
        ("ar", "الخميس من 15:00 إلى 16:30"), ("zh", "周四15:00到16:30"), ("en", "Thursday 15:00-16:30"),
    ):  # fmt: skip
        when = When(datetime(2026, 12, 3, 15), datetime(2026, 12, 3, 16, 30), clock=True)
        assert found(text, language) == (when,), text
    alone = find("at 10:00", "en", NOW)
    assert alone is not None
    assert not alone.day


def test_a_number_behind_a_month_and_a_comma_is_no_day() -> None:
    assert found("in June, 10 weeks", "en") == (When(datetime(2027, 6, 1), datetime(2027, 7, 1)),)
