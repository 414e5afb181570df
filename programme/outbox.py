"""Messages to send: each at least once, one a key, not before its time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import outbox
from programme.values import text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Outbox", "Outgoing"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that is due.

    Attributes:
        chat: where to send it.
        payload: as it was put.
        not_before: when it became due, UTC.
        failures: how many times sending it failed.
    """

    id: int
    channel: str
    chat: str
    payload: dict[str, Any]
    not_before: datetime
    failures: int


class Outbox:
    """The durable outbox of all channels. Every method is one transaction and may raise ``DatabaseFailed``.

    Args:
        database: where it is kept.
        lease: how long a message handed out by ``due`` is kept from other senders. A sender that dies loses it:
            the message is due again then, so it goes out at least once (twice when it died just after sending).
    """

    def __init__(self, database: Database, *, lease: timedelta = timedelta(minutes=1)) -> None:
        self._database = database
        self._lease = lease

    def put(
        self,
        key: str,
        channel: str,
        chat: str,
        payload: dict[str, Any],
        not_before: datetime,
        *,
        recipient: str | None = None,
    ) -> bool:
        """Write a message down.

        Args:
            key: names the message: the same key twice is one message, also after it was sent. Stored as its SHA-256.
            channel: ``"telegram"``.
            chat: where to send it.
            payload: what JSON can hold; emptied when it is sent or dead.
            not_before: when it is due.
            recipient: key of the person it is for, for export and erasure; the chat itself when left out.

        Returns:
            False when a message with this key is there already.

        Raises:
            BadValue: an empty key, channel or chat, a payload that is not JSON's, a time without a zone.
        """
        try:
            written = json.dumps(payload, allow_nan=False)  # ASCII: no character a database could refuse
        except (TypeError, ValueError) as error:
            raise BadValue(
                f"The payload cannot be written as JSON: {type(error).__name__}. Give texts, numbers, lists."
            ) from None
        values = {
            "key_digest": hashlib.sha256(text(key, "key").encode()).hexdigest(),
            "channel": text(channel, "channel"),
            "chat": text(chat, "chat"),
            "recipient": text(chat if recipient is None else recipient, "recipient"),
            "payload": written,
            "not_before": utc(not_before, "not_before"),
        }
        with self._database.session() as session:
            return self._database.insert_new(session, outbox, state="open", failures=0, **values)

    def due(self, now: datetime, limit: int = 30) -> list[Outgoing]:
        """Take up to ``limit`` messages (1 or more) whose time has come, the longest due first.

        They are this caller's until ``sent``, ``failed`` or ``dead``, or until the lease ends.

        Raises:
            BadValue: a time without a zone, a limit below 1.
        """
        moment = utc(now)
        if limit < 1:
            raise BadValue(f"limit is {limit}. It must be 1 or more.")
        free = sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= moment)
        which = (
            sa.select(outbox)
            .where(outbox.c.state == "open", outbox.c.not_before <= moment, free)
            .order_by(outbox.c.not_before, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.session() as session:
            rows = session.execute(which).all()
            session.execute(
                sa.update(outbox)
                .where(outbox.c.id.in_([row.id for row in rows]))
                .values(leased_until=moment + self._lease)
            )
        return [
            Outgoing(row.id, row.channel, row.chat, json.loads(row.payload), row.not_before, row.failures)
            for row in rows
        ]

    def sent(self, id: int, now: datetime) -> bool:
        """The message went out: what it said, and to whom, are emptied at once.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: a time without a zone.
        """
        return self._close(id, state="sent", finished_at=utc(now))

    def failed(self, id: int, retry_at: datetime) -> bool:
        """Sending failed for now: the message is due again at ``retry_at``.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: a time without a zone.
        """
        again = utc(retry_at, "retry_at")
        return self._change(id, not_before=again, leased_until=None, failures=outbox.c.failures + 1)

    def dead(self, id: int, reason: str) -> bool:
        """The message will never go out (blocked, deleted chat): emptied as one that was sent; the reason is kept.

        Args:
            id: the message's number.
            reason: one stable word or two, never a person's name or words.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: an empty reason.
        """
        return self._close(id, state="dead", reason=text(reason, "reason"))

    def waiting(self, channel: str) -> int:
        """How many messages of a channel are still to be sent, due or not."""
        which = sa.and_(outbox.c.channel == channel, outbox.c.state == "open")
        with self._database.session(write=False) as session:
            return int(session.execute(sa.select(sa.func.count()).select_from(outbox).where(which)).scalar())

    def discard_older(self, before: datetime) -> int:
        """Remove messages that are sent or dead and were due before a moment: their keys can be used again then.

        Returns:
            How many were removed.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(outbox.c.state != "open", outbox.c.not_before < utc(before, "before"))
        with self._database.session() as session:
            return int(session.execute(sa.delete(outbox).where(which)).rowcount)

    def _close(self, id: int, **values: Any) -> bool:
        return self._change(id, payload="{}", chat="", recipient="", leased_until=None, **values)

    def _change(self, id: int, **values: Any) -> bool:
        which = sa.and_(outbox.c.id == id, outbox.c.state == "open")
        with self._database.session() as session:
            return bool(session.execute(sa.update(outbox).where(which).values(**values)).rowcount)
