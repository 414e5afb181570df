"""Erasures that are not finished: what they have counted so far, so that the receipt counts everything."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text  # type: ignore[import-untyped,unused-ignore]

from programme.models.base import NUMBER, metadata

__all__ = ["erasures"]

# ``request`` is the number of the inbox item by which a person asked; ``counts`` holds numbers by table, as JSON.
erasures = Table(
    "erasures",
    metadata,
    Column("request", NUMBER, primary_key=True, autoincrement=False),
    Column("counts", Text, nullable=False),
)
