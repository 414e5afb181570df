"""Who takes part: places, waiting lists, offers with a time limit. Nobody gets a place that somebody has."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue, NoOffer, NoSuchPerson, NotRegistered
from programme.models import people, registrations, seats, sessions
from programme.session_rows import Session, get_session, select_sessions, session_of, still_ahead
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Booking", "Bookings"]


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody's place in a session, or their turn to get one.

    Attributes:
        state: ``registered``, ``waiting``, ``offered`` (a place, to be accepted in time) or ``cancelled``.
        turn: how many wait, this one included, until it is theirs; None for who does not wait.
        offered_until: UTC, while a place is offered.
        attended_at: when the person checked in, UTC.
    """

    id: str
    session: str
    person: str
    state: str
    turn: int | None
    offered_until: datetime | None
    registered_at: datetime
    attended_at: datetime | None


class Bookings:
    """All places. Every method is one transaction and may raise ``DatabaseFailed``.

    Args:
        database: where they are kept.
        offer: how long a place that has become free is kept for who is next; not beyond the session's beginning.
    """

    def __init__(self, database: Database, *, offer: timedelta = timedelta(hours=24)) -> None:
        self._database, self._offer = database, offer

    def register(self, session_id: str, person: str, now: datetime) -> Booking:
        """Take a place, or a turn in the waiting list where none is free. Who has one keeps it.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it does not take place.
            SessionOver: it has begun.
            NoSuchPerson: the person is not known.
        """
        with self._database.session() as session:
            return self._register(session, get_session(session, session_id, lock=True), person, now)

    def cancel(self, session_id: str, person: str, now: datetime) -> list[Booking]:
        """Give a place or a turn back; a place is offered to who is next.

        Returns:
            The offers that are made by it.

        Raises:
            NoSuchSession: there is none.
            NotRegistered: the person has neither.
            SessionOver: it has begun.
        """
        with self._database.session() as session:
            return self._cancel(session, get_session(session, session_id, lock=True), person, now)

    def accept(self, session_id: str, person: str, now: datetime) -> Booking:
        """Take the place that is offered.

        Raises:
            NoSuchSession: there is none.
            NoOffer: none is offered, or its time is over.
            SessionOver: it has begun.
        """
        with self._database.session() as session:
            where = get_session(session, session_id, lock=True)
            still_ahead(where, now)
            mine = _mine(session, session_id, person)
            if mine is None or mine.state != "offered" or mine.offered_until <= utc(now):
                raise NoOffer(f"No place in “{where.plan.title}” is offered any more. Register again to wait for one.")
            which = sa.update(registrations).where(registrations.c.id == mine.id)
            session.execute(which.values(state="registered", offered_until=None, changed_at=utc(now)))
            return _booking(session, _mine(session, session_id, person))

    def move(self, session_id: str, to: str, person: str, now: datetime) -> tuple[Booking, list[Booking]]:
        """Change to another session, in one step: the old place is given back only when the new one (or a turn) is had.

        Returns:
            The booking in the other session, and the offers that the old place makes.
        """
        with self._database.session() as session:
            # Always in this order: two people who change places do not wait for each other.
            where = {id: get_session(session, id, lock=True) for id in sorted({session_id, to})}
            if len(where) == 1:
                raise BadValue(f"“{where[to].plan.title}” is the session that is to be left. Choose another one.")
            booking = self._register(session, where[to], person, now)
            return booking, self._cancel(session, where[session_id], person, now)

    def promote(self, session_id: str, now: datetime) -> list[Booking]:
        """Offer places that have become free in another way: there are more now, or somebody was erased.

        Returns:
            The offers.

        Raises:
            NoSuchSession: there is none.
        """
        with self._database.session() as session:
            where = get_session(session, session_id, lock=True)
            return [] if where.cancelled or where.starts_at <= utc(now) else self._promote(session, where, now)

    def expire(self, now: datetime) -> list[Booking]:
        """Offers whose time is over go to who is next.

        Returns:
            The new offers.
        """
        moment = utc(now)
        with self._database.session() as session:
            late = sa.select(registrations).where(
                registrations.c.state == "offered", registrations.c.offered_until <= moment
            )
            over = session.execute(late.order_by(registrations.c.session)).all()
            offers: list[Booking] = []
            for id in dict.fromkeys(row.session for row in over):
                where = get_session(session, id, lock=True)
                for row in session.execute(late.where(registrations.c.session == id)).all():
                    _release(session, row.id, now)
                if not where.cancelled and where.starts_at > moment:
                    offers += self._promote(session, where, now)
            return offers

    def of(self, person: str, *, after: datetime | None = None) -> list[tuple[Session, Booking]]:
        """What a person is registered or waits for, the earliest first; ``after``: only what ends later."""
        with self._database.session(write=False) as session:
            query = sa.select(registrations).where(
                registrations.c.person == person, registrations.c.state != "cancelled"
            )
            mine = {row.session: row for row in session.execute(query)}
            which = select_sessions().where(sessions.c.id.in_(list(mine)))
            if after is not None:
                which = which.where(sessions.c.ends_at > utc(after, "after"))
            found = [session_of(row) for row in session.execute(which.order_by(sessions.c.starts_at, sessions.c.id))]
            return [(each, _booking(session, mine[each.id])) for each in found]

    def conflicts(self, person: str, starts_at: datetime, ends_at: datetime) -> list[Session]:
        """What a person has a place in that overlaps with a stretch of time, the earliest first."""
        return [
            each
            for each, booking in self.of(person, after=starts_at)
            if each.starts_at < utc(ends_at, "ends_at") and booking.state != "waiting" and not each.cancelled
        ]

    def inside(self, session_id: str) -> list[Booking]:
        """Everybody with a place or a turn, those with a place first, in order."""
        with self._database.session(write=False) as session:
            query = sa.select(registrations).where(
                registrations.c.session == session_id, registrations.c.state != "cancelled"
            )
            order = (registrations.c.turn.is_not(None), registrations.c.turn, registrations.c.registered_at)
            return [_booking(session, row) for row in session.execute(query.order_by(*order)).all()]

    def attend(self, session_id: str, person: str, now: datetime) -> Booking:
        """The person is there. The first time counts.

        Raises:
            NotRegistered: without a place.
        """
        with self._database.session() as session:
            where = get_session(session, session_id)
            mine = _mine(session, session_id, person)
            if mine is None or mine.state != "registered":
                raise NotRegistered(f"There is no registration for “{where.plan.title}”.")
            if mine.attended_at is None:
                which = sa.update(registrations).where(registrations.c.id == mine.id)
                session.execute(which.values(attended_at=utc(now)))
            return _booking(session, _mine(session, session_id, person))

    def _register(self, session: Any, where: Session, person: str, now: datetime) -> Booking:
        still_ahead(where, now)
        _known(session, person)
        mine = _mine(session, where.id, person)
        if mine is not None and mine.state != "cancelled":
            return _booking(session, mine)
        values: dict[str, Any] = {"changed_at": utc(now), "registered_at": utc(now), "offered_until": None}
        seat = None if where.plan.capacity is None else _free_seat(session, where.id)
        waits = where.plan.capacity is not None and (seat is None or _next_waiting(session, where.id) is not None)
        values |= {
            "state": "waiting" if waits else "registered",
            "seat": None if waits else seat,
            "turn": _last_turn(session, where.id) + 1 if waits else None,
        }
        if mine is None:
            made = sa.insert(registrations).values(id=str(uuid.uuid4()), session=where.id, person=person)
        else:
            made = sa.update(registrations).where(registrations.c.id == mine.id)
        session.execute(made.values(**values))
        return _booking(session, _mine(session, where.id, person))

    def _cancel(self, session: Any, where: Session, person: str, now: datetime) -> list[Booking]:
        still_ahead(where, now)
        mine = _mine(session, where.id, person)
        if mine is None or mine.state == "cancelled":
            raise NotRegistered(f"There is no registration for “{where.plan.title}” to cancel.")
        _release(session, mine.id, now)
        return self._promote(session, where, now)

    def _promote(self, session: Any, where: Session, now: datetime) -> list[Booking]:
        """Offer free places to those who are next."""
        offers: list[Booking] = []
        until = min(utc(now) + self._offer, where.starts_at)
        while (row := _next_waiting(session, where.id)) is not None:
            seat = _free_seat(session, where.id)
            if seat is None:
                break
            values = {"state": "offered", "seat": seat, "turn": None, "offered_until": until, "changed_at": utc(now)}
            session.execute(sa.update(registrations).where(registrations.c.id == row.id).values(**values))
            offers.append(_booking(session, _mine(session, where.id, row.person)))
        return offers


