"""Topics followed, reminders, calendars, polls, surveys; whom of a change was told; messages that are withdrawn."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from alembic import op

from programme.values import Moment

revision = "0006_taking_part"
down_revision = "0005_sessions"

_ID = sa.String(36)
_TABLES = ("surveys", "poll_votes", "poll_guests", "poll_options", "polls", "feeds", "reminders", "interests")
_COLUMNS = (
    ("sessions", "notified_sequence"),
    ("sessions", "told"),
    ("sessions", "followed_up_at"),
    ("registrations", "reminded"),
    ("outbox", "subject"),
    ("outbox", "expires_at"),
)
_INDEXES = (
    ("ix_sessions_untold", "sessions", ["id"], "sequence > notified_sequence"),
    ("ix_registrations_state", "registrations", ["session", "state"], None),
    ("ix_registrations_in_between", "registrations", ["state"], "state IN ('waiting', 'offered')"),
    ("ix_outbox_subject", "outbox", ["subject"], "state = 'open'"),
    ("ix_outbox_expires", "outbox", ["expires_at"], "state = 'open'"),
)


def upgrade() -> None:
    """Make the tables. Of changes that were made before nobody is told now."""
    _make_wishes()
    _make_polls()
    op.create_table(
        "surveys",
        sa.Column("session", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("useful", sa.Integer),
        sa.Column("again", sa.Boolean),
        sa.Column("words", sa.Text),
        sa.Column("answered_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("session", "person", name="pk_surveys"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_surveys_session", ondelete="CASCADE"),
        _of_person("surveys"),
        sa.CheckConstraint("useful BETWEEN 1 AND 5", name=op.f("ck_surveys_useful")),
    )
    op.create_index("ix_surveys_person", "surveys", ["person"])
    op.add_column("sessions", sa.Column("notified_sequence", sa.Integer, nullable=False, server_default="0"))
    op.add_column("sessions", sa.Column("told", sa.Text))
    op.add_column("sessions", sa.Column("followed_up_at", Moment))
    op.add_column("registrations", sa.Column("reminded", sa.Integer))
    op.add_column("outbox", sa.Column("subject", sa.String(64)))
    op.add_column("outbox", sa.Column("expires_at", Moment))
    op.execute("UPDATE sessions SET notified_sequence = sequence")
    for name, table, columns, where in _INDEXES:
        which = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    """Remove them, with all that they hold."""
    for name, table, _columns, _where in _INDEXES:
        op.drop_index(name, table)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column)
    for table in _TABLES:
        op.drop_table(table)


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person"], ["people.id"], name=f"fk_{table}_person", ondelete="CASCADE")


def _make_wishes() -> None:
    op.create_table(
        "interests",
        sa.Column("person", _ID, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("followed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("person", "folded", name="pk_interests"),
        _of_person("interests"),
    )
    op.create_index("ix_interests_folded", "interests", ["folded"])
    op.create_table(
        "reminders",
        sa.Column("person", _ID, nullable=False),
        sa.Column("minutes", sa.Text, nullable=False),
        sa.Column("longest", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_reminders"),
        _of_person("reminders"),
    )
    op.create_table(
        "feeds",
        sa.Column("person", _ID, nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_feeds"),
        _of_person("feeds"),
        sa.UniqueConstraint("token_digest", name="uq_feeds_token_digest"),
    )


def _make_polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", _ID, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("closed_at", Moment),
        sa.Column("chosen", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
        sa.CheckConstraint("chosen IS NULL OR closed_at IS NOT NULL", name=op.f("ck_polls_chosen")),
    )
    op.create_table(
        "poll_options",
        sa.Column("poll", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("starts_wall", sa.DateTime, nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("poll", "number", name="pk_poll_options"),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name="fk_poll_options_poll", ondelete="CASCADE"),
    )
    op.create_table(
        "poll_guests",
        sa.Column("poll", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("person", _ID),
        sa.PrimaryKeyConstraint("poll", "number", name="pk_poll_guests"),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name="fk_poll_guests_poll", ondelete="CASCADE"),
        _of_person("poll_guests"),
        sa.UniqueConstraint("token_digest", name="uq_poll_guests_token_digest"),
        sa.UniqueConstraint("poll", "name", name="uq_poll_guests_poll_name"),
        sa.UniqueConstraint("poll", "person", name="uq_poll_guests_poll_person"),
    )
    op.create_index("ix_poll_guests_person", "poll_guests", ["person"])
    op.create_table(
        "poll_votes",
        sa.Column("poll", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("answer", sa.String(5), nullable=False),
        sa.Column("voted_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("poll", "number", "person", name="pk_poll_votes"),
        sa.ForeignKeyConstraint(
            ["poll", "number"],
            ["poll_options.poll", "poll_options.number"],
            name="fk_poll_votes_poll_number",
            ondelete="CASCADE",
        ),
        _of_person("poll_votes"),
        sa.CheckConstraint("answer IN ('yes', 'maybe', 'no')", name=op.f("ck_poll_votes_answer")),
    )
    op.create_index("ix_poll_votes_person", "poll_votes", ["person"])
