"""Which messages answer which question, and which answer is the last: known after a restart as well.

Rows hold numbers of messages under the name of a conversation (a keyed hash, ``bot.telegram.names``): nobody's id or
words. They go with the conversation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import telegram_messages as _messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from programme import Database

__all__ = ["Shown"]


class Shown:
    """The messages of answers. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, conversation: str, question: int, messages: Sequence[int], at: datetime, *, anew: bool) -> None:
        """``messages`` answer the message ``question``; a negative number is that of a message with a button.

        With ``anew`` they are the last answer, and older ones are old; else they belong to the last one. Where nothing
        is known of one, they do not make it old.
        """
        mine = _messages.c.conversation == conversation
        with self._database.session() as session:
            if question > 0:  # an answer that became shorter
                gone = sa.and_(mine, _messages.c.question == question, _messages.c.message_id.not_in(messages))
                session.execute(sa.delete(_messages).where(gone))
            last = (
                anew or session.execute(sa.select(_messages.c.last).where(mine, _messages.c.last)).first() is not None
            )
            if anew:
                session.execute(sa.update(_messages).where(mine, _messages.c.last).values(last=False))
            for message in messages:
                values = {"question": question, "last": last, "at": at}
                row = sa.and_(mine, _messages.c.message_id == message)
                if not session.execute(sa.update(_messages).where(row).values(**values)).rowcount:
                    session.execute(
                        sa.insert(_messages).values(conversation=conversation, message_id=message, **values)
                    )

    def of(self, conversation: str, question: int) -> tuple[int, ...]:
        """The messages that answer a question, in order; none when it is not known (any more)."""
        which = sa.and_(_messages.c.conversation == conversation, _messages.c.question == question)
        with self._database.session(write=False) as session:
            rows = session.execute(sa.select(_messages.c.message_id).where(which).order_by(_messages.c.message_id))
            return tuple(row.message_id for row in rows)

    def is_old(self, conversation: str, message: int) -> bool:
        """Whether another answer is known to be the last one."""
        which = sa.and_(_messages.c.conversation == conversation, _messages.c.last)
        with self._database.session(write=False) as session:
            last = {row.message_id for row in session.execute(sa.select(_messages.c.message_id).where(which))}
            return bool(last) and message not in last

    def export(self, conversation: str) -> list[dict[str, Any]]:
        """The rows of somebody's conversations, in private and in groups, ready for JSON."""
        query = sa.select(_messages).where(_named(conversation)).order_by(_messages.c.at, _messages.c.message_id)
        with self._database.session(write=False) as session:
            return [
                {"message": row.message_id, "question": row.question, "at": row.at.isoformat()}
                for row in session.execute(query)
            ]

    def forget(self, conversation: str) -> None:
        """Erase somebody's conversations, in private and in groups."""
        with self._database.session() as session:
            erased = session.execute(sa.delete(_messages).where(_named(conversation))).rowcount
        if erased:
            self._database.scrub()

    def discard_older(self, before: datetime) -> None:
        """Remove what nobody will come back to."""
        with self._database.session() as session:
            session.execute(sa.delete(_messages).where(_messages.c.at < before))


def _named(conversation: str) -> Any:
    """In private and, behind a hyphen, in groups."""
    name = _messages.c.conversation
    return sa.or_(name == conversation, name.startswith(f"{conversation}-", autoescape=True))
