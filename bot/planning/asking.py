"""What is said about a sentence that cannot be planned as it is: what cannot be meant, what is asked back."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from nlu.texts import mark

if TYPE_CHECKING:
    from bot.planning.understanding import Understood
    from nlu.texts import Texts

__all__ = ["QUESTIONS", "WRONG", "refusal"]

#: What cannot be meant, by the words of ``nlu.wishes.Wrong.what``.
WRONG = MappingProxyType(
    {
        "no_such_day": mark("There is no such day: {said}. Please check the day and the month."),
        "no_such_time": mark("There is no such time of day: {said}. The hours go from 00:00 to 23:59."),
        "end_before_start": mark("It would end before it begins: {said}. Please give a later end."),
        "past": mark("That has passed: {said}. Please choose a later time."),
        "unknown_place": mark(
            "I do not know the time zone of {said}. Please name a city nearby, or a zone such as Europe/Paris."
        ),
        "places": mark("So many places cannot be planned: {said}. There can be 1 to 10,000."),
        "rule_without_end": mark("The series has no end: {said}. Please say until when, or how many times."),
        "rule_ends_before_start": mark("The series would end before it begins: {said}. Please give a later end."),
    }
)
#: What is asked for, one at a time, by what ``Draft.missing`` says.
QUESTIONS = MappingProxyType(
    {
        "title": mark("What is it called?"),
        "day": mark("On which day?"),
        "hour": mark("At what hour does it begin, on the clocks of the place?"),
        "zone": mark("In which city or time zone is that?"),
        "minutes": mark("How long does it last, or until when?"),
        "rule_end": mark("Until when does the series go on?"),
    }
)


def refusal(found: Understood, said: Texts) -> str:
    """What cannot be meant, in one sentence with its next step; empty where everything can."""
    if not found.wrong:
        return ""
    return said.say(WRONG.get(found.wrong, WRONG["no_such_day"]), said=found.said)
