"""What who was there thinks of a session: two questions, and words if they like."""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["surveys"]

surveys = Table(
    "surveys",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("useful", Integer),
    Column("again", Boolean),
    Column("words", Text),
    Column("answered_at", Moment, nullable=False),
    CheckConstraint("useful BETWEEN 1 AND 5", name="useful"),
)
