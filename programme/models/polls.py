"""Finding a time: a poll, the times it proposes, who is asked, what each answers."""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["poll_guests", "poll_options", "poll_votes", "polls"]

_ID = String(36)

polls = Table(
    "polls",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("title", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("chosen", Integer),  # of the options; none where it was closed without a result
    CheckConstraint("chosen IS NULL OR closed_at IS NOT NULL", name="chosen"),
)

poll_options = Table(
    "poll_options",
    metadata,
    Column("poll", _ID, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("starts_wall", DateTime, nullable=False),
    Column("starts_at", Moment, nullable=False),
)

# Who is asked, under the name that the staff gave. Of the token its digest only; ``person`` is who came with it.
poll_guests = Table(
    "poll_guests",
    metadata,
    Column("poll", _ID, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("person", _ID, ForeignKey("people.id", ondelete="CASCADE"), index=True),
    UniqueConstraint("poll", "name"),
    UniqueConstraint("poll", "person"),
)

poll_votes = Table(
    "poll_votes",
    metadata,
    Column("poll", _ID, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("person", _ID, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("answer", String(5), nullable=False),
    Column("voted_at", Moment, nullable=False),
    ForeignKeyConstraint(["poll", "number"], ["poll_options.poll", "poll_options.number"], ondelete="CASCADE"),
    CheckConstraint("answer IN ('yes', 'maybe', 'no')", name="answer"),
)
