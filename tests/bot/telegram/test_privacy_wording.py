"""What is promised of consent, keeping and erasing; form and limits are in ``test_wording``."""

from __future__ import annotations

import re

import pytest

from bot.telegram import privacy_wording as said
from nlu.texts import LANGUAGES, texts


def test_the_welcome_says_who_it_is_what_it_is_not_and_what_it_keeps():
    text = said.welcome("en", days=30)
    for part in (
        "I am Attaché, the assistant of the training programme",
        "not a person and not a lawyer",
        "no legal advice",
        "erased after 30 days without a message",
        "You can ask either way.",
        "/privacy",
    ):
        assert part in text, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_are_said_wherever_they_matter(language: str):
    period = texts(language).count("one day", "{n} days", 30)
    assert "30" in period
    assert period in said.welcome(language, days=30)
    assert period in said.consent_refused(language, days=30)
    assert period in said.privacy(language, days=30)


def test_a_day_takes_the_form_of_its_number():
    def periods(language: str, *numbers: int) -> list[str]:
        return [texts(language).count("one day", "{n} days", n) for n in numbers]

    assert periods("en", 1, 7) == ["one day", "7 days"]
    assert periods("ru", 1, 3, 7, 21, 30) == ["1 день", "3 дня", "7 дней", "21 день", "30 дней"]
    assert periods("ar", 1, 2, 7, 30, 100) == ["يوم واحد", "يومين", "7 أيام", "30 يومًا", "100 يوم"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_limit_is_told_only_where_there_is_one(language: str):
    without = said.privacy(language, days=30).split("\n\n")
    limited = said.privacy(language, days=30, kept_days=365).split("\n\n")
    assert [*limited[:2], *limited[3:]] == without
    assert re.findall(r"\d+", limited[2]) == ["365"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_recordings_go_is_told_only_where_they_go_somewhere(language: str):
    without = said.privacy(language, days=30, kept_days=30).split("\n\n")
    away = said.privacy(language, days=30, kept_days=30, speech="192.0.2.7").split("\n\n")
    here = said.privacy(language, days=30, kept_days=30, speech="127.0.0.1").split("\n\n")
    assert [*away[:4], *away[5:]] == [*here[:4], *here[5:]] == without
    assert ("192.0.2.7" in away[4], "127.0.0.1" in here[4], away[4] != here[4]) == (True, False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_counts_each_kind_on_a_line(language: str):
    lines = said.erased(language, records=0, turns=1234, waiting=7).split("\n")
    assert [re.findall(r"\d+", line) for line in lines if line.startswith("•")] == [["0"], ["1234"], ["7"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_counts_questions_and_places_where_there_were_any(language: str):
    whole = said.erased(language, records=1, turns=2, waiting=3)
    more = said.erased(language, records=1, turns=2, waiting=3, asked=4, sessions=12).removeprefix(whole)
    assert re.findall(r"\d+", more) == ["4", "12"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_and_the_question_for_a_place_name_what_is_kept_of_sessions(language: str):
    assert "/forget" in said.place_consent(language)
    assert "/mydata" in said.place_consent(language)
    assert len(said.privacy(language, days=30).split("\n\n")) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_choices_of_each_question_differ(language: str):
    assert said.agree_button(language) != said.refuse_button(language)
    assert said.erase_button(language) != said.keep_button(language)
