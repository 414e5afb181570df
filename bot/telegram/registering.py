"""Menus and descriptions, told to Telegram when they are not what was told last."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.telegram.commands import menu
from bot.telegram.wording import about, about_short
from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from telegram import Bot

__all__ = ["register"]

logger = logging.getLogger(__name__)


async def register(bot: Bot, note: Path) -> None:
    """Register them in six languages. ``note`` is the file that says what was registered last."""
    menus = {
        (group, language): menu(language, group=group) for group in (False, True) for language in (None, *LANGUAGES)
    }
    descriptions = {language: (about(language), about_short(language)) for language in (None, *LANGUAGES)}
    shown = [
        str(bot.id),
        *(str([c.to_dict() for c in each]) for each in menus.values()),
        *map(str, descriptions.values()),
    ]
    print_of = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
    try:
        if note.exists() and note.read_text() == print_of:
            return
        for (group, language), commands in menus.items():
            scope = BotCommandScopeAllGroupChats() if group else BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(commands, scope=scope, language_code=language)
        for language, (long, short) in descriptions.items():
            await bot.set_my_description(long, language_code=language)
            await bot.set_my_short_description(short, language_code=language)
        beside = note.with_suffix(".new")
        beside.write_text(print_of)
        beside.replace(note)
    except (TelegramError, OSError) as error:
        logger.warning("Menus and descriptions were not registered (%s); at the next start.", type(error).__name__)
