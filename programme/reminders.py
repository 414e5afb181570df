"""Reminders of sessions: at times that people choose, each once, none that is of no use any more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.consent import agreed
from programme.errors import BadValue
from programme.models import people, registrations, reminders, sessions
from programme.session_rows import Session, list_sessions
from programme.values import utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from programme.database import Database

__all__ = ["USUAL", "Reminder", "Reminders"]

#: Minutes before the beginning, of who chose nothing.
USUAL = (24 * 60, 60)
_MINUTES = range(5, 14 * 24 * 60 + 1)
_MOST = 5


@dataclass(frozen=True, slots=True)
class Reminder:
    """One that is to be written now.

    Attributes:
        key: the same for the same registration, minutes and beginning, so that it is written once.
        registration: id; ``about`` it the outbox is to withdraw it.
        session: of which.
        person: whom to remind.
        minutes: before the beginning, as chosen; it may be later by now.
    """

    key: str
    registration: str
    session: Session
    person: str
    minutes: int


class Reminders:
    """The reminders. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choose(self, person: str, minutes: Iterable[int]) -> tuple[int, ...]:
        """When a person is reminded, of every session, from now on.

        Args:
            person: whose.
            minutes: before the beginning, 5 to 20,160 (two weeks) each; at most 5; none for no reminders.

        Returns:
            The minutes, the most first, each once.

        Raises:
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
            BadValue: too many, or a number out of range; what was chosen before stays.
        """
        chosen = tuple(sorted(set(minutes), reverse=True))
        for number in chosen:
            if number not in _MINUTES:
                raise BadValue(
                    f"A reminder {number} minutes before cannot be set. "
                    f"It must be from {_MINUTES[0]} to {_MINUTES[-1]}."
                )
        if len(chosen) > _MOST:
            raise BadValue(f"{len(chosen)} reminders are too many. At most {_MOST} can be set; leave some out.")
        values = {"minutes": json.dumps(chosen), "longest": chosen[0] if chosen else 0}
        with self._database.session() as session:
            agreed(session, person)
            session.execute(sa.delete(reminders).where(reminders.c.person == person))
            session.execute(sa.insert(reminders).values(person=person, **values))
        return chosen

    def of(self, person: str) -> tuple[int, ...]:
        """When a person is reminded: minutes before the beginning, the most first; ``USUAL`` of who chose nothing."""
        mine = sa.select(reminders.c.minutes).where(reminders.c.person == person)
        with self._database.session(write=False) as session:
            return _chosen(session.execute(mine).scalar())

    def due(self, now: datetime, limit: int = 500) -> list[Reminder]:
        """What is to be written now, the sessions that begin first first; the same again until ``done``.

        Late ones as long as the session has not begun; of several that are late for one session the last only. None
        for who registered, or for what was changed, after its time: they have just been told.

        Args:
            now: UTC.
            limit: at most so many, 1 or more.
        """
        moment = utc(now)
        with self._database.session(write=False) as session:
            rows = session.execute(_candidates(moment)).all()
            found = [(row, minutes) for row in rows if (minutes := _late(row, moment)) is not None][:limit]
            which = sa.select(sessions).where(sessions.c.id.in_({row.session for row, _ in found}))
            known = {each.id: each for each in list_sessions(session, which)} if found else {}
        return [
            Reminder(
                f"reminder:{row.id}:{minutes}:{int(row.starts_at.timestamp())}",
                row.id,
                known[row.session],
                row.person,
                minutes,
            )
            for row, minutes in found
        ]

    def done(self, reminder: Reminder) -> None:
        """It stands in the outbox, under its key: it is not due any more."""
        mine = sa.and_(
            registrations.c.id == reminder.registration,
            sa.or_(registrations.c.reminded.is_(None), registrations.c.reminded > reminder.minutes),
            # Not when the session was moved in between.
            sa.exists().where(sessions.c.id == reminder.session.id, sessions.c.starts_at == reminder.session.starts_at),
        )
        change = sa.update(registrations).where(mine).values(reminded=reminder.minutes)
        with self._database.session() as session:
            session.execute(change.execution_options(synchronize_session=False))


def _candidates(now: datetime) -> Any:
    """Registrations for which one may be due: nearly only those for which one is, however many there are."""
    far = timedelta(minutes=_MINUTES[-1])
    starts = sessions.c.starts_at
    usual = [
        sa.and_(
            starts > now + timedelta(minutes=nearer),
            starts <= now + timedelta(minutes=minutes),
            sa.or_(registrations.c.reminded.is_(None), registrations.c.reminded > minutes),
        )
        for minutes, nearer in zip(USUAL, (*USUAL[1:], 0), strict=True)
    ]
    return (
        sa.select(
            registrations.c.id,
            registrations.c.session,
            registrations.c.person,
            registrations.c.reminded,
            registrations.c.changed_at.label("registered_at"),
            sessions.c.starts_at,
            sessions.c.changed_at,
            reminders.c.minutes,
        )
        .select_from(sessions)
        .join(registrations, registrations.c.session == sessions.c.id)
        .join(people, people.c.id == registrations.c.person)
        .outerjoin(reminders, reminders.c.person == registrations.c.person)
        .where(
            sessions.c.state == "planned",
            starts > now,
            starts <= now + far,
            registrations.c.state == "registered",
            people.c.consented_at.is_not(None),
            sa.or_(sa.and_(reminders.c.person.is_(None), sa.or_(*usual)), reminders.c.longest > 0),
        )
        .order_by(starts, registrations.c.registered_at, registrations.c.id)
    )


def _late(row: Any, now: datetime) -> int | None:
    """The minutes of the reminder that is due; None when none is."""
    left = row.starts_at - now
    come = [minutes for minutes in _chosen(row.minutes) if timedelta(minutes=minutes) >= left]
    if not come:
        return None
    last = min(come)
    known_since = max(row.registered_at, row.changed_at)
    written = row.reminded is not None and row.reminded <= last
    return None if written or row.starts_at - timedelta(minutes=last) <= known_since else last


def _chosen(written: str | None) -> tuple[int, ...]:
    return USUAL if written is None else tuple(json.loads(written))
