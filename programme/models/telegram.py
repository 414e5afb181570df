"""What the Telegram process must still know after a crash. Numbers and keyed hashes: nobody's id, name or words."""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    Text,
)

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["telegram_messages", "telegram_newest", "telegram_sent"]

# What of an answer went out already; removed when the update is finished.
telegram_sent = Table(
    "telegram_sent",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("last", Boolean, nullable=False),
)

# The highest number of a message in private chats that was seen: what is looked for after a crash lies above it.
telegram_newest = Table(
    "telegram_newest",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
)

# Which messages answer which question, and which of them are the last answer; as old as the conversation at most.
# Under a supergroup's own name, the highest number of a message there: it counts its messages for itself.
telegram_messages = Table(
    "telegram_messages",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question", BigInteger, nullable=False),
    Column("last", Boolean, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

Index("ix_telegram_messages_question", telegram_messages.c.conversation, telegram_messages.c.question)
