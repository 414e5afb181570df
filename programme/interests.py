"""Who wants to hear of new sessions on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.consent import agreed
from programme.errors import BadValue
from programme.models import interests, people
from programme.values import text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["MOST_TOPICS", "Interests"]

#: Topics that one person follows.
MOST_TOPICS = 50
_LONGEST = 100


class Interests:
    """The topics that people follow. Every method is one transaction and may raise ``DatabaseFailed``.

    A topic is that of a ``Plan``. How it is written, with capitals or more spaces, makes no difference.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def follow(self, person: str, topic: str, now: datetime) -> bool:
        """The person wants to hear of sessions on a topic; False when they do already.

        Raises:
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
            BadValue: an empty topic or one of more than 100 characters; more than ``MOST_TOPICS`` topics.
        """
        shown, key = _topic(topic)
        values = {"person": person, "folded": key, "topic": shown, "followed_at": utc(now)}
        with self._database.session() as session:
            agreed(session, person)
            if not self._database.insert_new(session, interests, **values):
                return False
            mine = sa.select(sa.func.count()).select_from(interests).where(interests.c.person == person)
            if session.execute(mine).scalar() > MOST_TOPICS:
                raise BadValue(f"At most {MOST_TOPICS} topics can be followed. Stop following one of them first.")
            return True

    def unfollow(self, person: str, topic: str) -> bool:
        """The person does not want to hear of it (any more); False when they did not."""
        mine = sa.and_(interests.c.person == person, interests.c.folded == _topic(topic)[1])
        with self._database.session() as session:
            return bool(session.execute(sa.delete(interests).where(mine)).rowcount)

    def of(self, person: str) -> list[str]:
        """The topics that a person follows, as written when they began to, in alphabetical order."""
        mine = sa.select(interests.c.topic).where(interests.c.person == person).order_by(interests.c.folded)
        with self._database.session(write=False) as session:
            return list(session.execute(mine).scalars())

    def followers(self, topic: str) -> list[str]:
        """Ids of those who follow a topic and agree to be remembered, longest follower first."""
        theirs = (
            sa.select(interests.c.person)
            .join(people, people.c.id == interests.c.person)
            .where(interests.c.folded == _topic(topic)[1], people.c.consented_at.is_not(None))
        )
        with self._database.session(write=False) as session:
            return list(session.execute(theirs.order_by(interests.c.followed_at, interests.c.person)).scalars())


def _topic(topic: str) -> tuple[str, str]:
    """As it is shown, and as it is compared."""
    shown = " ".join(text(topic, "topic").split())
    if not 1 <= len(shown) <= _LONGEST:
        raise BadValue(f"topic has {len(shown)} characters. It must have from 1 to {_LONGEST}.")
    return shown, shown.casefold()
