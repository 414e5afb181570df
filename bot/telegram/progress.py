"""What of an answer has gone out already, so that an answer taken up after a crash goes on and does not begin anew.

Rows hold numbers of updates and of messages, nobody's name, id or words, and are removed when the update is finished.
The highest number of a message stays: the one that all private chats share, and that of each supergroup, under a keyed
hash, until nothing has been sent there for as long as a conversation is kept (``Shown.discard_older``).
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from bot.telegram.finding import COMMON
from bot.telegram.names import SUPERGROUP
from programme.models import inbox
from programme.models import telegram_messages as _messages
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

    def newest(self) -> dict[str, int]:
        """The highest number of a message that ``add`` was told, by count; nothing of a count that it was not told."""
        highest = sa.func.max(_messages.c.message_id)
        of_supergroups = _messages.c.conversation.startswith(SUPERGROUP, autoescape=True)
        query = sa.select(_messages.c.conversation, highest).where(of_supergroups).group_by(_messages.c.conversation)
        with self._database.session(write=False) as session:
            common = session.execute(sa.select(_newest.c.message_id)).first()
            found = {} if common is None else {COMMON: int(common.message_id)}
            return found | {count: int(number) for count, number in session.execute(query)}

    def add(
        self, update_id: int, part: int, message_id: int, *, newest: tuple[str, int] = (COMMON, 0), last: bool = False
    ) -> None:
        """A part went out, or with a negative number is about to; once more is no matter.

        Args:
            update_id: what is answered.
            part: of the answer.
            message_id: what it became; 0: none.
            newest: the count of the chat and the highest number there, from ``Numbers.note``; 0: not known.
            last: nothing comes after.
        """
        which = sa.and_(_sent.c.update_id == update_id, _sent.c.part == part)
        with self._database.session() as session:
            self._keep(session, *newest)
            if session.execute(sa.update(_sent).where(which).values(message_id=message_id, last=last)).rowcount:
                return
            self._database.insert_new(session, _sent, update_id=update_id, part=part, message_id=message_id, last=last)

    def _keep(self, session: Any, count: str, newest: int) -> None:
        """Note the highest number of a count."""
        if count == COMMON:
            self._database.insert_new(session, _newest, id=1, message_id=newest)
            session.execute(sa.update(_newest).where(_newest.c.message_id < newest).values(message_id=newest))
        elif newest:
            values = {"question": 0, "last": False, "at": datetime.now(timezone.utc)}
            self._database.insert_new(session, _messages, conversation=count, message_id=newest, **values)
            lower = sa.and_(_messages.c.conversation == count, _messages.c.message_id < newest)
            session.execute(sa.delete(_messages).where(lower))

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
