"""What who was there thinks of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.consent import agreed
from programme.errors import BadValue, NotRegistered, TooEarly
from programme.models import registrations, surveys
from programme.session_rows import get_session
from programme.values import text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["LONGEST_WORDS", "Results", "Surveys"]

#: Characters of somebody's own words.
LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Results:
    """What all say together; nobody is named.

    Attributes:
        people: how many answered anything.
        useful: how many gave 1, 2, 3, 4, 5.
        again_yes: how many would come again; ``again_no`` how many would not.
        words: what people wrote, in no order that tells who.
    """

    people: int
    useful: tuple[int, int, int, int, int]
    again_yes: int
    again_no: int
    words: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        """How useful it was, 1 to 5; None when nobody said."""
        said = sum(self.useful)
        return sum(grade * count for grade, count in enumerate(self.useful, start=1)) / said if said else None


class Surveys:
    """The answers. Every method is one transaction and may raise ``DatabaseFailed``.

    Who was registered may answer from the beginning of the session on; a later answer replaces an earlier one. All
    methods that take an answer raise:
        NoSuchSession: there is none.
        NoSuchPerson: nobody has this id.
        NoConsent: the person has withdrawn.
        NotRegistered: the person had no place.
        TooEarly: it has not begun.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, session_id: str, person: str, useful: int, now: datetime) -> None:
        """How useful it was, 1 (not at all) to 5 (very).

        Raises:
            BadValue: another number.
        """
        if useful not in range(1, 6):
            raise BadValue(f"{useful} cannot be given. It must be from 1 to 5.")
        self._answer(session_id, person, now, useful=useful)

    def again(self, session_id: str, person: str, yes: bool, now: datetime) -> None:
        """Whether the person would come again."""
        self._answer(session_id, person, now, again=yes)

    def words(self, session_id: str, person: str, said: str, now: datetime) -> None:
        """In the person's own words.

        Raises:
            BadValue: empty, or more than ``LONGEST_WORDS`` characters.
        """
        if len(text(said, "the answer")) > LONGEST_WORDS:
            raise BadValue(f"The answer has {len(said)} characters. At most {LONGEST_WORDS} fit; shorten it.")
        self._answer(session_id, person, now, words=said)

    def results(self, session_id: str) -> Results:
        """What all say together.

        Raises:
            NoSuchSession: there is none.
        """
        with self._database.session(write=False) as session:
            get_session(session, session_id)
            rows = session.execute(sa.select(surveys).where(surveys.c.session == session_id)).all()
        grades = [row.useful for row in rows]
        again = [row.again for row in rows]
        return Results(
            len(rows),
            (grades.count(1), grades.count(2), grades.count(3), grades.count(4), grades.count(5)),
            again.count(True),
            again.count(False),
            tuple(sorted(row.words for row in rows if row.words is not None)),
        )

    def _answer(self, session_id: str, person: str, now: datetime, **values: Any) -> None:
        mine = sa.and_(surveys.c.session == session_id, surveys.c.person == person)
        values |= {"answered_at": utc(now)}
        with self._database.session() as session:
            agreed(session, person)
            where = get_session(session, session_id, lock=True)
            registered = sa.select(registrations.c.id).where(
                registrations.c.session == session_id,
                registrations.c.person == person,
                registrations.c.state == "registered",
            )
            if session.execute(registered).first() is None:
                raise NotRegistered(f"There is no registration for “{where.plan.title}”.")
            if utc(now) < where.starts_at:
                raise TooEarly(f"“{where.plan.title}” has not begun. Answer afterwards.", where.starts_at)
            if not session.execute(sa.update(surveys).where(mine).values(**values)).rowcount:
                session.execute(sa.insert(surveys).values(session=session_id, person=person, **values))
