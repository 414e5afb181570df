"""Documents that staff offered to the library."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.models.base import NUMBER
from programme.values import Moment

revision = "0004_offers"
down_revision = "0003_staff"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "offers",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("offered_at", Moment, nullable=False),
        sa.Column("decided_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
        sa.CheckConstraint("state IN ('offered', 'accepted', 'refused')", name=op.f("ck_offers_state")),
        sqlite_autoincrement=True,
    )
    standing = sa.text("state != 'refused'")
    op.create_index(
        "uq_offers_file", "offers", ["checksum"], unique=True, sqlite_where=standing, postgresql_where=standing
    )
    op.create_index("ix_offers_person", "offers", ["channel", "key"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("offers")
