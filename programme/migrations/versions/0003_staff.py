"""Staff, their invitations, the questions that are handed over to them; what a message sent became in its channel."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.models.base import NUMBER
from programme.values import Moment

revision = "0003_staff"
down_revision = "0002_telegram"

_ROLES = "role IN ('staff', 'editor')"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "staff",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("linked_at", Moment, nullable=False),
        sa.Column("left_at", Moment),
        sa.Column("menu", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("channel", "key", name="uq_staff_channel_key"),
        sa.CheckConstraint(_ROLES, name=op.f("ck_staff_role")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitations",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code_digest", sa.String(64), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("code_digest", name="uq_invitations_code_digest"),
        sa.CheckConstraint(_ROLES, name=op.f("ck_invitations_role")),
    )
    op.create_table(
        "questions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("thread", sa.BigInteger),
        sa.Column("message", sa.BigInteger),
        sa.Column("confirmation", sa.BigInteger, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("staff", NUMBER),
        sa.Column("taken_at", Moment),
        sa.Column("finished_at", Moment),
        sa.Column("answer", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("reported_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_questions_staff", ondelete="SET NULL"),
        sa.UniqueConstraint("channel", "chat", "confirmation", name="uq_questions_channel_chat_confirmation"),
        sa.CheckConstraint("state IN ('open', 'taken', 'answered', 'closed')", name=op.f("ck_questions_state")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_staff", "questions", ["staff"])
    op.create_index("ix_questions_person", "questions", ["channel", "key"])
    op.create_index("ix_questions_state", "questions", ["state", "id"])
    op.add_column("outbox", sa.Column("message", sa.BigInteger))


def downgrade() -> None:
    """Remove them, with all that they hold."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("message")
    for table in ("questions", "invitations", "staff"):
        op.drop_table(table)
