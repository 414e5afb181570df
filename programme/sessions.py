"""The sessions of the programme: planned, found, changed, cancelled."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import registrations, seats, series, sessions
from programme.recurrence import Recurrence
from programme.session_rows import SAID, Session, get_session, select_sessions, session_of, still_ahead
from programme.values import utc
from programme.zones import wall

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database
    from programme.plan import Plan

__all__ = ["Sessions"]


class Sessions:
    """All sessions. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, plan: Plan, now: datetime) -> Session:
        """Plan one session.

        Raises:
            BadValue: it would have begun already.
            SkippedTime: the clocks at the place never show its beginning.
            RepeatedTime: they show it twice, and the plan does not say which is meant.
        """
        starts_at, _ = plan.moments()
        _is_ahead(starts_at, plan, now)
        with self._database.session() as session:
            id = _insert(session, plan, plan.moments(), now)
            return get_session(session, id)

    def add_series(
        self,
        plan: Plan,
        rule: str,
        now: datetime,
        *,
        without: tuple[datetime, ...] = (),
        also: tuple[datetime, ...] = (),
    ) -> list[Session]:
        """Plan a series: ``plan`` is its first session.

        Args:
            plan: of every session.
            rule: as for ``Recurrence``, likewise ``without`` and ``also``.
            now: UTC.
            without: times of the rule at which there is none.
            also: further ones.

        Raises:
            BadRecurrence: the rule cannot be used.
            BadValue: the first session would have begun already.
        """
        recurrence = Recurrence(rule, plan.starts, plan.zone, without=without, also=also)
        length = timedelta(minutes=plan.minutes)
        found = recurrence.occurrences
        _is_ahead(found[0].at, plan, now)
        with self._database.session() as session:
            id = str(uuid.uuid4())
            values = {name: getattr(plan, name) for name in SAID if name in series.c}
            session.execute(
                sa.insert(series).values(
                    id=id, **values, languages=json.dumps(plan.languages), starts_wall=plan.starts,
                    minutes=plan.minutes, rule=recurrence.rule, capacity=plan.capacity, created_at=utc(now),
                )
            )  # fmt: skip
            made = [
                _insert(
                    session,
                    plan.but(starts=wall(each.at, recurrence.zone)),
                    (each.at, each.at + length),
                    now,
                    series=id,
                    planned_wall=each.planned,
                )
                for each in found
            ]
            return [get_session(session, each) for each in made]

    def get(self, id: str) -> Session:
        """One session.

        Raises:
            NoSuchSession: there is none.
        """
        with self._database.session(write=False) as session:
            return get_session(session, id)

    def find(
        self,
        *,
        after: datetime | None = None,
        before: datetime | None = None,
        topic: str | None = None,
        language: str | None = None,
        kinds: tuple[str, ...] = (),
        series: str | None = None,
        cancelled: bool = False,
        limit: int = 20,
    ) -> list[Session]:
        """Sessions, the earliest first.

        Args:
            after: only those that end after this moment.
            before: only those that begin before it.
            topic: word for word.
            language: spoken there, ISO 639-1.
            kinds: of these kinds; of all but the slots of office hours when left out.
            series: of one series.
            cancelled: also those that do not take place.
            limit: at most so many, 1 to 1000.
        """
        if not 1 <= limit <= 1000:
            raise BadValue(f"limit is {limit}. It must be from 1 to 1000.")
        where = [sessions.c.kind.in_(kinds)] if kinds else [sessions.c.kind != "slot"]
        if after is not None:
            where.append(sessions.c.ends_at > utc(after, "after"))
        if before is not None:
            where.append(sessions.c.starts_at < utc(before, "before"))
        if topic is not None:
            where.append(sessions.c.topic == topic)
        if language is not None:
            where.append(sessions.c.languages.contains(json.dumps(language), autoescape=True))
        if series is not None:
            where.append(sessions.c.series == series)
        if not cancelled:
            where.append(sessions.c.state == "planned")
        query = select_sessions().where(*where).order_by(sessions.c.starts_at, sessions.c.id).limit(limit)
        with self._database.session(write=False) as session:
            return [session_of(row) for row in session.execute(query)]

    def change(self, id: str, now: datetime, **changes: Any) -> Session:
        """Change what a session is, its time included: its ``sequence`` is raised.

        Args:
            id: which.
            now: UTC.
            changes: attributes of ``Plan``. Fewer seats than are taken are refused.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it does not take place.
            SessionOver: it has begun.
            BadValue: a value cannot be used; nothing is changed then.
        """
        with self._database.session() as session:
            old = get_session(session, id, lock=True)
            still_ahead(old, now)
            plan = old.plan.but(**changes)
            starts_at, ends_at = plan.moments()
            _is_ahead(starts_at, plan, now)
            if plan.capacity is not None and plan.capacity < old.taken:
                raise BadValue(f"{old.taken} places are taken. Give at least so many, or cancel registrations first.")
            _update(
                session, id, plan, starts_at=starts_at, ends_at=ends_at, sequence=old.sequence + 1, changed_at=utc(now)
            )
            _resize(session, id, old.plan.capacity, plan.capacity)
            return get_session(session, id)

    def cancel(self, id: str, now: datetime) -> Session:
        """The session does not take place; its ``sequence`` is raised.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it is cancelled already.
            SessionOver: it has begun.
        """
        with self._database.session() as session:
            old = get_session(session, id, lock=True)
            still_ahead(old, now)
            which = sa.update(sessions).where(sessions.c.id == id)
            session.execute(which.values(state="cancelled", sequence=old.sequence + 1, changed_at=utc(now)))
            return get_session(session, id)


