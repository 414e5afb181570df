"""Sessions that those who follow their topic are to hear of."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.values import Moment

revision = "0007_announcements"
down_revision = "0006_taking_part"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "announcements",
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("done_at", Moment),
        sa.PrimaryKeyConstraint("session", name="pk_announcements"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_announcements_session", ondelete="CASCADE"),
    )
    still = sa.text("done_at IS NULL")
    op.create_index("ix_announcements_open", "announcements", ["asked_at"], sqlite_where=still, postgresql_where=still)


def downgrade() -> None:
    """Remove it, with all that it holds."""
    op.drop_table("announcements")
