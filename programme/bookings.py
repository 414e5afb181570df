"""Who takes part: places, waiting lists, offers with a time limit. Nobody gets a place that somebody has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.booking_rows import booking_of, last_turn, mine_in, next_waiting
from programme.consent import agreed
from programme.errors import BadValue, ChooseSlot, NoOffer, NotRegistered, SessionCancelled, SessionOver, TooEarly
from programme.ids import new_id
from programme.models import registrations, sessions
from programme.seats import INSIDE, free_seat
from programme.session_rows import EARLIEST, Session, get_session, list_sessions, still_ahead
from programme.slots import slots_of
from programme.values import utc
from programme.withdrawals import about, withdraw

if TYPE_CHECKING:
    from datetime import datetime

    from programme.booking_rows import Booking
    from programme.database import Database

__all__ = ["CHECK_IN", "Bookings"]

#: Who is there says so from so long before the beginning until so long after the end.
CHECK_IN = (timedelta(minutes=15), timedelta(hours=2))


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
            ChooseSlot: it is office hours, of which a slot is booked.
            NoSuchPerson: the person is not known.
            NoConsent: the person has withdrawn.
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
            mine = mine_in(session, session_id, person)
            if mine is None or mine.state != "offered" or mine.offered_until <= utc(now):
                raise NoOffer(f"No place in “{where.plan.title}” is offered any more. Register again to wait for one.")
            which = sa.update(registrations).where(registrations.c.id == mine.id)
            session.execute(which.values(state="registered", offered_until=None, changed_at=utc(now)))
            withdraw(session, [about(mine.id)])
            return booking_of(session, mine_in(session, session_id, person))

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
        """Offers whose time is over go to who is next, and so does every seat that has become free in another way.

        Returns:
            The new offers.
        """
        moment = utc(now)
        late = sa.and_(registrations.c.state == "offered", registrations.c.offered_until <= moment)
        with self._database.session(write=False) as session:  # most looks find nothing, and keep nobody waiting
            ids = session.execute(_to_promote(late, moment)).scalars().all()
        offers: list[Booking] = []
        for id in ids:
            with self._database.session() as session:
                where = get_session(session, id, lock=True)
                over = sa.select(registrations.c.id).where(registrations.c.session == id, late)
                for row in session.execute(over).all():
                    _release(session, row.id, now)
                if not where.cancelled and where.starts_at > moment:
                    offers += self._promote(session, where, now)
        return offers

    def get(self, session_id: str, person: str) -> Booking | None:
        """A person's place or turn in a session; None without one. One that was given back is ``cancelled``."""
        with self._database.session(write=False) as session:
            mine = mine_in(session, session_id, person)
            return None if mine is None else booking_of(session, mine)

    def of(self, person: str, *, after: datetime | None = None) -> list[tuple[Session, Booking]]:
        """What a person is registered or waits for, the earliest first; ``after``: only what ends later."""
        with self._database.session(write=False) as session:
            query = sa.select(registrations).where(
                registrations.c.person == person, registrations.c.state != "cancelled"
            )
            mine = {row.session: row for row in session.execute(query)}
            which = sa.select(sessions).where(sessions.c.id.in_(list(mine)))
            if after is not None:
                which = which.where(sessions.c.ends_at > utc(after, "after"))
            found = list_sessions(session, which.order_by(*EARLIEST))
            return [(each, booking_of(session, mine[each.id])) for each in found]

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
            return [booking_of(session, row) for row in session.execute(query.order_by(*order)).all()]

    def attend(self, session_id: str, person: str, now: datetime) -> Booking:
        """The person is there, from 15 minutes before the beginning until 2 hours after the end. The first time counts.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it does not take place.
            NotRegistered: without a place.
            TooEarly: it does not begin soon.
            SessionOver: it ended long ago.
        """
        before, after = CHECK_IN
        with self._database.session() as session:
            where = get_session(session, session_id)
            title = where.plan.title
            if where.cancelled:
                raise SessionCancelled(f"“{title}” does not take place.")
            mine = mine_in(session, session_id, person)
            if mine is None or mine.state != "registered":
                raise NotRegistered(f"There is no registration for “{title}”.")
            if mine.attended_at is not None:
                return booking_of(session, mine)
            if utc(now) < where.starts_at - before:
                raise TooEarly(
                    f"“{title}” begins later. Check in from 15 minutes before the beginning.", where.starts_at - before
                )
            if utc(now) > where.ends_at + after:
                raise SessionOver(f"“{title}” ended more than 2 hours ago. Tell the staff that you were there.")
            which = sa.update(registrations).where(registrations.c.id == mine.id)
            session.execute(which.values(attended_at=utc(now)))
            return booking_of(session, mine_in(session, session_id, person))

    def _register(self, session: Any, where: Session, person: str, now: datetime) -> Booking:
        still_ahead(where, now)
        agreed(session, person)
        if where.plan.kind == "office_hours" and slots_of(session, where.id):
            raise ChooseSlot(f"“{where.plan.title}” is booked by the slot. Choose one of its slots.")
        mine = mine_in(session, where.id, person)
        if mine is not None and mine.state != "cancelled":
            return booking_of(session, mine)
        values: dict[str, Any] = {
            "changed_at": utc(now),
            "registered_at": utc(now),
            "offered_until": None,
            "reminded": None,
        }
        seat = None if where.plan.capacity is None else free_seat(session, where.id)
        waits = where.plan.capacity is not None and (seat is None or next_waiting(session, where.id) is not None)
        values |= {
            "state": "waiting" if waits else "registered",
            "seat": None if waits else seat,
            "turn": last_turn(session, where.id) + 1 if waits else None,
        }
        if mine is None:
            made = sa.insert(registrations).values(id=new_id(), session=where.id, person=person)
        else:
            made = sa.update(registrations).where(registrations.c.id == mine.id)
        session.execute(made.values(**values))
        return booking_of(session, mine_in(session, where.id, person))

    def _cancel(self, session: Any, where: Session, person: str, now: datetime) -> list[Booking]:
        still_ahead(where, now)
        mine = mine_in(session, where.id, person)
        if mine is None or mine.state == "cancelled":
            raise NotRegistered(f"There is no registration for “{where.plan.title}” to cancel.")
        _release(session, mine.id, now)
        return self._promote(session, where, now)

    def _promote(self, session: Any, where: Session, now: datetime) -> list[Booking]:
        """Offer free places to those who are next."""
        offers: list[Booking] = []
        until = min(utc(now) + self._offer, where.starts_at)
        while (row := next_waiting(session, where.id)) is not None:
            seat = None if where.plan.capacity is None else free_seat(session, where.id)
            if where.plan.capacity is not None and seat is None:
                break
            values = {"state": "offered", "seat": seat, "turn": None, "offered_until": until, "changed_at": utc(now)}
            session.execute(sa.update(registrations).where(registrations.c.id == row.id).values(**values))
            offers.append(booking_of(session, mine_in(session, where.id, row.person)))
        return offers


def _release(session: Any, id: str, now: datetime) -> None:
    values = {"state": "cancelled", "seat": None, "turn": None, "offered_until": None, "changed_at": utc(now)}
    values["departures"] = registrations.c.departures + 1
    session.execute(sa.update(registrations).where(registrations.c.id == id).values(**values))
    withdraw(session, [about(id)])


def _to_promote(late: Any, now: datetime) -> Any:
    """Sessions with an offer that is over, or with somebody waiting and a seat that nobody has."""
    other = registrations.alias()
    inside = sa.select(sa.func.count()).where(other.c.session == sessions.c.id, other.c.state.in_(INSIDE))
    free = sa.or_(sessions.c.capacity.is_(None), sessions.c.capacity > inside.scalar_subquery())
    ahead = sa.and_(sessions.c.state == "planned", sessions.c.starts_at > now)
    waits = sa.and_(registrations.c.state == "waiting", ahead, free)
    in_between = registrations.c.state.in_(("waiting", "offered"))  # as the index says
    joined = sa.select(sessions.c.id).join(registrations, registrations.c.session == sessions.c.id)
    return joined.where(in_between, sa.or_(late, waits)).distinct().order_by(sessions.c.id)
