"""The menus: what Telegram takes, in six languages."""

from __future__ import annotations

import re

import pytest
from telegram import BotCommand

from bot.telegram.commands import COMMANDS, menu
from nlu.texts import LANGUAGES
from tests.bot.telegram.texts import latin_words


def test_the_menus_by_chat():
    assert [command.command for command in menu("en")] == [
        "ask", "topics", "resources", "sessions", "help", "human", "language", "privacy", "mydata", "forget", "cancel",
        "start",
    ]  # fmt: skip
    in_groups = ["ask", "topics", "resources", "sessions", "help", "human"]
    assert [command.command for command in menu("en", group=True)] == in_groups


def test_no_name_stands_twice_and_all_are_names_that_telegram_takes():
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch("[a-z0-9_]{1,32}", name)] == []


def test_english_descriptions_are_those_of_the_table():
    assert [command.description for command in menu("en")] == [command.description for command in COMMANDS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", [False, True])
def test_descriptions_fit_the_menu_of_a_phone(language: str, group: bool):
    lengths = {command.command: len(command.description) for command in menu(language, group=group)}
    assert {name: length for name, length in lengths.items() if not 2 <= length <= 40} == {}
    assert max(lengths.values()) <= BotCommand.MAX_DESCRIPTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_are_one_line_without_a_full_stop_and_all_different(language: str):
    descriptions = [command.description for command in menu(language)]
    assert [text for text in descriptions if "\n" in text or text[-1] in ".。" or text != text.strip()] == []
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_latin_word_is_left_in_a_description(language: str):
    assert [latin_words(command.description) for command in menu(language)] == [set()] * len(COMMANDS)


def test_a_language_code_of_telegram_is_understood_and_another_one_is_english():
    assert menu("zh-hans") == menu("zh")
    assert menu("de") == menu("en")
    assert menu(None) == menu("en")
