"""Office hours of an expert, cut into slots; a slot is booked as any session is (``Bookings.register``)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import registrations, sessions
from programme.plan import SLOT
from programme.recurrence import Recurrence
from programme.seats import INSIDE
from programme.session_rows import EARLIEST, Session, get_session, list_sessions
from programme.session_writes import insert_occurrences, insert_session, is_ahead
from programme.slots import slot_plan, slots_of
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database
    from programme.plan import Plan

__all__ = ["MOST_SLOTS", "OfficeHours"]

MOST_SLOTS = 96
_SHORTEST, _LONGEST_PAUSE = 5, 120


class OfficeHours:
    """The office hours. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, plan: Plan, slot_minutes: int, now: datetime, *, pause: int = 0) -> Session:
        """Plan office hours once, and their slots.

        Args:
            plan: of the whole; its kind becomes ``office_hours``, and it has no capacity: its slots have, one each.
            slot_minutes: how long a slot is, 5 to the length of the whole.
            now: UTC.
            pause: minutes between two slots, 0 to 120.

        Returns:
            The whole.

        Raises:
            BadValue: a number is out of its range, there are more than ``MOST_SLOTS``, or the time has passed.
            SkippedTime, RepeatedTime: as ``Sessions.add``.
        """
        whole = _whole(plan, slot_minutes, pause)
        moments = whole.moments()
        is_ahead(moments[0], whole, now)
        with self._database.session() as session:
            id = insert_session(session, whole, moments, now)
            _cut(session, id, whole, moments[0], slot_minutes, pause, now)
            return get_session(session, id)

    def add_series(
        self,
        plan: Plan,
        rule: str,
        slot_minutes: int,
        now: datetime,
        *,
        pause: int = 0,
        without: tuple[datetime, ...] = (),
        also: tuple[datetime, ...] = (),
    ) -> list[Session]:
        """Plan office hours that recur, as ``Sessions.add_series``, each with its slots; the wholes, in order."""
        whole = _whole(plan, slot_minutes, pause)
        recurrence = Recurrence(rule, whole.starts, whole.zone, without=without, also=also)
        is_ahead(recurrence.occurrences[0].at, whole, now)
        length = timedelta(minutes=whole.minutes)
        with self._database.session() as session:
            made = [get_session(session, id) for id, _ in insert_occurrences(session, whole, recurrence, length, now)]
            for each in made:
                _cut(session, each.id, each.plan, each.starts_at, slot_minutes, pause, now)
            return made

    def slots(self, id: str) -> list[Session]:
        """The slots of office hours that take place, free or not, in order.

        Raises:
            NoSuchSession: there are no such office hours.
        """
        with self._database.session(write=False) as session:
            get_session(session, id)
            return slots_of(session, id)

    def free(
        self,
        *,
        after: datetime,
        before: datetime | None = None,
        parent: str | None = None,
        topic: str | None = None,
        language: str | None = None,
        host: str | None = None,
        titles: tuple[str, ...] = (),
        limit: int = 50,
    ) -> list[Session]:
        """Slots that nobody has, the earliest first.

        Args:
            after: only those that begin after this moment.
            before: only those that begin before it.
            parent: of these office hours.
            topic: as for ``Sessions.find``.
            language: likewise.
            host: likewise.
            titles: likewise.
            limit: at most so many, 1 to 1000.
        """
        if not 1 <= limit <= 1000:
            raise BadValue(f"limit is {limit}. It must be from 1 to 1000.")
        has_it = sa.and_(registrations.c.session == sessions.c.id, registrations.c.state.in_((*INSIDE, "waiting")))
        where = [
            sessions.c.state == "planned",
            sessions.c.kind == SLOT,
            sessions.c.starts_at > utc(after, "after"),
            ~sa.exists().where(has_it),
        ]
        if before is not None:
            where.append(sessions.c.starts_at < utc(before, "before"))
        for column, value in ((sessions.c.parent, parent), (sessions.c.topic, topic), (sessions.c.host, host)):
            if value is not None:
                where.append(column == value)
        if language is not None:
            where.append(sessions.c.languages.contains(f'"{language}"', autoescape=True))
        if titles:
            where.append(sessions.c.title.in_(titles))
        which = sa.select(sessions).where(*where).order_by(*EARLIEST).limit(limit)
        with self._database.session(write=False) as session:
            return list_sessions(session, which)


def _whole(plan: Plan, slot_minutes: int, pause: int) -> Plan:
    if not _SHORTEST <= slot_minutes <= plan.minutes:
        raise BadValue(
            f"A slot of {slot_minutes} minutes does not fit. It must be from {_SHORTEST} to {plan.minutes} minutes."
        )
    if not 0 <= pause <= _LONGEST_PAUSE:
        raise BadValue(f"The pause is {pause} minutes. It must be from 0 to {_LONGEST_PAUSE}.")
    number = _count(plan.minutes, slot_minutes, pause)
    if number > MOST_SLOTS:
        raise BadValue(f"That makes {number} slots. At most {MOST_SLOTS} can be; make them longer.")
    return plan.but(kind="office_hours", capacity=None)


def _count(minutes: int, slot_minutes: int, pause: int) -> int:
    return (minutes + pause) // (slot_minutes + pause)


def _cut(session: Any, id: str, whole: Plan, starts_at: datetime, slot_minutes: int, pause: int, now: datetime) -> None:
    for number in range(_count(whole.minutes, slot_minutes, pause)):
        begin = starts_at + timedelta(minutes=number * (slot_minutes + pause))
        moments = (begin, begin + timedelta(minutes=slot_minutes))
        insert_session(session, slot_plan(whole, begin, slot_minutes), moments, now, parent=id)
