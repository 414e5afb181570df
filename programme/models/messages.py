"""Updates that came in, and messages that go out."""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from programme.models.base import NUMBER, metadata
from programme.values import Moment

__all__ = ["inbox", "outbox"]

inbox = Table(
    "inbox",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("claims", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("claimed_at", Moment),
    Column("done_at", Moment),
    UniqueConstraint("channel", "update_id"),
    CheckConstraint("state IN ('open', 'working', 'done')", name="state"),
)

# Order within a chat is kept by the database itself: whoever would be the second to work in a chat is refused.
Index(
    "uq_inbox_one_in_work",
    inbox.c.channel,
    inbox.c.chat,
    unique=True,
    sqlite_where=inbox.c.state == "working",
    postgresql_where=inbox.c.state == "working",
)
# Rows that are done stay for a while to know duplicates: looking for work must not walk through them.
Index(
    "ix_inbox_unfinished",
    inbox.c.channel,
    inbox.c.chat,
    inbox.c.update_id,
    sqlite_where=inbox.c.state != "done",
    postgresql_where=inbox.c.state != "done",
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("key_digest", String(64), nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("finished_at", Moment),
    Column("reason", Text),
    Column("message", BigInteger),
    Column("subject", String(64)),
    Column("expires_at", Moment),
    CheckConstraint("state IN ('open', 'sent', 'dead')", name="state"),
)

Index(
    "ix_outbox_open",
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=outbox.c.state == "open",
    postgresql_where=outbox.c.state == "open",
)
# One message at a time is taken of a chat.
Index(
    "ix_outbox_chat",
    outbox.c.channel,
    outbox.c.chat,
    sqlite_where=outbox.c.state == "open",
    postgresql_where=outbox.c.state == "open",
)
# What is withdrawn together, and what is too late, are looked for among what waits.
Index(
    "ix_outbox_subject",
    outbox.c.subject,
    sqlite_where=outbox.c.state == "open",
    postgresql_where=outbox.c.state == "open",
)
Index(
    "ix_outbox_expires",
    outbox.c.expires_at,
    sqlite_where=outbox.c.state == "open",
    postgresql_where=outbox.c.state == "open",
)
