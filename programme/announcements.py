"""Sessions that are announced to those who follow their topic: each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import announcements, sessions
from programme.session_rows import Session, get_session, select_sessions, session_of, still_ahead
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Announcements"]


class Announcements:
    """What is to be announced. Every method is one transaction and may raise ``DatabaseFailed``.

    Who asks is staff; who writes the messages is another process, which may be killed between two of them: a session
    stays due until it says that every message is put down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, session_id: str, now: datetime) -> bool:
        """Have a session announced.

        Returns:
            False when that was asked for before: nobody is told twice.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it does not take place.
            SessionOver: it has begun.
            BadValue: it has no topic, so that nobody can follow it.
        """
        with self._database.session() as session:
            which = get_session(session, session_id)
            still_ahead(which, now)
            if which.plan.topic is None:
                raise BadValue(f"“{which.plan.title}” has no topic, so nobody follows it. Give it a topic first.")
            return self._database.insert_new(session, announcements, session=session_id, asked_at=utc(now))

    def due(self, now: datetime, limit: int = 50) -> list[Session]:
        """Sessions whose messages are still to be put down, those asked for first. What does not take place or has
        begun is no news.
        """
        ahead = sa.and_(sessions.c.state == "planned", sessions.c.starts_at > utc(now))
        query = select_sessions().join(announcements, announcements.c.session == sessions.c.id)
        query = query.where(announcements.c.done_at.is_(None), ahead)
        with self._database.session(write=False) as session:
            found = session.execute(query.order_by(announcements.c.asked_at, sessions.c.id).limit(limit))
            return [session_of(row) for row in found]

    def done(self, session_id: str, now: datetime) -> None:
        """Every message about a session is put down."""
        which = sa.and_(announcements.c.session == session_id, announcements.c.done_at.is_(None))
        with self._database.session() as session:
            session.execute(sa.update(announcements).where(which).values(done_at=utc(now)))
