"""The language that a person was last answered in, for what goes out by itself."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

revision = "0008_spoken"
down_revision = "0007_announcements"


def upgrade() -> None:
    """Make the column."""
    op.add_column("people", sa.Column("spoken", sa.Text))


def downgrade() -> None:
    """Remove it, with all that it holds."""
    op.drop_column("people", "spoken")
