"""A session as it stands, and how it is read from the tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import NoSuchSession, SessionCancelled, SessionOver
from programme.models import registrations, sessions
from programme.plan import Plan
from programme.seats import INSIDE
from programme.values import utc
from programme.zones import zone_of

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "EARLIEST",
    "SAID",
    "Session",
    "get_session",
    "list_sessions",
    "select_sessions",
    "session_of",
    "still_ahead",
]

#: Attributes of a plan that stand in columns of the same name as they are.
SAID = (
    "title", "kind", "description", "topic", "place", "link", "audience", "host", "zone", "module", "cohort",
    "recording",
)  # fmt: skip


#: The order of a list of sessions.
EARLIEST = (sessions.c.starts_at, sessions.c.id)


@dataclass(frozen=True, slots=True)
class Session:
    """One session as it stands.

    Attributes:
        id: random (``new_id``); the same as long as it exists, and part of the UID in calendars.
        plan: what it is.
        starts_at: UTC; ``ends_at`` likewise.
        sequence: raised by one with every change that calendars must hear of (RFC 5545).
        cancelled: whether it does not take place.
        series: of the series that it belongs to.
        planned: of a series, the time by its rule as clocks at the place show it.
        taken: seats that are registered or offered.
        parent: of a slot, the office hours that it belongs to.
    """

    id: str
    plan: Plan
    starts_at: datetime
    ends_at: datetime
    sequence: int
    cancelled: bool
    series: str | None
    planned: datetime | None
    taken: int
    parent: str | None = None

    @property
    def free(self) -> int | None:
        """Seats that are left; None where there is no limit."""
        return None if self.plan.capacity is None else max(0, self.plan.capacity - self.taken)


def still_ahead(session: Session, now: datetime) -> None:
    """Nothing can be done about a session that does not take place or has begun.

    Raises:
        SessionCancelled: it does not take place.
        SessionOver: it has begun.
    """
    if session.cancelled:
        raise SessionCancelled(f"“{session.plan.title}” does not take place. Choose another session.")
    if session.starts_at <= utc(now):
        raise SessionOver(f"“{session.plan.title}” has begun. Choose a later session.")


def select_sessions() -> Any:
    """All sessions, each with how many seats are ``taken``: for a few, it counts one by one."""
    inside = registrations.c.state.in_(INSIDE)
    taken = sa.select(sa.func.count()).where(registrations.c.session == sessions.c.id, inside).scalar_subquery()
    return sa.select(sessions, taken.label("taken"))


# Made once: every booking asks them, and to put a query together takes longer than to answer it.
_LOCKED = sa.select(sessions.c.id).where(sessions.c.id == sa.bindparam("which")).with_for_update()
_ONE = select_sessions().where(sessions.c.id == sa.bindparam("which"))
_TAKEN = (
    sa.select(registrations.c.session, sa.func.count().label("taken"))
    .where(registrations.c.session.in_(sa.bindparam("which", expanding=True)), registrations.c.state.in_(INSIDE))
    .group_by(registrations.c.session)
)


def get_session(session: Any, id: str, *, lock: bool = False) -> Session:
    """One session; with ``lock`` nobody else changes it or its places until the transaction ends.

    Raises:
        NoSuchSession: there is none.
    """
    if lock and session.get_bind().dialect.name != "sqlite":  # there whoever writes is alone
        session.execute(_LOCKED, {"which": id})
    row = session.execute(_ONE, {"which": id}).first()
    if row is None:
        raise NoSuchSession(f"There is no session {id!r}. It may have been removed; ask for what there is.")
    return session_of(row)


def list_sessions(session: Any, query: Any) -> list[Session]:
    """The sessions of a query for rows of ``sessions``, in its order; counts their seats only, and all at once."""
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    taken = {row.session: row.taken for row in session.execute(_TAKEN, {"which": ids})} if ids else {}
    return [session_of(row, taken.get(row.id, 0)) for row in rows]


def session_of(row: Any, taken: int | None = None) -> Session:
    """The session of a row of ``select_sessions``, or of ``sessions`` where ``taken`` is told."""
    minutes = (row.ends_at - row.starts_at) // timedelta(minutes=1)
    known = row._mapping
    plan = Plan(
        **{name: known[name] for name in SAID},
        starts=row.starts_wall,
        minutes=minutes,
        second=_second(row),
        languages=tuple(json.loads(row.languages)),
        materials=tuple(json.loads(row.materials)),
        capacity=row.capacity,
    )
    return Session(
        row.id, plan, row.starts_at, row.ends_at, row.sequence, row.state == "cancelled", row.series, row.planned_wall,
        row.taken if taken is None else taken, row.parent,
    )  # fmt: skip


def _second(row: Any) -> bool | None:
    """Which of two moments, where the clocks show the beginning twice."""
    return bool(row.starts_at.astimezone(zone_of(row.zone)).fold)
