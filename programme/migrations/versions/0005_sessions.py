"""The programme: series, sessions, their seats, who has one."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.values import Moment

revision = "0005_sessions"
down_revision = "0004_offers"

_ID = sa.String(36)


def _described() -> list[sa.Column]:
    return [
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("link", sa.Text),
        sa.Column("audience", sa.Text),
        sa.Column("host", sa.Text),
        sa.Column("zone", sa.Text, nullable=False),
    ]


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "series",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        *_described(),
        sa.Column("starts_wall", sa.DateTime, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("capacity", sa.Integer),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.CheckConstraint("kind IN ('seminar', 'course', 'event', 'office_hours')", name=op.f("ck_series_kind")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("series", _ID),
        sa.Column("planned_wall", sa.DateTime),
        sa.Column("parent", _ID),
        sa.Column("kind", sa.String(12), nullable=False),
        *_described(),
        sa.Column("module", sa.Text),
        sa.Column("cohort", sa.Text),
        sa.Column("starts_wall", sa.DateTime, nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("capacity", sa.Integer),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("recording", sa.Text),
        sa.Column("materials", sa.Text, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_sessions_series", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent"], ["sessions.id"], name="fk_sessions_parent", ondelete="CASCADE"),
        sa.UniqueConstraint("series", "planned_wall", name="uq_sessions_series_planned_wall"),
        sa.CheckConstraint(
            "kind IN ('seminar', 'course', 'event', 'office_hours', 'slot')", name=op.f("ck_sessions_kind")
        ),
        sa.CheckConstraint("state IN ('planned', 'cancelled')", name=op.f("ck_sessions_state")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_sessions_order")),
    )
    op.create_index("ix_sessions_series", "sessions", ["series"])
    op.create_index("ix_sessions_parent", "sessions", ["parent"])
    op.create_index("ix_sessions_when", "sessions", ["state", "starts_at"])
    op.create_table(
        "seats",
        sa.Column("session", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("session", "number", name="pk_seats"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_seats_session", ondelete="CASCADE"),
    )
    op.create_table(
        "registrations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("session", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("seat", sa.Integer),
        sa.Column("turn", sa.Integer),
        sa.Column("offered_until", Moment),
        sa.Column("registered_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("attended_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_registrations"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_registrations_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_registrations_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session", "seat"], ["seats.session", "seats.number"], name="fk_registrations_session_seat"
        ),
        sa.UniqueConstraint("session", "seat", name="uq_registrations_session_seat"),
        sa.UniqueConstraint("session", "person", name="uq_registrations_session_person"),
        sa.UniqueConstraint("session", "turn", name="uq_registrations_session_turn"),
        sa.CheckConstraint(
            "state IN ('registered', 'waiting', 'offered', 'cancelled')", name=op.f("ck_registrations_state")
        ),
        sa.CheckConstraint("seat IS NULL OR state IN ('registered', 'offered')", name=op.f("ck_registrations_seat")),
        sa.CheckConstraint("(turn IS NOT NULL) = (state = 'waiting')", name=op.f("ck_registrations_turn")),
        sa.CheckConstraint("(offered_until IS NOT NULL) = (state = 'offered')", name=op.f("ck_registrations_offer")),
    )
    op.create_index("ix_registrations_person", "registrations", ["person"])


def downgrade() -> None:
    """Remove them, with all that they hold."""
    for table in ("registrations", "seats", "sessions", "series"):
        op.drop_table(table)
