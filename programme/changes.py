"""Changes of sessions of which who is in is still to be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import registrations, sessions
from programme.session_rows import EARLIEST, Session, select_sessions, session_of
from programme.values import utc

if TYPE_CHECKING:
    from programme.database import Database

__all__ = ["Change", "Changes", "Told", "raised"]


@dataclass(frozen=True, slots=True)
class Told:
    """What those who are in know of a session.

    Attributes:
        starts_at: UTC; ``ends_at`` likewise.
        zone: IANA name.
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A session that was changed or cancelled.

    Attributes:
        key: the same for the same session and state of it, so that it is told once.
        session: as it is now.
        before: as it was when they were told last.
        people: ids of those to be told: with a place, an offer or a turn, since before the change.
    """

    key: str
    session: Session
    before: Told
    people: tuple[str, ...]


class Changes:
    """The changes. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime) -> list[Change]:
        """Sessions that have not begun and of whose change somebody is to be told; the same again until ``done``."""
        which = select_sessions().add_columns(sessions.c.told, sessions.c.changed_at)
        which = which.where(sessions.c.sequence > sessions.c.notified_sequence, sessions.c.starts_at > utc(now))
        with self._database.session(write=False) as session:
            rows = session.execute(which.order_by(*EARLIEST)).all()
            return [
                Change(
                    f"change:{row.id}:{row.sequence}",
                    session_of(row),
                    _read(row.told),
                    _people(session, row),
                )
                for row in rows
                if row.told is not None
            ]

    def done(self, change: Change) -> None:
        """They were told, or what they are told stands in the outbox under the change's key."""
        seen = change.session
        same = sessions.c.sequence == seen.sequence
        which = sa.update(sessions).where(sessions.c.id == seen.id, sessions.c.notified_sequence < seen.sequence)
        # Changed again in between: what they know is what they are told now.
        values = {"notified_sequence": seen.sequence, "told": sa.case((same, sa.null()), else_=_written(seen))}
        with self._database.session() as session:
            session.execute(which.values(**values))


def raised(session: Any, old: Session, now: datetime) -> dict[str, Any]:
    """Values for the row of a session that is changed: who is in is to be told; where nobody is, nobody is."""
    in_it = sa.select(registrations.c.id).where(registrations.c.session == old.id, registrations.c.state != "cancelled")
    values: dict[str, Any] = {"sequence": old.sequence + 1, "changed_at": utc(now)}
    if session.execute(in_it.limit(1)).first() is None:
        return values | {"notified_sequence": old.sequence + 1, "told": None}
    return values | {"told": sa.func.coalesce(sessions.c.told, _written(old))}


def _people(session: Any, row: Any) -> tuple[str, ...]:
    who = sa.select(registrations.c.person).where(
        registrations.c.session == row.id,
        registrations.c.state != "cancelled",
        registrations.c.registered_at <= row.changed_at,
    )
    return tuple(session.execute(who.order_by(registrations.c.registered_at, registrations.c.id)).scalars())


def _written(session: Session) -> str:
    plan = session.plan
    return json.dumps(
        {
            "title": plan.title,
            "starts_at": session.starts_at.isoformat(),
            "ends_at": session.ends_at.isoformat(),
            "zone": plan.zone,
            "place": plan.place,
            "link": plan.link,
        }
    )


def _read(written: str) -> Told:
    values = json.loads(written)
    moments = {name: datetime.fromisoformat(values[name]) for name in ("starts_at", "ends_at")}
    return Told(**(values | moments))
