"""What people are to be told of, found in the state of things: a crash between deed and message loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import polls, registrations, sessions
from programme.plan import SLOT
from programme.poll_rows import Poll, get_poll
from programme.session_rows import Session, select_sessions, session_of
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["News", "OfferedPlace", "SlotNews"]


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A place that is kept for somebody.

    Attributes:
        registration: id.
        session: in which.
        person: for whom.
        until: UTC; then it goes to who is next.
    """

    registration: str
    session: Session
    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SlotNews:
    """Time with an expert that was booked or given back.

    Attributes:
        registration: id.
        session: the slot.
        booked: whether it was booked; otherwise given back.
        at: when, UTC.
    """

    registration: str
    session: Session
    booked: bool
    at: datetime


class News:
    """What is new. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offered(self, now: datetime) -> list[OfferedPlace]:
        """Every place that is offered and can still be accepted, the first to end first."""
        moment = utc(now)
        which = sa.and_(registrations.c.state == "offered", registrations.c.offered_until > moment)
        query = sa.select(registrations).where(which).order_by(registrations.c.offered_until, registrations.c.id)
        with self._database.session(write=False) as session:
            rows = session.execute(query).all()
            about = select_sessions().where(sessions.c.id.in_({row.session for row in rows}))
            known = {row.id: session_of(row) for row in session.execute(about)} if rows else {}
        return [
            OfferedPlace(row.id, known[row.session], row.person, row.offered_until)
            for row in rows
            if not known[row.session].cancelled
        ]

    def slots(self, now: datetime) -> list[SlotNews]:
        """What was last done with each slot that has not begun and takes place, by everybody, the longest ago first."""
        ahead = sa.and_(
            sessions.c.kind == SLOT, sessions.c.state == "planned", sessions.c.starts_at > utc(now),
            registrations.c.state.in_(("registered", "cancelled")),
        )  # fmt: skip
        query = sa.select(registrations).join(sessions, sessions.c.id == registrations.c.session).where(ahead)
        with self._database.session(write=False) as session:
            rows = session.execute(query.order_by(registrations.c.changed_at, registrations.c.id)).all()
            about = select_sessions().where(sessions.c.id.in_({row.session for row in rows}))
            known = {row.id: session_of(row) for row in session.execute(about)} if rows else {}
        return [SlotNews(row.id, known[row.session], row.state == "registered", row.changed_at) for row in rows]

    def chosen(self, since: datetime) -> list[Poll]:
        """Polls that were closed with a result after a moment, the first to be closed first."""
        which = sa.and_(polls.c.closed_at > utc(since, "since"), polls.c.chosen.is_not(None))
        query = sa.select(polls.c.id).where(which).order_by(polls.c.closed_at, polls.c.id)
        with self._database.session(write=False) as session:
            return [get_poll(session, id) for id in session.execute(query).scalars().all()]
