"""Staff, the codes that make somebody one of them, and the questions that are handed over to them.

Staff and questions are numbered for good: staff answer by number, and the outbox knows an answer by it, so a number
that was erased must never name another question.
"""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from programme.models.base import NUMBER, metadata
from programme.values import Moment

__all__ = ["invitations", "questions", "staff"]

staff = Table(
    "staff",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text),
    Column("linked_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("menu", String(64)),
    UniqueConstraint("channel", "key"),
    CheckConstraint("role IN ('staff', 'editor')", name="role"),
    sqlite_autoincrement=True,
)

# Of a code its digest only; the name moves to ``staff`` when it is used.
invitations = Table(
    "invitations",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("code_digest", String(64), nullable=False, unique=True),
    Column("role", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    CheckConstraint("role IN ('staff', 'editor')", name="role"),
)

# ``confirmation`` is the message under which the person agreed: pressed twice, it is one question.
questions = Table(
    "questions",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("thread", BigInteger),
    Column("message", BigInteger),
    Column("confirmation", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("staff", NUMBER, ForeignKey("staff.id", ondelete="SET NULL"), index=True),
    Column("taken_at", Moment),
    Column("finished_at", Moment),
    Column("answer", Text),
    Column("reason", Text),
    Column("reported_at", Moment),
    UniqueConstraint("channel", "chat", "confirmation"),
    CheckConstraint("state IN ('open', 'taken', 'answered', 'closed')", name="state"),
    sqlite_autoincrement=True,
)

Index("ix_questions_person", questions.c.channel, questions.c.key)
Index("ix_questions_state", questions.c.state, questions.c.id)
