"""What of an answer has gone out already, so that an answer taken up after a crash goes on and does not begin anew.

Rows hold numbers of updates and of messages, nobody's name, id or words, and are removed when the update is finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import inbox
from programme.models import telegram_newest as _newest
from programme.models import telegram_sent as _sent

if TYPE_CHECKING:
    from programme import Database

__all__ = ["DROPPED", "PENDING", "WAITING", "Progress"]

#: The part that says: the person has been told that the answer takes longer.
WAITING = -1
#: The part that says: the person does not want the answer any more.
DROPPED = -2
#: The part that says: the person has been told that erasing takes longer.
PENDING = -3
_CHANNEL = "telegram"


class Progress:
    """The parts of answers that were sent. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def parts(self, update_id: int) -> dict[int, int]:
        """The parts that were sent (``WAITING`` among them), and the message that each became (0: none).

        A negative number says that the part was about to be sent, and that what it became has a number above
        ``-1 - number``.
        """
        with self._database.session(write=False) as session:
            rows = session.execute(sa.select(_sent).where(_sent.c.update_id == update_id))
            return {row.part: row.message_id for row in rows}

    def finished(self, update_id: int) -> bool:
        """Whether the last part was sent."""
        with self._database.session(write=False) as session:
            which = sa.and_(_sent.c.update_id == update_id, _sent.c.last.is_(sa.true()))
            return session.execute(sa.select(_sent.c.part).where(which)).first() is not None

    def newest(self) -> int:
        """The highest number of a message that ``add`` was told; 0 before the first."""
        with self._database.session(write=False) as session:
            row = session.execute(sa.select(_newest.c.message_id)).first()
            return 0 if row is None else int(row.message_id)

    def add(self, update_id: int, part: int, message_id: int, *, newest: int = 0, last: bool = False) -> None:
        """A part went out, or with a negative number is about to; once more is no matter."""
        which = sa.and_(_sent.c.update_id == update_id, _sent.c.part == part)
        with self._database.session() as session:
            self._database.insert_new(session, _newest, id=1, message_id=newest)
            session.execute(sa.update(_newest).where(_newest.c.message_id < newest).values(message_id=newest))
            if session.execute(sa.update(_sent).where(which).values(message_id=message_id, last=last)).rowcount:
                return
            self._database.insert_new(session, _sent, update_id=update_id, part=part, message_id=message_id, last=last)

    def begun(self) -> list[tuple[int, int, int, str]]:
        """What was about to be sent, and no more is known: update, part, the number it lies above, the update."""
        which = sa.and_(_sent.c.message_id < 0, inbox.c.channel == _CHANNEL, inbox.c.state != "done")
        both = sa.join(_sent, inbox, _sent.c.update_id == inbox.c.update_id)
        columns = (_sent.c.update_id, _sent.c.part, _sent.c.message_id, inbox.c.payload)
        with self._database.session(write=False) as session:
            rows = session.execute(sa.select(*columns).select_from(both).where(which))
            return [(row.update_id, row.part, -1 - row.message_id, row.payload) for row in rows]

    def remove(self, update_id: int, part: int) -> None:
        """A part was not sent after all."""
        which = sa.and_(_sent.c.update_id == update_id, _sent.c.part == part)
        with self._database.session() as session:
            session.execute(sa.delete(_sent).where(which))

    def drop(self, where: str, before: int, told: int | None = None) -> bool:
        """Nobody wants the answers any more that were said to take longer in a place; whether there are any.

        Args:
            where: the place, as the inbox calls it.
            before: only to updates with a smaller number.
            told: an update of which that is being said just now.
        """
        waiting = sa.and_(inbox.c.chat == where, inbox.c.state != "done", inbox.c.update_id < before)
        said = sa.and_(_sent.c.update_id == inbox.c.update_id, _sent.c.part == WAITING)
        if told is not None:
            said = sa.or_(said, inbox.c.update_id == told)
        query = sa.select(inbox.c.update_id).where(waiting, sa.exists().where(said).correlate(inbox))
        with self._database.session() as session:
            found = [row.update_id for row in session.execute(query)]
            for update_id in found:
                row = {"update_id": update_id, "part": DROPPED, "message_id": 0, "last": False}
                self._database.insert_new(session, _sent, **row)
        return bool(found)

    def dropped(self, update_id: int) -> bool:
        """Whether nobody wants the answer any more."""
        return DROPPED in self.parts(update_id)

    def clear(self, update_id: int) -> None:
        """The update is finished."""
        with self._database.session() as session:
            session.execute(sa.delete(_sent).where(_sent.c.update_id == update_id))

    def tidy(self, channel: str) -> None:
        """Remove what a crash has left behind, after the update was finished and before ``clear``."""
        done = sa.select(inbox.c.update_id).where(inbox.c.channel == channel, inbox.c.state == "done")
        with self._database.session() as session:
            session.execute(sa.delete(_sent).where(_sent.c.update_id.in_(done)))
