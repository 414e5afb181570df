"""Days with the name of a month in another of the six languages, or in a form that nobody says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nlu.dates import When, find
from nlu.dates.written import written

NOW = datetime(2026, 11, 29, 9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anything on 12 de marzo", "12 de marzo"),
        ("12 марта есть семинар", "12 марта"),
        ("un séminaire on March 12", "March 12"),
        ("place 12-Mar-2027 please", "12-Mar-2027"),
        ("يوم 12 مارس 2027", "12 مارس 2027"),
        ("el 12 de marzo de 2027 en inglés", "12 de marzo de 2027"),
        ("le 12 mars à 15h", "12 mars"),
    ],
)
def test_a_month_by_its_name(text: str, said: str) -> None:
    start = text.index(said)
    assert written(text, NOW) == [(start, start + len(said), date(2027, 3, 12))]


@pytest.mark.parametrize(
    "text",
    [
        "set 3 reminders",
        "remind me 30 minutes before",
        "article 36 vienna convention",
        "module 3 sesiones",
        "in 10 days",
        "protocol 7 of 1984",
        "28 July 1951",  # no session was then
        "12 places",
    ],
)
def test_no_day(text: str) -> None:
    assert written(text, NOW) == []


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("sessions le 12 mars", "en", "sessions le"),
        ("register me for 12-Mar-2027", "en", "register me for"),
        ("что будет March 12", "ru", "что будет"),
        ("研讨会 12 March", "zh", "研讨会"),
    ],
)
def test_it_is_found_in_a_message_of_another_language(text: str, language: str, rest: str) -> None:
    found = find(text, language, NOW)
    assert found is not None
    assert found.options == (When(datetime(2027, 3, 12), datetime(2027, 3, 13)),)
    assert found.rest == rest


def test_the_languages_own_reading_goes_first() -> None:
    found = find("le 5 sept. à 15h", "fr", NOW)  # of which dateparser makes July
    assert found is not None
    assert found.options == (When(datetime(2027, 9, 5, 15), None, clock=True),)


def test_what_is_asked_back_is_still_asked_back() -> None:
    found = find("on 03-12-2027", "en", NOW)
    assert found is not None
    assert [option.start for option in found.options] == [datetime(2027, 12, 3), datetime(2027, 3, 12)]


def test_what_is_understood_already_is_left_alone() -> None:
    assert written("le 12 mars", NOW, [(0, 10)]) == []
    assert written("le 12 mars", NOW, [(3, 5)]) == [(3, 10, date(2027, 3, 12))]  # "the 12th" is not all of it
