"""Every text of the bot's own, in six languages: there, native, and within Telegram's limits."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest
from telegram.constants import BotDescriptionLimit, CallbackQueryLimit, MessageLimit, ReplyLimit

from bot.replies import Reply
from bot.telegram import privacy_wording, voice_wording, wording
from bot.telegram.commands import COMMANDS
from bot.telegram.formatting import messages
from nlu.texts import LANGUAGES, texts
from tests.bot.telegram.texts import commands_in, latin_words, unisolated

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str | None], str]

#: Each text by name; values are such that a place that is not filled would be seen.
PRIVACY: dict[str, Say] = {
    "consent_refused": lambda language: privacy_wording.consent_refused(language, days=30),
    "erased": lambda language: privacy_wording.erased(language, records=2, turns=41, waiting=1),
    "privacy": lambda language: privacy_wording.privacy(language, days=30),
    "privacy, kept": lambda language: privacy_wording.privacy(language, days=1, kept_days=365),
    "privacy, speech": lambda language: privacy_wording.privacy(language, days=1, speech="192.0.2.7"),
    "privacy, speech here": lambda language: privacy_wording.privacy(language, days=1, speech="127.0.0.1"),
    "welcome": lambda language: privacy_wording.welcome(language, days=30),
}
VOICE: dict[str, Say] = {
    "too_large": lambda language: voice_wording.too_large(language, megabytes=20),
    "too_long": lambda language: voice_wording.too_long(language, seconds=185),
}
OWN: dict[str, Say] = {
    "busy": lambda language: wording.busy(language, minutes=10),
    "thanks_for_feedback": lambda language: wording.thanks_for_feedback(language, helpful=True),
    "thanks_for_feedback, not": lambda language: wording.thanks_for_feedback(language, helpful=False),
    **{
        f"cannot_take, {kind}": lambda language, kind=kind: wording.cannot_take(language, kind)
        for kind in (*wording.CANNOT_TAKE, "hologram")
    },
}
OTHER_KINDS = {"CANNOT_TAKE", "language_names"}


def cases() -> dict[str, Say]:
    found = {**PRIVACY, **VOICE, **OWN}
    done = {name.partition(",")[0] for name in found} | OTHER_KINDS
    for module in (wording, privacy_wording, voice_wording):
        found.update({name: getattr(module, name) for name in module.__all__ if name not in done})
    return found


CASES = cases()
NAMES = sorted(CASES)
EVERY = pytest.mark.parametrize("name", NAMES)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

#: Buttons share a row of a phone.
BUTTONS = sorted(name for name in NAMES if name.endswith("_button") and name not in ("old_button", "not_your_button"))
#: Shown over the chat, by ``answer_callback_query``.
CALLBACK_ANSWERS = [
    "cancelled", "erasure_pending", "not_erased", "not_your_button", "nothing_kept", "old_button", "one_moment",
    "thanks_for_feedback", "thanks_for_feedback, not",
]  # fmt: skip
#: How a text ends: a statement, a question, or what comes after it.
ENDS = {"ar": ".:؟…", "en": ".:?…", "es": ".:?…", "fr": ".:?…", "ru": ".:?…", "zh": "。：？…"}
#: Texts that are no sentences.
TITLES = {*BUTTONS, "ask_hint", "inline_away", "inline_hint", "inline_nothing"}
#: These end with a list, with an example or with somebody's words.
OPEN_ENDED = {"group_ask_empty", "help_text"}


@EVERY
@EVERY_LANGUAGE
def test_every_text_is_said_in_every_language(name: str, language: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, logger="nlu.texts"):
        said = CASES[name](language)
    assert said == said.strip() != ""
    assert re.findall(r"[{}]", said) == []
    assert caplog.messages == []


@EVERY
def test_no_two_languages_say_it_alike(name: str):
    assert len({CASES[name](language) for language in LANGUAGES}) == len(LANGUAGES)


@EVERY
@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_english_is_left(name: str, language: str):
    assert latin_words(CASES[name](language)) == set()


@EVERY
@EVERY_LANGUAGE
def test_the_commands_and_the_numbers_are_those_of_the_english_text(name: str, language: str):
    said, english = CASES[name](language), CASES[name]("en")
    assert commands_in(said) == commands_in(english)
    # French and Russian write "1 day" where English writes "one day".
    assert set(re.findall(r"\d+", said)) - {"1"} == set(re.findall(r"\d+", english)) - {"1"}


@EVERY
@EVERY_LANGUAGE
def test_every_text_is_one_message(name: str, language: str):
    assert len(messages(Reply(CASES[name](language), language))) == 1


@EVERY
def test_only_commands_that_exist_are_named(name: str):
    assert commands_in(CASES[name]("en")) - {f"/{command.name}" for command in COMMANDS} == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TITLES | OPEN_ENDED])
@EVERY_LANGUAGE
def test_sentences_end_as_the_language_ends_them(name: str, language: str):
    said = CASES[name](language)
    assert said.rstrip("\u2069")[-1] in ENDS[language]


@EVERY
def test_arabic_has_arabic_punctuation_and_latin_in_isolates(name: str):
    said = CASES[name]("ar")
    assert re.findall(r"[,;?]", said) == []
    assert said.count("\u2068") == said.count("\u2069")
    assert unisolated(said) == []


@EVERY
def test_chinese_has_chinese_punctuation(name: str):
    assert re.findall(r"[\u4e00-\u9fff][,;:?.]|[,;:?] ?[\u4e00-\u9fff]|[，。；：？、] ", CASES[name]("zh")) == []


@EVERY
def test_french_puts_a_no_break_space_before_its_double_marks(name: str):
    assert re.findall(r"[^\u00a0][:;?»]|«[^\u00a0]", CASES[name]("fr")) == []


@EVERY
def test_spanish_opens_its_questions(name: str):
    said = CASES[name]("es")
    assert said.count("¿") == said.count("?")


@pytest.mark.parametrize("name", BUTTONS)
@EVERY_LANGUAGE
def test_buttons_are_short(name: str, language: str):
    said = CASES[name](language)
    assert len(said) <= 32
    assert said[-1] not in ".。"


def test_every_button_is_looked_at():
    assert BUTTONS == [
        "agree_button", "automatic_button", "erase_button", "keep_button", "private_button", "refuse_button",
    ]  # fmt: skip


@pytest.mark.parametrize("name", CALLBACK_ANSWERS)
@EVERY_LANGUAGE
def test_what_is_shown_over_the_chat_fits(name: str, language: str):
    assert len(CASES[name](language)) <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("about", BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
        ("about_short", BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
        ("ask_hint", ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER),
        ("data_caption", MessageLimit.CAPTION_LENGTH),
        ("inline_away", 64),
        ("inline_hint", 64),
        ("inline_nothing", 64),
    ],
)
@EVERY_LANGUAGE
def test_texts_fit_where_telegram_shows_them(name: str, limit: int, language: str):
    assert len(CASES[name](language)) <= int(limit)


@EVERY_LANGUAGE
def test_help_names_each_command_with_what_it_does(language: str):
    lines = wording.help_text(language).split("\n\n")[-1].split("\n")
    said = texts(language)
    assert [re.sub("[\u2068\u2069]", "", line) for line in lines] == [
        f"/{command.name} – {said.say(command.description)}" for command in COMMANDS
    ]


@EVERY_LANGUAGE
def test_a_new_group_is_told_how_to_ask(language: str):
    assert wording.group_welcome(language).endswith(wording.group_how(language))


@EVERY_LANGUAGE
def test_the_example_in_a_group_asks_what_the_library_answers(language: str):
    last = wording.group_ask_empty(language).split("\n")[-1]
    question = texts(language).say("Can a refugee be sent back into danger?")
    assert re.sub("[\u2068\u2069]", "", last) == f"/ask {question}"


def test_each_language_is_called_as_it_calls_itself():
    assert wording.language_names() == {
        "ar": "العربية",
        "en": "English",
        "es": "Español",
        "fr": "Français",
        "ru": "Русский",
        "zh": "中文",
    }


def test_the_language_that_was_chosen_confirms_in_its_own_words():
    assert wording.language_set("fr").startswith("Je réponds désormais en français.")


def test_what_cannot_be_taken_is_told_by_kind_and_a_new_kind_politely():
    assert wording.cannot_take("en", "voice").startswith("I cannot listen to voice messages.")
    assert wording.cannot_take("en", "photo") == wording.cannot_take("en", "animation")
    assert wording.cannot_take("en", "hologram") == wording.cannot_take("en", "sticker")


def test_minutes_take_the_form_of_the_number():
    assert wording.busy("en", minutes=1).endswith("within a minute.")
    assert [wording.busy("ru", minutes=n).split("в течение ")[1] for n in (1, 2, 10, 21)] == [
        "1 минуты.", "2 минут.", "10 минут.", "21 минуты.",
    ]  # fmt: skip
    assert [wording.busy("ar", minutes=n).split("خلال ")[1] for n in (1, 2, 10, 15)] == [
        "دقيقة واحدة.", "دقيقتين.", "10 دقائق.", "15 دقيقة.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "code"), [("zh", "zh-hans"), ("fr", "fr-CA"), ("en", "de"), ("en", None), ("en", "")]
)
def test_language_codes_of_telegram(language: str, code: str | None):
    assert wording.too_late(code) == wording.too_late(language)
