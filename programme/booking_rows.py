"""A booking as it stands, and how it is read from the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import registrations

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Booking", "booking_of", "last_turn", "mine_in", "next_waiting"]


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody's place in a session, or their turn to get one.

    Attributes:
        state: ``registered``, ``waiting``, ``offered`` (a place, to be accepted in time) or ``cancelled``.
        turn: how many wait, this one included, until it is theirs; None for who does not wait.
        offered_until: UTC, while a place is offered.
        attended_at: when the person checked in, UTC.
        departures: how often it was given back: who comes again gets a later version of the calendar entry.
    """

    id: str
    session: str
    person: str
    state: str
    turn: int | None
    offered_until: datetime | None
    registered_at: datetime
    attended_at: datetime | None
    departures: int = 0


# Made once: to put a query together takes longer than to answer it.
_OF_SESSION = registrations.c.session == sa.bindparam("which")
_MINE = sa.select(registrations).where(_OF_SESSION, registrations.c.person == sa.bindparam("who"))
_NEXT = sa.select(registrations).where(_OF_SESSION, registrations.c.turn.is_not(None))
_NEXT = _NEXT.order_by(registrations.c.turn).limit(1)


def mine_in(session: Any, session_id: str, person: str) -> Any:
    """The row of a person's booking of a session, a cancelled one too; None without one."""
    return session.execute(_MINE, {"which": session_id, "who": person}).first()


def next_waiting(session: Any, session_id: str) -> Any:
    """The row of who is next on the waiting list; None where nobody waits."""
    return session.execute(_NEXT, {"which": session_id}).first()


def last_turn(session: Any, session_id: str) -> int:
    """The turn of who is last on the waiting list; 0 where nobody waits."""
    which = sa.select(sa.func.max(registrations.c.turn)).where(registrations.c.session == session_id)
    return int(session.execute(which).scalar() or 0)


def booking_of(session: Any, row: Any) -> Booking:
    """What a row of the registrations says; a turn is counted anew."""
    turn = None
    if row.turn is not None:
        ahead = sa.select(sa.func.count()).where(
            registrations.c.session == row.session, registrations.c.turn <= row.turn
        )
        turn = int(session.execute(ahead).scalar())
    return Booking(
        row.id,
        row.session,
        row.person,
        row.state,
        turn,
        row.offered_until,
        row.registered_at,
        row.attended_at,
        row.departures,
    )
