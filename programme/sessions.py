"""The sessions of the programme: planned, found, changed, cancelled."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import sessions
from programme.plan import LONGEST, SLOT
from programme.recurrence import Recurrence
from programme.seats import resize
from programme.session_rows import EARLIEST, Session, get_session, list_sessions, still_ahead
from programme.session_writes import cancel_session, change_session, insert_occurrences, insert_session, is_ahead
from programme.slots import change_slots, slots_of
from programme.values import utc

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
        _is_whole(plan)
        is_ahead(plan.moments()[0], plan, now)
        with self._database.session() as session:
            id = insert_session(session, plan, plan.moments(), now)
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
        _is_whole(plan)
        is_ahead(recurrence.occurrences[0].at, plan, now)
        with self._database.session() as session:
            made = insert_occurrences(session, plan, recurrence, length, now)
            return [get_session(session, id) for id, _ in made]

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
        host: str | None = None,
        titles: tuple[str, ...] = (),
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
            host: word for word.
            titles: with one of these titles, word for word.
            cancelled: also those that do not take place.
            limit: at most so many, 1 to 1000.
        """
        if not 1 <= limit <= 1000:
            raise BadValue(f"limit is {limit}. It must be from 1 to 1000.")
        where = [sessions.c.kind.in_(kinds)] if kinds else [sessions.c.kind != "slot"]
        if after is not None:
            where.append(sessions.c.ends_at > utc(after, "after"))
            where.append(sessions.c.starts_at > utc(after, "after") - LONGEST)  # the index knows beginnings
        if before is not None:
            where.append(sessions.c.starts_at < utc(before, "before"))
        if topic is not None:
            where.append(sessions.c.topic == topic)
        if language is not None:
            where.append(sessions.c.languages.contains(json.dumps(language), autoescape=True))
        if series is not None:
            where.append(sessions.c.series == series)
        if host is not None:
            where.append(sessions.c.host == host)
        if titles:
            where.append(sessions.c.title.in_(titles))
        where.append(sessions.c.state.in_(("planned", "cancelled")) if cancelled else sessions.c.state == "planned")
        which = sa.select(sessions).where(*where).order_by(*EARLIEST).limit(limit)
        with self._database.session(write=False) as session:
            return list_sessions(session, which)

    def subjects(
        self, *, after: datetime | None = None, before: datetime | None = None
    ) -> list[tuple[str, str | None]]:
        """Every title with its topic, each pair once, of sessions that are planned; ``after``, ``before`` as above."""
        where = [sessions.c.state == "planned"]
        if after is not None:
            where += [sessions.c.ends_at > utc(after, "after"), sessions.c.starts_at > utc(after, "after") - LONGEST]
        if before is not None:
            where.append(sessions.c.starts_at < utc(before, "before"))
        query = sa.select(sessions.c.title, sessions.c.topic).where(*where).distinct()
        with self._database.session(write=False) as session:
            return sorted(((row.title, row.topic) for row in session.execute(query)), key=str)

    def change(self, id: str, now: datetime, **changes: Any) -> Session:
        """Change what a session is, its time included: its ``sequence`` is raised, who is in is to be told.

        The slots of office hours follow; reminders of an old time that wait to be sent are withdrawn.

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
            if {"starts", "zone"} & set(changes):  # another time may come twice as well: not as the old one did
                changes.setdefault("second", None)
            plan = old.plan.but(**changes)
            if SLOT in (plan.kind, old.plan.kind) and (plan.kind, plan.capacity) != (old.plan.kind, old.plan.capacity):
                raise BadValue("A slot of office hours is for one person. Plan a session of its own instead.")
            moments = plan.moments()
            is_ahead(moments[0], plan, now)
            if plan.capacity is not None and plan.capacity < old.taken:
                raise BadValue(f"{old.taken} places are taken. Give at least so many, or cancel registrations first.")
            change_slots(session, old, plan, moments, now)
            change_session(session, old, plan, moments, now)
            resize(session, id, old.plan.capacity, plan.capacity)
            return get_session(session, id)

    def attach(self, id: str, *, recording: str | None = None, materials: tuple[str, ...] | None = None) -> Session:
        """Link documents of the library to a session, also to one that is over; what is left out stays.

        Nobody is told of it, and calendars need not hear of it.

        Raises:
            NoSuchSession: there is none.
        """
        with self._database.session() as session:
            old = get_session(session, id, lock=True)
            plan = old.plan.but(
                recording=old.plan.recording if recording is None else recording,
                materials=old.plan.materials if materials is None else materials,
            )
            values = {"recording": plan.recording, "materials": json.dumps(plan.materials)}
            session.execute(sa.update(sessions).where(sessions.c.id == id).values(**values))
            return get_session(session, id)

    def cancel(self, id: str, now: datetime) -> Session:
        """The session does not take place, nor do its slots; its ``sequence`` is raised, who is in is to be told.

        What waits to be sent about places in it is withdrawn.

        Raises:
            NoSuchSession: there is none.
            SessionCancelled: it is cancelled already.
            SessionOver: it has begun.
        """
        with self._database.session() as session:
            old = get_session(session, id, lock=True)
            still_ahead(old, now)
            for slot in slots_of(session, id):
                cancel_session(session, slot, now)
            cancel_session(session, old, now)
            return get_session(session, id)


def _is_whole(plan: Plan) -> None:
    if plan.kind == SLOT:
        raise BadValue("A slot belongs to office hours. Plan office hours, which are cut into slots.")
