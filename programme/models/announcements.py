"""Sessions that those who follow their topic are to hear of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table  # type: ignore[import-untyped,unused-ignore]

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["announcements"]

announcements = Table(
    "announcements",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("done_at", Moment),  # when every message was put down; None while that is to be done
)
Index(
    "ix_announcements_open",
    announcements.c.asked_at,
    sqlite_where=announcements.c.done_at.is_(None),
    postgresql_where=announcements.c.done_at.is_(None),
)
