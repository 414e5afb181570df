"""What is offered inline, as Telegram would show it."""

from __future__ import annotations

import pytest

from bot.replies import Citation
from bot.telegram import wording
from bot.telegram.inline_answer import START, away, invitation, offer
from bot.telegram.passages import Found
from nlu.texts import LANGUAGES
from tests.bot.telegram.replies import LABELS, QUOTES
from tests.telegram.markup import parse_html, units


def citation(quote: str, label: str = "Article 33", **more) -> Citation:
    return Citation("convention.md", "1951 Refugee Convention", label, quote, quote, **more)


def shown(result) -> tuple[str, list[str]]:
    """The text of the message that a result inserts, and its marked pieces."""
    text, entities = parse_html(result.input_message_content.message_text)
    raw = text.encode("utf-16-le")
    return text, [
        f"{one['type']}: {raw[2 * one['offset'] : 2 * (one['offset'] + one['length'])].decode('utf-16-le')}"
        for one in entities
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_is_quoted_and_its_place_stands_under_it(language: str):
    (result,) = offer(Found(language, (citation(QUOTES[language], LABELS[language]),)), None).results
    text, marked = shown(result)
    assert QUOTES[language] in text.split("\n")[0]
    assert text.split("\n")[1].endswith(f"— {LABELS[language]}")
    assert [one.partition(":")[0] for one in marked] == ["blockquote", "bold"]
    assert (result.title, result.description) == (LABELS[language], QUOTES[language])
    assert result.input_message_content.link_preview_options.is_disabled


def test_a_foreign_quotation_keeps_its_direction():
    (result,) = offer(Found("ar", (citation(QUOTES["en"], LABELS["en"], address="https://unhcr.org"),)), "ar").results
    lines = shown(result)[0].split("\n")
    assert lines[0] == f"«{QUOTES['en']}»"
    assert [line.strip("\u200f\u2068\u2069— ") for line in lines[1:]] == [LABELS["en"], "https://unhcr.org"]


def test_ids_are_stable_short_and_one_for_each_passage():
    one, other = citation("No State shall."), citation("Other words.")
    found = offer(Found("en", (one, other, one)), "en").results
    assert [result.id for result in found] == [result.id for result in offer(Found("en", (one, other)), "ru").results]
    assert all(1 <= len(result.id.encode()) <= 64 for result in found)


@pytest.mark.parametrize("sentence", ["<b> & 😀. ", "مادة 33 😀. ", "字"])
def test_what_is_long_is_cut_and_fits(sentence: str):
    (result,) = offer(Found("en", (citation(sentence * 5000, "Label " * 60),)), "en").results
    text, marked = shown(result)
    assert units(text) <= 4096
    assert "[…]" in text
    assert marked[0].startswith("expandable_blockquote: ")
    assert (len(result.title) <= 120, len(result.description) <= 200) == (True, True)


def test_what_cannot_be_one_message_is_left_out():
    found = Found("en", (citation(""), citation("No State shall.", "L" * 5000)))
    assert offer(found, "en").results == ()


@pytest.mark.parametrize(
    ("found", "hint", "personal"), [("fr", "en", False), ("en", "en", True), ("en", None, True), ("ar", "zh", False)]
)
def test_telegram_may_give_to_all_only_what_the_hint_has_not_decided(found, hint, personal):
    answer = offer(Found(found, (citation("No State shall."),)), hint)
    assert (answer.personal, answer.button, answer.cache_seconds) == (personal, None, 300)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_speak_the_language_of_the_person_and_of_nobody_else(language: str):
    answers = [invitation(language), offer(Found("en"), language), away(language)]
    assert [answer.button.text for answer in answers] == [
        wording.inline_hint(language),
        wording.inline_nothing(language),
        wording.inline_away(language),
    ]
    assert {answer.button.start_parameter for answer in answers} == {START}
    assert [answer.cache_seconds for answer in answers] == [300, 300, 0]
    assert all(answer.personal and not answer.results for answer in answers)
