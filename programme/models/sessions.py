"""The programme: series and their sessions, the seats of a session, who has one or waits for one.

A seat is a row, and a registration holds at most one by a foreign key and a unique constraint: not more people than
there are seats can be in, whatever happens at the same moment.
"""

from __future__ import annotations

from sqlalchemy import (  # type: ignore[import-untyped,unused-ignore]
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from programme.models.base import metadata
from programme.values import Moment

__all__ = ["registrations", "seats", "series", "sessions"]

_ID = String(36)

#: What a series and a session say of themselves alike.
_DESCRIBED = (
    ("title", Text, False),
    ("description", Text, False),
    ("topic", Text, True),
    ("languages", Text, False),  # JSON: a list of ISO 639-1 codes
    ("place", Text, True),
    ("link", Text, True),
    ("audience", Text, True),
    ("host", Text, True),
    ("zone", Text, False),
)


def _described() -> list[Column]:
    return [Column(name, kind, nullable=nullable) for name, kind, nullable in _DESCRIBED]


series = Table(
    "series",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", String(12), nullable=False),
    *_described(),
    Column("starts_wall", DateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    Column("capacity", Integer),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("kind IN ('seminar', 'course', 'event', 'office_hours')", name="kind"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("series", _ID, ForeignKey("series.id", ondelete="CASCADE"), index=True),
    Column("planned_wall", DateTime),  # of a series: the time by its rule, RFC 5545's RECURRENCE-ID
    Column("parent", _ID, ForeignKey("sessions.id", ondelete="CASCADE"), index=True),
    Column("kind", String(12), nullable=False),
    *_described(),
    Column("module", Text),
    Column("cohort", Text),
    Column("starts_wall", DateTime, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("capacity", Integer),
    Column("sequence", Integer, nullable=False),
    Column("state", String(9), nullable=False),
    Column("recording", Text),  # a document of the index
    Column("materials", Text, nullable=False),  # JSON: a list of documents of the index
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("notified_sequence", Integer, nullable=False, server_default="0"),  # up to which who is in was told
    Column("told", Text),  # JSON: what they know of it, while they are to be told
    Column("followed_up_at", Moment),  # when who was in was written to afterwards
    CheckConstraint("kind IN ('seminar', 'course', 'event', 'office_hours', 'slot')", name="kind"),
    CheckConstraint("state IN ('planned', 'cancelled')", name="state"),
    CheckConstraint("starts_at < ends_at", name="order"),
    UniqueConstraint("series", "planned_wall"),
)
Index("ix_sessions_when", sessions.c.state, sessions.c.starts_at)
# Those of which somebody is still to be told are few among many.
_UNTOLD = sessions.c.sequence > sessions.c.notified_sequence
Index("ix_sessions_untold", sessions.c.id, sqlite_where=_UNTOLD, postgresql_where=_UNTOLD)

seats = Table(
    "seats",
    metadata,
    Column("session", _ID, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
)

registrations = Table(
    "registrations",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("session", _ID, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("person", _ID, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String(10), nullable=False),
    Column("seat", Integer),
    Column("turn", Integer),  # in the waiting list: the lowest is next
    Column("offered_until", Moment),
    Column("registered_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("attended_at", Moment),
    Column("reminded", Integer),  # minutes before the beginning of the last reminder that was written
    Column("departures", Integer, nullable=False, server_default="0"),  # how often it was given back
    ForeignKeyConstraint(["session", "seat"], ["seats.session", "seats.number"]),
    UniqueConstraint("session", "seat"),
    UniqueConstraint("session", "person"),
    UniqueConstraint("session", "turn"),
    CheckConstraint("state IN ('registered', 'waiting', 'offered', 'cancelled')", name="state"),
    CheckConstraint("seat IS NULL OR state IN ('registered', 'offered')", name="seat"),
    CheckConstraint("(turn IS NOT NULL) = (state = 'waiting')", name="turn"),
    CheckConstraint("(offered_until IS NOT NULL) = (state = 'offered')", name="offer"),
)
# How many are in is counted for every session that is shown.
Index("ix_registrations_state", registrations.c.session, registrations.c.state)
_IN_BETWEEN = registrations.c.state.in_(("waiting", "offered"))
Index("ix_registrations_in_between", registrations.c.state, sqlite_where=_IN_BETWEEN, postgresql_where=_IN_BETWEEN)
