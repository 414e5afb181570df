"""After a session: whose participants are to be written to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import registrations, sessions
from programme.plan import LONGEST
from programme.session_rows import Session, list_sessions
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["AFTER", "UNTIL", "FollowUps"]

#: So long after the end of a session, and not later.
AFTER, UNTIL = timedelta(minutes=10), timedelta(days=3)


class FollowUps:
    """What comes after sessions. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime) -> list[Session]:
        """Sessions that ended 10 minutes to 3 days ago and whose participants were not written to yet.

        The first to end first; only those that took place and for which somebody is registered: ``Bookings.inside``.
        """
        somebody = sa.exists().where(registrations.c.session == sessions.c.id, registrations.c.state == "registered")
        query = sa.select(sessions).where(
            sessions.c.state == "planned",
            sessions.c.starts_at >= utc(now) - UNTIL - LONGEST,  # the index knows beginnings
            sessions.c.ends_at <= utc(now) - AFTER,
            sessions.c.ends_at >= utc(now) - UNTIL,
            sessions.c.followed_up_at.is_(None),
            somebody,
        )
        with self._database.session(write=False) as session:
            return list_sessions(session, query.order_by(sessions.c.ends_at, sessions.c.id))

    def done(self, session_id: str, now: datetime) -> None:
        """They were written to, or what they are written stands in the outbox."""
        which = sa.update(sessions).where(sessions.c.id == session_id)
        with self._database.session() as session:
            session.execute(which.values(followed_up_at=utc(now)))