def _is_ahead(starts_at: datetime, plan: Plan, now: datetime) -> None:
    if starts_at <= utc(now):
        raise BadValue(f"{plan.starts:%Y-%m-%d %H:%M} in {plan.zone} has passed. Choose a later time.")


def _insert(session: Any, plan: Plan, moments: tuple[datetime, datetime], now: datetime, **more: Any) -> str:
    id = str(uuid.uuid4())
    session.execute(
        sa.insert(sessions).values(
            id=id, **_values(plan), starts_at=moments[0], ends_at=moments[1], sequence=0, state="planned",
            created_at=utc(now), changed_at=utc(now), **more,
        )
    )  # fmt: skip
    _resize(session, id, None, plan.capacity)
    return id


def _update(session: Any, id: str, plan: Plan, **more: Any) -> None:
    session.execute(sa.update(sessions).where(sessions.c.id == id).values(**_values(plan), **more))


def _values(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in SAID} | {
        "languages": json.dumps(plan.languages),
        "materials": json.dumps(plan.materials),
        "starts_wall": plan.starts,
        "capacity": plan.capacity,
    }


def _resize(session: Any, id: str, old: int | None, new: int | None) -> None:
    """Make seats, or remove those from the end that nobody has; people move to lower ones first."""
    if new is None:
        session.execute(sa.update(registrations).where(registrations.c.session == id).values(seat=None))
        session.execute(sa.delete(seats).where(seats.c.session == id))
        return
    if old is not None and new < old:
        taken = _taken(id)
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
        rows = session.execute(_seated(id)).all()
        for number, row in enumerate(rows, start=1):
            session.execute(sa.update(registrations).where(registrations.c.id == row.id).values(seat=number))


def _taken(id: str) -> Any:
    """Registrations of a session that hold a seat."""
    return sa.select(registrations).where(registrations.c.session == id, registrations.c.seat.is_not(None))


def _seated(id: str) -> Any:
    inside = registrations.c.state.in_(("registered", "offered"))
    return sa.select(registrations).where(registrations.c.session == id, inside).order_by(registrations.c.registered_at)