def _known(session: Any, person: str) -> None:
    if session.execute(sa.select(people.c.id).where(people.c.id == person)).first() is None:
        raise NoSuchPerson("The person is not known: never remembered, or forgotten. Ask for consent first.")


def _mine(session: Any, session_id: str, person: str) -> Any:
    which = sa.select(registrations).where(registrations.c.session == session_id, registrations.c.person == person)
    return session.execute(which).first()


def _free_seat(session: Any, session_id: str) -> int | None:
    taken = sa.select(registrations.c.seat).where(
        registrations.c.session == session_id, registrations.c.seat.is_not(None)
    )
    free = sa.select(sa.func.min(seats.c.number)).where(seats.c.session == session_id, seats.c.number.not_in(taken))
    found = session.execute(free).scalar()
    return None if found is None else int(found)


def _next_waiting(session: Any, session_id: str) -> Any:
    which = sa.select(registrations).where(registrations.c.session == session_id, registrations.c.state == "waiting")
    return session.execute(which.order_by(registrations.c.turn).limit(1)).first()


def _last_turn(session: Any, session_id: str) -> int:
    which = sa.select(sa.func.max(registrations.c.turn)).where(registrations.c.session == session_id)
    return int(session.execute(which).scalar() or 0)


def _release(session: Any, id: str, now: datetime) -> None:
    values = {"state": "cancelled", "seat": None, "turn": None, "offered_until": None, "changed_at": utc(now)}
    session.execute(sa.update(registrations).where(registrations.c.id == id).values(**values))


def _booking(session: Any, row: Any) -> Booking:
    turn = None
    if row.turn is not None:
        ahead = sa.select(sa.func.count()).where(
            registrations.c.session == row.session, registrations.c.turn <= row.turn
        )
        turn = int(session.execute(ahead).scalar())
    return Booking(
        row.id, row.session, row.person, row.state, turn, row.offered_until, row.registered_at, row.attended_at
    )
