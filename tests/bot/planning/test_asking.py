from __future__ import annotations

from datetime import datetime, timezone

from bot.planning import NEEDED, QUESTIONS, Draft, Understood, refusal, understand
from bot.planning.asking import WRONG
from nlu.texts import texts

NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)


def test_there_is_a_question_for_all_that_can_be_missing():
    assert set(QUESTIONS) == {*NEEDED, "rule_end"}


def test_what_cannot_be_meant_is_said_with_its_next_step():
    found = understand("schedule a seminar on cities on 30 February 2027 in Suva", "en", NOW)
    assert refusal(found, texts("en")) == (
        "There is no such day: 30 February 2027. Please check the day and the month."
    )
    assert "30 February 2027" in refusal(found, texts("ar"))
    assert refusal(Understood(draft=Draft()), texts("en")) == ""


def test_every_refusal_repeats_what_was_said():
    for wrong in WRONG:
        for language in ("en", "fr", "ar", "zh", "ru", "es"):
            assert "7 wu" in refusal(Understood(draft=Draft(), wrong=wrong, said="7 wu"), texts(language))
