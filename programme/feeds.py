"""Calendars that people subscribe to: an address that nobody can guess, and that can be made void."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.consent import agreed
from programme.ids import new_token
from programme.models import feeds, people
from programme.values import utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Feeds"]


class Feeds:
    """One address a person. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, person: str, now: datetime) -> str:
        """A token for the person's address, 26 characters; only its digest is stored, and one from before is void.

        Raises:
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
        """
        token = new_token()
        with self._database.session() as session:
            agreed(session, person)
            session.execute(sa.delete(feeds).where(feeds.c.person == person))
            session.execute(sa.insert(feeds).values(person=person, token_digest=_digest(token), made_at=utc(now)))
        return token

    def revoke(self, person: str) -> bool:
        """The person's address is void from now on; False when there is none."""
        with self._database.session() as session:
            return bool(session.execute(sa.delete(feeds).where(feeds.c.person == person)).rowcount)

    def person_of(self, token: str) -> str | None:
        """Whose token it is; None when it is nobody's, void, or of somebody who has withdrawn their consent."""
        theirs = (
            sa.select(feeds.c.person)
            .join(people, people.c.id == feeds.c.person)
            .where(feeds.c.token_digest == _digest(token), people.c.consented_at.is_not(None))
        )
        with self._database.session(write=False) as session:
            found = session.execute(theirs).scalar()
            return None if found is None else str(found)

    def has(self, person: str) -> bool:
        """Whether there is an address that works."""
        with self._database.session(write=False) as session:
            return session.execute(sa.select(feeds.c.person).where(feeds.c.person == person)).first() is not None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
