"""Documents that staff offered to the library. The file itself lies in the home folder.

Who offered it is named in ``channel`` and ``key``; both are empty once the person is forgotten.
"""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from programme.models.base import NUMBER, metadata
from programme.values import Moment

__all__ = ["offers"]

offers = Table(
    "offers",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("language", Text),
    Column("name", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("checksum", String(64), nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("pages", Integer),
    Column("state", String(8), nullable=False),
    Column("offered_at", Moment, nullable=False),
    Column("decided_at", Moment),
    CheckConstraint("state IN ('offered', 'accepted', 'refused')", name="state"),
    sqlite_autoincrement=True,
)

# The same file is offered once; one that was refused may be offered again.
Index(
    "uq_offers_file",
    offers.c.checksum,
    unique=True,
    sqlite_where=offers.c.state != "refused",
    postgresql_where=offers.c.state != "refused",
)
Index("ix_offers_person", offers.c.channel, offers.c.key)
