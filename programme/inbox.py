"""Updates, written down before they are worked on: each finished once, in order within its chat, chats side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import inbox
from programme.values import number, text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Inbox", "Item"]

_TRIES = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One update, claimed.

    Attributes:
        chat: where order holds.
        sender: key of who sent it in its channel (that of a private chat is the chat itself).
        payload: the update, as it was put.
        received_at: when it was put, UTC.
        claims: how many times it was claimed, this time included: more than 1 after a release or a crash. It is also
            the worker's ticket: once another has claimed the item, ``done`` and ``release`` of the first do nothing.
    """

    id: int
    channel: str
    update_id: int
    chat: str
    sender: str
    payload: str
    received_at: datetime
    claims: int


class Inbox:
    """The durable inbox of all channels. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, channel: str, update_id: int, chat: str, payload: str, now: datetime, *, sender: str | None = None
    ) -> bool:
        """Write an update down. When this returns, it survives a crash.

        Args:
            channel: ``"telegram"``.
            update_id: the channel's number of the update, from 0 to 2**63 - 1; in one chat, a smaller one goes first.
            chat: where order holds: the chat, or the person in it.
            payload: the update, in any form; emptied when it is done.
            now: when it came.
            sender: key of who sent it, for export and erasure; the chat itself when left out.

        Returns:
            False when the update is there already, in work or done: a duplicate, to be ignored.

        Raises:
            BadValue: an empty channel or chat, a number out of range, a time without a zone.
        """
        values = {
            "channel": text(channel, "channel"),
            "update_id": number(update_id, "update_id"),
            "chat": text(chat, "chat"),
            "sender": text(chat if sender is None else sender, "sender"),
            "payload": text(payload, "payload", empty=True),
            "received_at": utc(now),
        }
        with self._database.session() as session:
            return self._database.insert_new(session, inbox, state="open", claims=0, **values)

    def claim(self, channel: str, *, now: datetime) -> Item | None:
        """Take the oldest open update of a chat in which nothing is in work and nothing older waits.

        Two workers, in one process or in two, never get the same update, nor two updates of one chat.

        Returns:
            The update, now in work; None when there is nothing to do.

        Raises:
            BadValue: a time without a zone.
        """
        moment = utc(now)
        for _ in range(_TRIES):
            try:
                with self._database.session() as session:
                    row = session.execute(_next(channel, moment)).first()
                    if row is None:
                        return None
                    changed = session.execute(
                        sa.update(inbox)
                        .where(inbox.c.id == row.id, inbox.c.state == "open")
                        .values(state="working", claims=row.claims + 1, claimed_at=moment, not_before=None)
                    ).rowcount
            except sa.exc.IntegrityError:
                continue  # another took an update of this chat at the same moment
            if changed:
                return Item(
                    id=row.id,
                    channel=row.channel,
                    update_id=row.update_id,
                    chat=row.chat,
                    sender=row.sender,
                    payload=row.payload,
                    received_at=row.received_at,
                    claims=row.claims + 1,
                )
        return None  # all the others were quicker: they are at work, so nothing is lost

    def done(self, item: Item, now: datetime) -> bool:
        """Finish an update. What it said, and who said it, are emptied at once; its number stays, to know duplicates.

        Returns:
            False when the item was no longer this worker's (recovered and claimed by another, or erased).

        Raises:
            BadValue: a time without a zone.
        """
        return self._leave(item, state="done", payload="", chat="", sender="", done_at=utc(now))

    def release(self, item: Item, *, not_before: datetime | None = None) -> bool:
        """Give an update back, to be tried again; its chat waits with it.

        Args:
            item: what was claimed.
            not_before: nobody gets it before this moment; at once when left out.

        Returns:
            False when the item was no longer this worker's.

        Raises:
            BadValue: a time without a zone.
        """
        moment = None if not_before is None else utc(not_before, "not_before")
        return self._leave(item, state="open", claimed_at=None, not_before=moment)

    def recover(self, channel: str, *, claimed_before: datetime | None = None) -> int:
        """Open again what was in work when its process died. Call it at the start, before anybody claims.

        Args:
            channel: whose updates.
            claimed_before: only what was claimed before this moment, where other processes may be at work.

        Returns:
            How many updates were opened.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(inbox.c.channel == channel, inbox.c.state == "working")
        if claimed_before is not None:
            which = sa.and_(which, inbox.c.claimed_at < utc(claimed_before, "claimed_before"))
        with self._database.session() as session:
            return int(session.execute(sa.update(inbox).where(which).values(state="open", claimed_at=None)).rowcount)

    def waiting(self, channel: str) -> int:
        """How many updates of a channel are not finished."""
        which = sa.and_(inbox.c.channel == channel, inbox.c.state != "done")
        with self._database.session(write=False) as session:
            return int(session.execute(sa.select(sa.func.count()).select_from(inbox).where(which)).scalar())

    def discard_older(self, before: datetime) -> int:
        """Remove finished updates that came before a moment; unfinished ones stay, whatever their age.

        Keep at least as much as a channel may send again (Telegram: 24 hours), or a duplicate is taken for new.

        Returns:
            How many were removed.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(inbox.c.state == "done", inbox.c.received_at < utc(before, "before"))
        with self._database.session() as session:
            return int(session.execute(sa.delete(inbox).where(which)).rowcount)

    def _leave(self, item: Item, **values: Any) -> bool:
        mine = sa.and_(inbox.c.id == item.id, inbox.c.state == "working", inbox.c.claims == item.claims)
        with self._database.session() as session:
            return bool(session.execute(sa.update(inbox).where(mine).values(**values)).rowcount)


def _next(channel: str, now: datetime) -> Any:
    """The update to take next, locked where the database locks rows; those that others hold are passed over."""
    other = inbox.alias()
    in_the_way = (
        sa.exists()
        .where(other.c.channel == inbox.c.channel, other.c.chat == inbox.c.chat, other.c.state != "done")
        .where(sa.or_(other.c.state == "working", other.c.update_id < inbox.c.update_id))
        .correlate(inbox)
    )
    return (
        sa.select(inbox)
        .where(inbox.c.channel == channel, inbox.c.state == "open", ~in_the_way)
        .where(sa.or_(inbox.c.not_before.is_(None), inbox.c.not_before <= now))
        .order_by(inbox.c.update_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
