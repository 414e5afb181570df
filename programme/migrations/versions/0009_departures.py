"""How often somebody has given their place back: calendars take the file with the highest number for the newest."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

revision = "0009_departures"
down_revision = "0008_spoken"


def upgrade() -> None:
    """Make the column; who is out now has left once."""
    op.add_column("registrations", sa.Column("departures", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE registrations SET departures = 1 WHERE state = 'cancelled'")


def downgrade() -> None:
    """Remove it."""
    op.drop_column("registrations", "departures")
