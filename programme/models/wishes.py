"""What people want of the programme: news of topics, reminders, a calendar of their own."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text  # type: ignore[import-untyped,unused-ignore]

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["feeds", "interests", "reminders"]


def _person() -> Column:
    return Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)


# ``folded`` is the topic in lower case: it is one topic however it is written.
interests = Table(
    "interests",
    metadata,
    _person(),
    Column("folded", Text, primary_key=True, index=True),
    Column("topic", Text, nullable=False),
    Column("followed_at", Moment, nullable=False),
)

# Who chose nothing has no row. ``minutes`` is a JSON list, the longest first; ``longest`` is for looking them up.
reminders = Table(
    "reminders",
    metadata,
    _person(),
    Column("minutes", Text, nullable=False),
    Column("longest", Integer, nullable=False),
)

# Of a token its digest only.
feeds = Table(
    "feeds",
    metadata,
    _person(),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)
