from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from nlu.turn import LANGUAGES
from nlu.wishes import Planned, Wrong, read_plan

NOW = datetime(2026, 11, 29, 9)  # a Sunday


def start(plan: Planned) -> datetime | None:
    return plan.when.options[0].start if plan.when else None


def found(plan: Planned, *names: str) -> tuple[Any, ...]:
    return tuple(start(plan) if name == "start" else getattr(plan, name) for name in names)


WHOLE = {
    "en": "schedule a seminar on climate mobility on 12 March 2027, 10:00-11:30 New York, 80 places, "
    "English and Spanish",
    "fr": "planifie un séminaire sur la mobilité climatique le 12 mars 2027 de 10h à 11h30, heure de New York, "
    "80 places, anglais et espagnol",
    "es": "programa un seminario sobre movilidad climática el 12 de marzo de 2027, de 10:00 a 11:30 "
    "hora de Nueva York, 80 plazas, inglés y español",
    "ru": "запланируй семинар о климатической мобильности 12 марта 2027, 10:00-11:30 Нью-Йорк, 80 мест, "
    "английский и испанский",
    "ar": "نظم ندوة عن التنقل المناخي في 12 مارس 2027 من 10:00 إلى 11:30 بتوقيت نيويورك، 80 مقعدا، "
    "بالإنجليزية والإسبانية",
    "zh": "安排一场气候流动研讨会，2027年3月12日10:00到11:30，纽约，80个名额，英语和西班牙语",
}
TITLES = {
    "en": "Climate mobility", "fr": "Mobilité climatique", "es": "Movilidad climática",
    "ru": "Семинар о климатической мобильности", "ar": "التنقل المناخي", "zh": "气候流动",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_sentence_leaves_nothing_open(language: str) -> None:
    plan = read_plan(WHOLE[language], language, NOW)
    assert found(plan, "title", "kind", "start", "minutes") == (
        TITLES[language], "seminar", datetime(2027, 3, 12, 10), 90,
    )  # fmt: skip
    assert found(plan, "zones", "capacity", "languages") == (("America/New_York",), 80, ("en", "es"))
    assert found(plan, "act", "rule", "missing", "wrong") == ("create", None, (), ())


SERIES = {
    "en": [
        (
            "a seminar on asylum every second Tuesday at 10:00 until June",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630",
        ),
        ("every Monday and Thursday at 10:00 for 6 weeks: training", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=12"),
        ("a lesson on Mondays at 9, 10 times", "FREQ=WEEKLY;BYDAY=MO;COUNT=10"),
        ("monthly briefing from 5 January 2027 at 15:00 until December", "FREQ=MONTHLY;UNTIL=20271231"),
        ("a seminar every Tuesday at 10:00 before June", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270531"),
        ("a seminar every Tuesday at 10:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("a lesson on Wednesdays at 14:00 until March, 15 minutes", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270331"),
        ("a seminar on Tuesday at 10:00", None),
    ],
    "fr": [
        ("un séminaire tous les mardis à 10h jusqu'en juin", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"),
        ("un atelier chaque vendredi à 9h, 8 fois", "FREQ=WEEKLY;BYDAY=FR;COUNT=8"),
        ("un séminaire le mardi 5 janvier à 10h", None),
    ],
    "es": [
        ("un seminario cada dos martes a las 10:00 hasta junio", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630"),
        ("una clase los lunes a las 9:00, 5 veces", "FREQ=WEEKLY;BYDAY=MO;COUNT=5"),
        ("un seminario el martes a las 10:00", None),
    ],
    "ru": [
        ("семинар каждый второй вторник в 10:00 до июня", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630"),
        ("занятие по понедельникам в 9:00, 10 раз", "FREQ=WEEKLY;BYDAY=MO;COUNT=10"),
        ("семинар во вторник в 10:00", None),
    ],
    "ar": [("نظم ندوة كل ثلاثاء الساعة 10:00 حتى يونيو", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630")],
    "zh": [
        ("每隔一周的周二10:00安排研讨会，直到六月", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630"),
        ("每周一9点安排课程", "FREQ=WEEKLY;BYDAY=MO"),
        ("周二10:00安排研讨会", None),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "rule"), [(language, *each) for language in SERIES for each in SERIES[language]]
)
def test_a_series_has_a_rule_that_its_first_session_obeys(language: str, text: str, rule: str | None) -> None:
    plan = read_plan(text, language, NOW)
    assert plan.rule == rule
    first = start(plan)
    assert first is not None
    assert not {"day", "hour"} & set(plan.missing)
    assert ("rule_end" in plan.missing) == (rule is not None and "UNTIL" not in rule and "COUNT" not in rule)
    if rule is not None:
        assert next(iter(rrulestr(rule, dtstart=first))) == first


WRONG = [
    ("en", "a seminar on asylum on 30 February 2027 at 10:00 in Geneva", "no_such_day", "30 February 2027"),
    ("fr", "un séminaire le 31 avril à 10h à Genève", "no_such_day", "31 avril"),
    ("en", "a seminar on asylum on 3 March 2027 15:00-14:00 Geneva", "end_before_start", "15:00-14:00"),
    ("ru", "семинар 3 марта 2027 с 15:00 до 14:00, Женева", "end_before_start", "15:00 до 14:00"),
    ("en", "a seminar on asylum on 3 March 2027 at 25:00, Geneva", "no_such_time", "25:00"),
    ("en", "a seminar on asylum on 3 March 2027 10:00-11:00 Atlantis", "unknown_place", "Atlantis"),
    ("en", "a seminar on asylum on 3 March 2027 10:00-11:00 Europe/Pariss", "unknown_place", "Europe/Pariss"),
    ("ar", "نظم ندوة في 3 مارس 2027 الساعة 10:00 بتوقيت أطلانطس", "unknown_place", "أطلانطس"),
    ("en", "a seminar on asylum on 3 March 2020 at 10:00 in Geneva", "past", "3 March 2020 at 10:00"),
    ("en", "a seminar on asylum tomorrow at 10:00 in Geneva, 0 places", "places", "0 places"),
    ("en", "a seminar on asylum tomorrow at 10:00 in Geneva, 20000 places", "places", "20000 places"),
    (
        "en",
        "a seminar every Tuesday from 5 January 2027 at 10:00 until 1 December 2026",
        "rule_ends_before_start",
        "2026-12-01",
    ),
]


@pytest.mark.parametrize(("language", "text", "what", "said"), WRONG)
def test_what_cannot_be_meant_is_named(language: str, text: str, what: str, said: str) -> None:
    plan = read_plan(text, language, NOW)
    assert plan.wrong == (Wrong(what, said),)
    assert said not in plan.title


def test_what_is_not_said_is_missing() -> None:
    assert read_plan("schedule a seminar", "en", NOW).missing == ("title", "day", "hour", "end", "zone")
    assert read_plan("a seminar on asylum at 10:00 in Geneva, one hour", "en", NOW).missing == ("day",)
    assert read_plan("a seminar on asylum tomorrow in Geneva, 90 min", "en", NOW).missing == ("hour",)


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("en", "90 minutes", 90),
        ("en", "an hour and a half", 90),
        ("fr", "une heure et demie", 90),
        ("fr", "une heure", 60),
        ("es", "una hora y media", 90),
        ("ru", "полтора часа", 90),
        ("ar", "ساعة ونصف", 90),
        ("ar", "ساعة واحدة", 60),
        ("zh", "一个半小时", 90),
    ],
)
def test_a_length_alone_is_no_time_of_day(language: str, text: str, minutes: int) -> None:
    assert found(read_plan(text, language, NOW), "minutes", "when") == (minutes, None)


def test_an_ambiguous_day_is_left_to_be_asked() -> None:
    plan = read_plan("a seminar on asylum on 03/04/2027 at 10:00 in Geneva, 1 hour", "en", NOW)
    assert plan.when is not None
    assert {option.start for option in plan.when.options} == {datetime(2027, 4, 3, 10), datetime(2027, 3, 4, 10)}


def test_a_place_of_the_subject_is_no_venue() -> None:
    plan = read_plan("a seminar on the Geneva Conventions on 3 March 2027 at 10:00 Nairobi", "en", NOW)
    assert found(plan, "title", "zones") == ("Geneva Conventions", ("Africa/Nairobi",))
    plan = read_plan("a seminar on refugees in Jordan on 3 March 2027 at 10:00, 1 hour", "en", NOW)
    assert found(plan, "title", "zones", "missing") == ("Refugees in Jordan", (), ("zone",))


def test_a_country_of_several_zones_is_left_to_be_asked() -> None:
    assert len(read_plan("a seminar on asylum on 3 March 2027 at 10:00, USA", "en", NOW).zones) > 3


def test_quoted_titles_hosts_rooms_and_links() -> None:
    text = (
        "créer le séminaire « Partir pour rester » le 5 mai 2027 à 14h, 2 heures, Dakar, salle 7, "
        "animé par Awa Ndiaye, en français et en anglais, https://example.org/salle/5"
    )
    plan = read_plan(text, "fr", NOW)
    assert found(plan, "title", "host", "room", "link", "languages", "minutes", "place") == (
        "Partir pour rester", "Awa Ndiaye", "salle 7", "https://example.org/salle/5", ("fr", "en"), 120, "Dakar",
    )  # fmt: skip
    assert plan.missing == plan.wrong == ()


def test_a_title_in_single_quotation_marks() -> None:
    text = "add: workshop 'Missing migrants: who counts them?' Wed 13 Jan 2027, 2pm-4pm, Bangkok, 60 seats, English"
    plan = read_plan(text, "en", NOW)
    assert found(plan, "title", "start", "minutes", "capacity", "missing", "wrong") == (
        "Missing migrants: who counts them?", datetime(2027, 1, 13, 14), 120, 60, (), (),
    )  # fmt: skip


def test_a_length_beside_an_hour() -> None:
    plan = read_plan("un séminaire sur l'asile le 5 mai 2027 à 14h, Dakar, 1h30", "fr", NOW)
    assert found(plan, "title", "start", "minutes") == ("Asile", datetime(2027, 5, 5, 14), 90)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "set up office hours with Dr Diallo on Thursday from 2 to 5 pm Geneva, 20 minutes each"),
        ("fr", "organise une permanence avec Dre Diallo jeudi de 14h à 17h, Genève, 20 minutes chacun"),
        ("es", "organiza tutorías con Dra Diallo el jueves de 14:00 a 17:00, Ginebra, 20 minutos cada una"),
        ("ar", "نظم ساعات مكتبية مع الدكتورة ديالو الخميس من 2 إلى 5 مساء، جنيف، 20 دقيقة لكل شخص"),
        ("zh", "周四下午2点到5点为迪亚洛博士安排答疑，日内瓦，每人20分钟"),
    ],
)
def test_office_hours_are_cut_into_slots(language: str, text: str) -> None:
    plan = read_plan(text, language, NOW)
    assert found(plan, "kind", "start", "minutes", "slot_minutes", "missing", "wrong") == (
        "office_hours", datetime(2026, 12, 3, 14), 180, 20, (), (),
    )  # fmt: skip
    assert plan.host


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("en", "postpone the seminar on remittances to 5 March at 15:00", "change"),
        ("en", "the seminar on 12 March moves to room 7", "change"),
        ("en", "change the capacity of Thursday's seminar to 100 places", "change"),
        ("en", "cancel the seminar of 12 March and tell everybody", "cancel"),
        ("en", "announce the seminar on climate mobility", "announce"),
        ("en", "make a poll for the date of the workshop", "poll"),
        ("en", "schedule a seminar on climate change on 3 March", "create"),
        ("en", "a seminar in New York on 3 March", "create"),
        ("fr", "reporte le séminaire sur les envois de fonds au 5 mars à 15h", "change"),
        ("fr", "annule le séminaire du 12 mars", "cancel"),
        ("es", "cancela el seminario del 12 de marzo", "cancel"),
        ("ru", "отмени семинар 12 марта", "cancel"),
        ("ru", "перенеси семинар на 5 марта в 15:00", "change"),
        ("ar", "ألغ ندوة 12 مارس وأبلغ الجميع", "cancel"),
        ("zh", "取消3月12日的研讨会", "cancel"),
        ("zh", "把汇款研讨会推迟到3月5日15:00", "change"),
    ],
)
def test_what_is_to_be_done(language: str, text: str, act: str) -> None:
    assert read_plan(text, language, NOW).act == act


def test_times_count_from_the_moment_that_it_is_said() -> None:
    plan = read_plan("a seminar on asylum tomorrow at 10:00, Suva, 1 hour", "en", NOW + timedelta(days=3))
    assert start(plan) == datetime(2026, 12, 3, 10)


@given(st.sampled_from(LANGUAGES), st.text(max_size=120))
def test_whatever_is_written_is_read(language: str, text: str) -> None:
    plan = read_plan(text, language, NOW)
    assert set(plan.missing) <= {"title", "day", "hour", "end", "zone", "rule_end"}


def test_another_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_plan("ein Seminar morgen um 10", "de", NOW)
