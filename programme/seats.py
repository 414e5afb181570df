"""The seats of a session: as many rows as people can be in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import registrations, seats

__all__ = ["INSIDE", "free_seat", "resize"]

#: Whoever is registered, or has an offer that can still be accepted, takes a seat.
INSIDE = ("registered", "offered")


_HAS_IT = sa.and_(registrations.c.session == seats.c.session, registrations.c.seat == seats.c.number)
_FREE = sa.select(seats.c.number).where(seats.c.session == sa.bindparam("which"), ~sa.exists().where(_HAS_IT))
_FREE = _FREE.order_by(seats.c.number).limit(1)


def free_seat(session: Any, session_id: str) -> int | None:
    """The lowest seat that nobody has; None where there is none."""
    found = session.execute(_FREE, {"which": session_id}).scalar()
    return None if found is None else int(found)


def resize(session: Any, id: str, old: int | None, new: int | None) -> None:
    """Make seats, or remove those from the end that nobody has; people move to lower ones first."""
    mine = registrations.c.session == id
    if new is None:
        session.execute(sa.update(registrations).where(mine).values(seat=None))
        session.execute(sa.delete(seats).where(seats.c.session == id))
        return
    if old is not None and new < old:
        taken = sa.select(registrations).where(mine, registrations.c.seat.is_not(None))
        rows = session.execute(taken.order_by(registrations.c.seat)).all()
        free = sorted(set(range(1, new + 1)) - {row.seat for row in rows})
        for row in rows:
            if row.seat > new:
                session.execute(sa.update(registrations).where(registrations.c.id == row.id).values(seat=free.pop(0)))
        session.execute(sa.delete(seats).where(seats.c.session == id, seats.c.number > new))
        return
    numbers = range((old or 0) + 1, new + 1)
    if numbers:
        session.execute(sa.insert(seats), [{"session": id, "number": number} for number in numbers])
    if old is None:  # who was in without a seat gets one
        inside = sa.select(registrations).where(mine, registrations.c.state.in_(INSIDE))
        rows = session.execute(inside.order_by(registrations.c.registered_at)).all()
        for number, row in enumerate(rows, start=1):
            session.execute(sa.update(registrations).where(registrations.c.id == row.id).values(seat=number))
