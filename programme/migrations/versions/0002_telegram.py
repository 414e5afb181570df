"""What the Telegram process kept in its own tables or in memory only; a person's time zone; open messages by chat."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.models.base import NUMBER
from programme.values import Moment

revision = "0002_telegram"
down_revision = "0001_first"

_OWN = {"telegram_sent": "update_id, part, message_id, last", "telegram_newest": "id, message_id"}


def upgrade() -> None:
    """Make the tables; those that the process made for itself before are taken over with their rows."""
    here = sa.inspect(op.get_bind()).get_table_names()
    own = [table for table in _OWN if table in here]
    for table in own:
        op.rename_table(table, f"{table}_before")
    op.create_table(
        "telegram_sent",
        sa.Column("update_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("part", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("update_id", "part", name="pk_telegram_sent"),
    )
    op.create_table(
        "telegram_newest",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_telegram_newest"),
    )
    for table in own:
        op.execute(f"INSERT INTO {table} ({_OWN[table]}) SELECT {_OWN[table]} FROM {table}_before")  # noqa: S608
        op.drop_table(f"{table}_before")
    op.create_table(
        "telegram_messages",
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("question", sa.BigInteger, nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("conversation", "message_id", name="pk_telegram_messages"),
    )
    op.create_index("ix_telegram_messages_at", "telegram_messages", ["at"])
    op.create_index("ix_telegram_messages_question", "telegram_messages", ["conversation", "question"])
    op.create_table(
        "erasures",
        sa.Column("request", NUMBER, nullable=False, autoincrement=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("request", name="pk_erasures"),
    )
    op.add_column("people", sa.Column("zone", sa.Text))
    is_open = sa.text("state = 'open'")
    op.create_index("ix_outbox_chat", "outbox", ["channel", "chat"], sqlite_where=is_open, postgresql_where=is_open)


def downgrade() -> None:
    """Remove them, with all that they hold."""
    op.drop_index("ix_outbox_chat", "outbox")
    with op.batch_alter_table("people") as people:
        people.drop_column("zone")
    for table in ("erasures", "telegram_messages", "telegram_newest", "telegram_sent"):
        op.drop_table(table)
