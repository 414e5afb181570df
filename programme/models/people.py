"""People who agreed to be remembered, and the keys they have in channels."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, Text  # type: ignore[import-untyped,unused-ignore]

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["channels", "people"]

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("language", Text),
    Column("zone", Text),
    Column("spoken", Text),
    Column("consented_at", Moment),
    Column("withdrawn_at", Moment),
)

channels = Table(
    "channels",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
)
