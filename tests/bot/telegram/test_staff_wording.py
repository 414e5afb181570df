"""What is said to staff and of staff, in six languages: there, native, within Telegram's limits."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from bot.replies import Reply
from bot.telegram import handover_wording, privacy_wording, staff_wording
from bot.telegram.commands import COMMANDS
from bot.telegram.formatting import messages
from bot.telegram.staff_menus import STAFF_COMMANDS, staff_menu
from nlu.texts import LANGUAGES
from programme import Question
from programme.errors import CodeExpired, CodeUsed, NoSuchCode, NoSuchQuestion, QuestionFinished, QuestionTaken
from tests.bot.telegram.texts import commands_in, latin_words, unisolated

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
QUESTION = Question(
    7, "telegram", "1", "1", None, None, 5, "zh", "？" * 200, "open", NOON, None, None, None, None, None, None
)  # fmt: skip

#: Texts that take more than a language, by name; values are such that a place that is not filled would be seen.
MORE: dict[str, Callable[[str | None], str]] = {
    "offer": lambda language: "\n".join(handover_wording.offer(language, days=30)),
    "too_long": lambda language: handover_wording.too_long(language, length=2001, limit=2000),
    "new_question": lambda language: staff_wording.new_question(language, "zh"),
    "state, answered": lambda language: staff_wording.state(language, "answered"),
    "state, closed": lambda language: staff_wording.state(language, "closed"),
    "write_answer": lambda language: staff_wording.write_answer(language, 7),
    "given_back": lambda language: staff_wording.given_back(language, 7),
    "stays_open": lambda language: staff_wording.stays_open(language, 7),
    "really_close": lambda language: staff_wording.really_close(language, 7),
    "queue": lambda language: staff_wording.queue(language, [QUESTION], count=12, held=[7]),
    "answer_taken": lambda language: staff_wording.answer_taken(language, 7),
    "closed by staff": lambda language: staff_wording.closed(language, 7),
    "linked": lambda language: staff_wording.linked(language, waiting=12),
    "linked, first": lambda language: staff_wording.linked(language, waiting=0),
    "privacy": lambda language: privacy_wording.privacy(language, days=30, question_days=14),
    "erased": lambda language: privacy_wording.erased(language, records=1, turns=2, waiting=3, asked=4),
    **{
        f"wrong, {error.__name__}": lambda language, error=error: staff_wording.wrong(language, 7, error())
        for error in (NoSuchQuestion, QuestionFinished, QuestionTaken)
    },
    **{
        f"wrong_code, {error.__name__}": lambda language, error=error: staff_wording.wrong_code(language, error())
        for error in (CodeExpired, CodeUsed, NoSuchCode)
    },
}
DONE = {name.partition(",")[0] for name in MORE}
CASES = {
    **MORE,
    **{
        f"{module.__name__.rpartition('.')[2]}.{name}": getattr(module, name)
        for module in (handover_wording, staff_wording)
        for name in module.__all__
        if name not in DONE and (module, name) != (staff_wording, "closed")
    },
}
EVERY = pytest.mark.parametrize("name", sorted(CASES))
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
BUTTONS = sorted(name for name in CASES if name.endswith("_button"))
#: Shown over the chat, by ``answer_callback_query``.
OVER_THE_CHAT = sorted(
    name for name in CASES
    if name.startswith(("wrong,", "given_back", "stays_open")) or name.endswith(("sent_before", "cannot_now"))
)  # fmt: skip
TITLES = {*BUTTONS, "new_question", "state, answered", "state, closed", "queue", "staff_wording.answer_hint"}


@EVERY
@EVERY_LANGUAGE
def test_every_text_is_said_in_every_language(name: str, language: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, logger="nlu.texts"):
        said = CASES[name](language)
    assert said == said.strip() != ""
    assert re.findall(r"[{}]", said) == []
    assert caplog.messages == []
    assert len(messages(Reply(said, language))) == 1


@EVERY
@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_english_is_left(name: str, language: str):
    assert latin_words(CASES[name](language)) == set()


@EVERY
@EVERY_LANGUAGE
def test_the_commands_and_the_numbers_are_those_of_the_english_text(name: str, language: str):
    said, english = CASES[name](language), CASES[name]("en")
    assert commands_in(said) == commands_in(english)
    assert sorted(re.findall(r"\d+", said)) == sorted(re.findall(r"\d+", english))
    assert commands_in(english) <= {f"/{command.name}" for command in (*COMMANDS, *STAFF_COMMANDS)}


@pytest.mark.parametrize("name", sorted(CASES.keys() - TITLES))
@EVERY_LANGUAGE
def test_sentences_end_as_the_language_ends_them(name: str, language: str):
    ends = {"ar": ".:؟", "en": ".:?", "es": ".:?", "fr": ".:?", "ru": ".:?", "zh": "。：？"}
    said = re.sub(r"(\s/queue|\d+)$", "", CASES[name](language).replace("\u2068", "").replace("\u2069", ""))
    assert said.strip()[-1] in ends[language]


@EVERY
def test_each_script_has_its_own_marks(name: str):
    arabic, chinese, french, spanish = (CASES[name](language) for language in ("ar", "zh", "fr", "es"))
    assert re.findall(r"[,;?]", arabic) == []
    assert arabic.count("\u2068") == arabic.count("\u2069")
    assert unisolated(arabic) == []
    assert re.findall(r"[\u4e00-\u9fff][,;:?.]|[,;:?] ?[\u4e00-\u9fff]|[，。；：？、] ", chinese) == []
    assert re.findall(r"[^\u00a0][:;?»]|«[^\u00a0]", french) == []
    assert spanish.count("¿") == spanish.count("?")


@pytest.mark.parametrize("name", BUTTONS)
@EVERY_LANGUAGE
def test_buttons_are_short(name: str, language: str):
    said = CASES[name](language)
    assert len(said) <= 24
    assert said[-1] not in ".。"


@pytest.mark.parametrize("name", OVER_THE_CHAT)
@EVERY_LANGUAGE
def test_what_is_shown_over_the_chat_fits(name: str, language: str):
    assert len(CASES[name](language)) <= 180


@EVERY_LANGUAGE
def test_the_menu_of_staff_begins_with_theirs_and_fits_a_phone(language: str):
    menu = staff_menu(language)
    names = [command.command for command in menu]
    assert names[:4] == ["queue", "answer", "close", "leave"]
    assert len(set(names)) == len(names) == len(STAFF_COMMANDS) + len([one for one in COMMANDS if one.private])
    assert [command.description for command in menu if not 2 <= len(command.description) <= 40] == []
    assert len({command.description for command in menu}) == len(menu)


def test_a_long_question_is_shortened_in_the_queue():
    (_, entry) = staff_wording.queue("en", [QUESTION], count=1, held=[]).split("\n\n")
    assert entry == f"#7 · 中文\n{'？' * 119}…"
