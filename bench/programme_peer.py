"""The same programme as one writes it down first: SQLAlchemy's ORM, tables with their keys and no other index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from sqlalchemy import orm

from bench.programme import insert

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["OrmProgramme"]


class OrmProgramme:
    """Sessions and registrations as mapped classes; places are counted, then taken, which two at once can do.

    Args:
        url: of an empty database.
        rows: what ``draw`` made.
    """

    def __init__(self, url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
        registry = orm.registry()
        base = registry.generate_base()

        class Registration(base):  # type: ignore[misc,valid-type]
            __tablename__ = "registrations"
            id = sa.Column(sa.String(36), primary_key=True)
            session = sa.Column(sa.ForeignKey("sessions.id"), nullable=False)
            person = sa.Column(sa.String(36), nullable=False)
            state = sa.Column(sa.String(10), nullable=False)
            registered_at = sa.Column(sa.DateTime(timezone=True), nullable=False)

        class Meeting(base):  # type: ignore[misc,valid-type]
            __tablename__ = "sessions"
            id = sa.Column(sa.String(36), primary_key=True)
            title = sa.Column(sa.Text, nullable=False)
            topic = sa.Column(sa.Text)
            languages = sa.Column(sa.Text, nullable=False)
            zone = sa.Column(sa.Text, nullable=False)
            starts_at = sa.Column(sa.DateTime(timezone=True), nullable=False)
            ends_at = sa.Column(sa.DateTime(timezone=True), nullable=False)
            capacity = sa.Column(sa.Integer)
            state = sa.Column(sa.String(9), nullable=False)
            registrations = orm.relationship(Registration)

        self._meeting, self._registration = Meeting, Registration
        self._engine = sa.create_engine(url, future=True)
        registry.metadata.create_all(self._engine)
        tables = {"sessions": Meeting.__table__, "registrations": Registration.__table__}
        with self._engine.begin() as connection:
            insert(connection, tables, rows)
        if self._engine.dialect.name == "postgresql":
            with self._engine.begin() as connection:
                connection.execute(sa.text("ANALYZE"))

    def whats_on(self, after: datetime, before: datetime, limit: int) -> list[tuple[str, int]]:
        """Title and free places of the sessions of a stretch of time, the earliest first; in two queries."""
        meeting = self._meeting
        query = (
            sa.select(meeting)
            .where(meeting.state == "planned", meeting.ends_at > after, meeting.starts_at < before)
            .order_by(meeting.starts_at, meeting.id)
            .limit(limit)
            .options(orm.selectinload(meeting.registrations))
        )
        with orm.Session(self._engine, future=True) as session:
            return [
                (each.title, each.capacity - sum(one.state == "registered" for one in each.registrations))
                for each in session.execute(query).scalars()
            ]

    def book(self, id: str, person: str, now: datetime) -> bool:
        """A place for somebody, when there is one."""
        registration = self._registration
        with orm.Session(self._engine, future=True) as session, session.begin():
            meeting = session.get(self._meeting, id)
            inside = sa.select(sa.func.count()).where(registration.session == id, registration.state == "registered")
            if session.execute(inside).scalar() >= meeting.capacity:
                return False
            values = {"id": f"{id}-{person}", "session": id, "person": person, "state": "registered"}
            session.add(registration(**values, registered_at=now))
            return True

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
