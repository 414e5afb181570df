"""What both sides are shown of a question and its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from bot.telegram.notice import notice
from bot.telegram.splitting import LIMIT, units
from bot.telegram.staff_news import answer_html, notice_buttons, notice_html
from programme import Question

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
QUESTION = Question(
    7, "telegram", "1", "1", None, None, 5, "fr", "Art. 33 <et> 34 & plus ?", "open", NOON, None, None, None, None,
    None, None,
)  # fmt: skip


def test_a_notice_shows_the_words_as_they_are_and_no_more():
    assert notice_html("en", QUESTION) == (
        "#7 · A new question (Français)\n\n<blockquote>Art. 33 &lt;et&gt; 34 &amp; plus ?</blockquote>\n\n"
        "Reply to this message with your answer."
    )
    done = replace(QUESTION, state="answered")
    assert notice_html("en", done, "Answered") == (
        "#7 · Answered\n\n<blockquote>Art. 33 &lt;et&gt; 34 &amp; plus ?</blockquote>"
    )


def test_who_has_taken_a_question_can_give_it_back():
    assert [[one["data"] for one in row] for row in notice_buttons("en", 7)] == [["desk:answer:7", "desk:close:7"]]
    assert notice_buttons("en", 7, mine=True)[1] == [{"text": "Give back", "data": "desk:free:7"}]


def test_an_answer_stands_behind_its_question_in_the_language_of_that():
    answered = replace(QUESTION, state="answered", answer="Non : art. 33 <1>.")
    (only,) = answer_html(answered)
    assert only.endswith("<blockquote>Art. 33 &lt;et&gt; 34 &amp; plus ?</blockquote>\n\nNon : art. 33 &lt;1&gt;.")
    assert only.startswith("Réponse de l'équipe du programme")


def test_closed_with_a_reason_and_without():
    (with_reason,) = answer_html(replace(QUESTION, state="closed", language="en", reason="Not about the course"))
    assert with_reason.startswith("The staff of the programme have closed this question without an answer:")
    assert with_reason.endswith("</blockquote>\n\nNot about the course")
    (without,) = answer_html(replace(QUESTION, state="closed", language="en"))
    assert without.endswith("</blockquote>")


def test_what_is_too_long_for_one_message_becomes_several_that_telegram_takes():
    answered = replace(QUESTION, text="q" * 2000, state="answered", answer="A word & another. " * 227)
    parts = answer_html(answered)
    assert len(parts) > 1
    assert all(units(part) <= LIMIT + part.count("&amp;") * 4 for part in parts)
    assert sum(part.count("A word &amp; another.") for part in parts) == 227
    assert notice(html=parts)["html"] == parts
