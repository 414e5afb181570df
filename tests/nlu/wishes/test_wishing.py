from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dates import NoSuchDay
from nlu.turn import LANGUAGES
from nlu.wishes import Wish, read_wish

NOW = datetime(2026, 11, 29, 9)  # a Sunday

# message: topic, and what differs from an empty wish
ASKED: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    "en": {
        "is there anything about remittances in French before June": ("remittances", {"spoken": "fr"}),
        "when is the next IML session": ("IML", {"first_only": True}),
        "what did I miss last month": ("", {"past": True}),
        "book me twenty minutes with an expert on statelessness on Thursday afternoon": (
            "statelessness",
            {"kinds": ("office_hours",), "minutes": 20},
        ),
        "sign me up for the seminar on the rights of the child": ("rights of the child", {"kinds": ("seminar",)}),
        "I would love to come to the one about sea rescue": ("sea rescue", {}),
        "remind me two hours before the session": ("", {"minutes": 120, "about": "reminders"}),
        "remind me a day before": ("", {"minutes": 1440, "about": "reminders"}),
        "check me in": ("", {"about": "check_in"}),
        "was I at the last session": ("", {"about": "attendance"}),
        "give me the calendar link": ("", {"about": "calendar"}),
        "let me know about new sessions on climate": ("climate", {"about": "follow"}),
        "stop telling me about seminars on detention": ("detention", {"about": "unfollow", "kinds": ("seminar",)}),
        "sessions": ("", {}),
    },
    "fr": {
        "y a-t-il quelque chose sur les envois de fonds en anglais avant juin ?": ("envois de fonds", {"spoken": "en"}),
        "c'est quand le prochain séminaire sur l'apatridie ?": (
            "apatridie",
            {"kinds": ("seminar",), "first_only": True},
        ),
        "réserve-moi une demi-heure avec un expert de la traite jeudi après-midi": (
            "traite",
            {"kinds": ("office_hours",), "minutes": 30},
        ),
        "qu'est-ce que j'ai manqué le mois dernier": ("", {"past": True}),
        "rappelle-moi une heure avant": ("", {"minutes": 60, "about": "reminders"}),
    },
    "es": {
        "¿hay algo sobre remesas en francés antes de junio?": ("remesas", {"spoken": "fr"}),
        "resérvame veinte minutos con un experto en apatridia el jueves por la tarde": (
            "apatridia",
            {"kinds": ("office_hours",), "minutes": 20},
        ),
        "¿qué me perdí el mes pasado?": ("", {"past": True}),
        "recuérdame un día antes": ("", {"minutes": 1440, "about": "reminders"}),
    },
    "ru": {
        "есть ли что-нибудь про денежные переводы на французском до июня": ("денежные переводы", {"spoken": "fr"}),
        "когда следующий семинар о безгражданстве": ("безгражданстве", {"kinds": ("seminar",), "first_only": True}),
        "что я пропустил в прошлом месяце": ("", {"past": True}),
        "напомни мне за час до сессии": ("", {"minutes": 60, "about": "reminders"}),
        "полчаса с экспертом по денежным переводам": (
            "денежным переводам",
            {"kinds": ("office_hours",), "minutes": 30},
        ),
    },
    "ar": {
        "هل هناك ندوة عن التحويلات المالية باللغة الفرنسية قبل يونيو": (
            "التحويلات المالية",
            {"spoken": "fr", "kinds": ("seminar",)},
        ),
        "ماذا فاتني الشهر الماضي": ("", {"past": True}),
        "احجز لي عشرين دقيقة مع خبير في انعدام الجنسية الخميس بعد الظهر": (
            "انعدام الجنسية",
            {"kinds": ("office_hours",), "minutes": 20},
        ),
    },
    "zh": {
        "六月之前有没有关于汇款的法语讲座": ("汇款", {"spoken": "fr", "kinds": ("seminar",)}),
        "下一场关于无国籍的研讨会是什么时候": ("无国籍", {"kinds": ("seminar",), "first_only": True}),
        "上个月我错过了什么": ("", {"past": True}),
        "提前一天提醒我": ("", {"minutes": 1440, "about": "reminders"}),
        "周四下午帮我约一位汇款专家二十分钟": ("汇款", {"kinds": ("office_hours",), "minutes": 20}),
    },
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in ASKED for text in ASKED[language]])
def test_what_is_asked_for(language: str, text: str) -> None:
    topic, expected = ASKED[language][text]
    wish = read_wish(text, language, NOW)
    said = {name: getattr(wish, name) for name in ("spoken", "kinds", "minutes", "first_only", "past", "about")}
    nothing = {name: getattr(Wish(), name) for name in said}
    assert (wish.topic, {name: value for name, value in said.items() if value != nothing[name]}) == (topic, expected)


def test_the_time_comes_from_the_dates() -> None:
    wish = read_wish("anything on asylum next week?", "en", NOW)
    assert wish.when is not None
    assert wish.when.when is not None
    assert (wish.when.when.start, wish.when.when.end) == (datetime(2026, 11, 30), datetime(2026, 12, 7))
    assert not wish.first_only


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "not on Thursday, put me on Friday instead"),
        ("fr", "jeudi ne me va pas, mets-moi vendredi"),
        ("ru", "четверг не подходит, поставь меня на пятницу"),
        ("ar", "الخميس لا يناسبني، ضعني يوم الجمعة"),
        ("zh", "周四不合适，帮我放周五"),
        ("es", "el jueves no me va, ponme el viernes"),
    ],
)
def test_a_second_time_is_where_to_move(language: str, text: str) -> None:
    wish = read_wish(text, language, NOW)
    assert wish.when is not None
    assert wish.then is not None
    assert [each.options[0].start for each in (wish.when, wish.then)] == [datetime(2026, 12, 3), datetime(2026, 12, 4)]


def test_the_place_whose_hours_are_wished_for_is_no_topic() -> None:
    wish = read_wish("what is on tomorrow in Geneva time", "en", NOW)
    assert (wish.zones, wish.topic) == (("Europe/Zurich",), "")


def test_a_day_that_is_in_no_calendar_is_raised() -> None:
    with pytest.raises(NoSuchDay):
        read_wish("what is on 30 February", "en", NOW)


@given(st.sampled_from(LANGUAGES), st.text(max_size=120))
def test_whatever_is_written_is_read(language: str, text: str) -> None:
    try:
        wish = read_wish(text, language, NOW)
    except NoSuchDay:
        return
    assert len(wish.topic) <= len(text) + 20


def test_another_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_wish("was gibt es morgen", "de", NOW)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ما الفعاليات القادمة"), ("en", "what events are on"), ("es", "¿qué eventos hay?"),
        ("fr", "quels événements sont prévus ?"), ("ru", "какие мероприятия будут"), ("zh", "有什么活动"),
    ],
)  # fmt: skip
def test_events_are_anything_that_is_on(language: str, text: str):
    wish = read_wish(text, language, NOW)
    assert (wish.kinds, wish.topic) == ((), "")


def test_what_one_calls_a_round_table_may_be_a_seminar():
    wish = read_wish("register me for the climate mobility round table", "en", NOW)
    assert (wish.kinds, wish.topic) == ((), "climate mobility round table")


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("ar", "ما هي الجلسات القادمة", False), ("ar", "متى الندوة القادمة", True),
        ("en", "what are the next sessions", False), ("en", "when is the next session", True),
        ("zh", "下一场研讨会是什么时候", True), ("zh", "接下来有哪些研讨会", False),
    ],
)  # fmt: skip
def test_next_of_many_is_no_single_one(language: str, text: str, first: bool):
    assert read_wish(text, language, NOW).first_only is first
