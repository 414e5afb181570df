"""How staff say which question they mean."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from telegram import Chat, Message

from bot.telegram.staff_desk import number_of, split


def message(text: str) -> Message:
    return Message(1, datetime.now(timezone.utc), Chat(1, "private"), text=text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("#12 · A new question (English)\n\nWhen?", 12),
        ("\u200f#7 · سؤال جديد", 7),
        ("\u2068#7\u2069 · سؤال", 7),
        ("12 questions wait for an answer:\n\n#7 · English", None),
        ("See #12", None),
        ("#", None),
        ("#x", None),
        ("#" + "9" * 19, None),
        ("", None),
    ],
)
def test_a_message_about_a_question_begins_with_its_number(text, number):
    assert number_of(message(text)) == number


@pytest.mark.parametrize(
    ("argument", "answered", "meant"),
    [
        ("12 In May.", None, (12, "In May.")),
        ("#12  In May.\nOr June.", None, (12, "In May.\nOr June.")),
        ("\u206812\u2069 In May.", None, (12, "In May.")),
        ("12", None, (12, "")),
        ("In May.", None, (None, "")),
        ("", None, (None, "")),
        ("In May.", 12, (12, "In May.")),
        ("12 In May.", 12, (12, "In May.")),
        ("12 months at the most.", 7, (7, "12 months at the most.")),
    ],
)
def test_a_number_and_words_where_a_reply_says_the_number_by_itself(argument, answered, meant):
    assert split(argument, answered) == meant
