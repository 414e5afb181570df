"""People, their channels, the inbox, the outbox."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.models.base import NUMBER
from programme.values import Moment

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("consented_at", Moment),
        sa.Column("withdrawn_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "channels",
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("channel", "key", name="pk_channels"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_channels_person", ondelete="CASCADE"),
    )
    op.create_index("ix_channels_person", "channels", ["person"])
    op.create_table(
        "inbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("not_before", Moment),
        sa.Column("claimed_at", Moment),
        sa.Column("done_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "update_id", name="uq_inbox_channel_update_id"),
        sa.CheckConstraint("state IN ('open', 'working', 'done')", name=op.f("ck_inbox_state")),
    )
    _part_index("uq_inbox_one_in_work", "inbox", ["channel", "chat"], "state = 'working'", unique=True)
    _part_index("ix_inbox_unfinished", "inbox", ["channel", "chat", "update_id"], "state != 'done'")
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("not_before", Moment, nullable=False),
        sa.Column("leased_until", Moment),
        sa.Column("finished_at", Moment),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key_digest", name="uq_outbox_key_digest"),
        sa.CheckConstraint("state IN ('open', 'sent', 'dead')", name=op.f("ck_outbox_state")),
    )
    _part_index("ix_outbox_open", "outbox", ["not_before", "id"], "state = 'open'")


def downgrade() -> None:
    """Remove them, with all that they hold."""
    for table in ("outbox", "inbox", "channels", "people"):
        op.drop_table(table)


def _part_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)
