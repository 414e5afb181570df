"""What is meant for the bot, and as what."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from telegram import Chat, Message, PhotoSize, User, Voice

from bot.telegram.addressing import Command, Question, Untakable, meant

ME = User(1, "Attaché", is_bot=True, username="attache_bot")
AMINA, BORIS = User(2, "Amina", is_bot=False), User(3, "Boris", is_bot=False)
PRIVATE, GROUP = Chat(2, "private"), Chat(-100, "supergroup")
NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


def message(text: str | None, chat: Chat = GROUP, sender: User = AMINA, **more) -> Message:
    return Message(9, NOW, chat, from_user=sender, text=text, **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/ask May they stay?", Command("ask", "May they stay?", named=False)),
        ("/ASK@Attache_Bot\nMay they stay?", Command("ask", "May they stay?", named=True)),
        ("/ask@other_bot May they stay?", None),
        ("May they stay?", None),
        ("@attache_bot, May they stay?", Question("May they stay?")),
        ("@attache_bot", Command("ask", "", named=True)),
        ("@attache_bots are not meant", None),
        ("write to me@attache_bot", None),
        ("\u2068/ask May they stay?\u2069", Command("ask", "May they stay?", named=False)),
        ("/\u2068ask\u2069 \u2067هل يبقون؟\u2069", Command("ask", "هل يبقون؟", named=False)),
        ("\u200f@attache_bot هل يبقون؟", Question("هل يبقون؟")),
    ],
)
def test_in_a_group(text, expected):
    assert meant(message(text), ME) == expected


def test_replies_in_a_group():
    mine, theirs = message("An answer.", sender=ME), message("May they stay?", sender=BORIS)
    assert meant(message("And children?", reply_to_message=mine), ME) == Question("And children?")
    assert meant(message("I think so.", reply_to_message=theirs), ME) is None
    assert meant(message("/ask", reply_to_message=theirs), ME) == Command("ask", "May they stay?", named=False)
    assert meant(message("/ask", reply_to_message=mine), ME) == Command("ask", "", named=False)


def test_recordings_in_a_group():
    mine, theirs = message("An answer.", sender=ME), message("May they stay?", sender=BORIS)
    voice, photo = Voice("1", "1", 3), [PhotoSize("1", "1", 1, 1)]
    assert meant(message(None, voice=voice, reply_to_message=mine), ME) == Untakable("voice")
    assert meant(message(None, voice=voice, reply_to_message=theirs), ME) is None
    assert meant(message(None, photo=photo, reply_to_message=mine), ME) is None


def test_in_private():
    voice = Voice("1", "1", 3)
    assert meant(message("May they stay?", PRIVATE), ME) == Question("May they stay?")
    assert meant(message(None, PRIVATE, voice=voice), ME) == Untakable("voice")
    assert meant(message(None, GROUP, voice=voice), ME) is None
    assert meant(message(None, PRIVATE), ME) is None


def test_neither_bots_nor_channels_are_answered():
    assert meant(message("/ask May they stay?", sender=User(4, "Other", is_bot=True)), ME) is None
    assert meant(message("/ask May they stay?", sender_chat=GROUP), ME) is None
