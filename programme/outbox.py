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
from programme.withdrawals import EMPTIED, withdraw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from programme.database import Database

__all__ = ["Outbox", "Outcome", "Outgoing"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that is due.

    Attributes:
        chat: where to send it.
        payload: as it was put.
        not_before: when it became due, UTC.
        failures: how many times sending it failed.
        recipient: key of the person it is for.
        until: when it is of no use any more, UTC; None when that is never.
    """

    id: int
    channel: str
    chat: str
    payload: dict[str, Any]
    not_before: datetime
    failures: int
    recipient: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message.

    Attributes:
        state: ``open``, ``sent`` or ``dead``.
        reason: why it will never go out; None unless it is dead.
        message: what the channel calls the message that it became; None where that is not known.
    """

    state: str
    reason: str | None
    message: int | None


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
        subject: str | None = None,
        until: datetime | None = None,
    ) -> bool:
        """Write a message down.

        Args:
            key: names the message: the same key twice is one message, also after it was sent. Stored as its SHA-256.
            channel: ``"telegram"``.
            chat: where to send it.
            payload: what JSON can hold; emptied when it is sent or dead.
            not_before: when it is due.
            recipient: key of the person it is for, for export and erasure; the chat itself when left out.
            subject: what it is about (``about(registration)``), at most 64 characters: withdrawn by it.
            until: from then on it is of no use: it dies unsent, for the reason ``late``.

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
            "subject": subject,
            "expires_at": None if until is None else utc(until, "until"),
        }
        with self._database.session() as session:
            return self._database.insert_new(session, outbox, state="open", failures=0, **values)

    def due(
        self, now: datetime, limit: int = 30, *, channel: str | None = None, one_a_chat: bool = False
    ) -> list[Outgoing]:
        """Take up to ``limit`` messages (1 or more) whose time has come, the longest due first.

        They are this caller's until ``sent``, ``failed``, ``later`` or ``dead``, or until the lease ends.

        Args:
            now: the time.
            limit: 1 or more.
            channel: only messages of this one.
            one_a_chat: of each chat the longest due only, and nothing while somebody has another of its messages.

        Raises:
            BadValue: a time without a zone, a limit below 1.
        """
        moment = utc(now)
        if limit < 1:
            raise BadValue(f"limit is {limit}. It must be 1 or more.")
        free = sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= moment)
        which = sa.select(outbox).where(outbox.c.state == "open", outbox.c.not_before <= moment, free)
        if channel is not None:
            which = which.where(outbox.c.channel == channel)
        if one_a_chat:
            which = which.where(~_in_the_way(moment))
        which = which.order_by(outbox.c.not_before, outbox.c.id).limit(limit)
        with self._database.session(write=False) as session:  # most looks find nothing, and keep nobody waiting
            late = session.execute(sa.select(outbox.c.id).where(_late(moment))).first() is not None
            if not late and session.execute(which).first() is None:
                return []
        which = which.with_for_update(skip_locked=True)
        with self._database.session() as session:
            if late:
                dead = sa.update(outbox).where(_late(moment)).values(state="dead", reason="late", **EMPTIED)
                session.execute(dead.execution_options(synchronize_session=False))
            rows = session.execute(which).all()
            if rows:
                session.execute(
                    sa.update(outbox)
                    .where(outbox.c.id.in_([row.id for row in rows]))
                    .values(leased_until=moment + self._lease)
                )
        return [
            Outgoing(
                row.id,
                row.channel,
                row.chat,
                json.loads(row.payload),
                row.not_before,
                row.failures,
                row.recipient,
                row.expires_at,
            )
            for row in rows
        ]

    def hold(self, ids: Sequence[int], now: datetime) -> None:
        """Begin the lease of messages anew, while they are being sent; not of those that have been put off meanwhile.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(outbox.c.id.in_(ids), outbox.c.state == "open", outbox.c.leased_until.is_not(None))
        with self._database.session() as session:
            session.execute(sa.update(outbox).where(which).values(leased_until=utc(now) + self._lease))

    def sent(self, id: int, now: datetime, *, message: int | None = None) -> bool:
        """The message went out: what it said, and to whom, are emptied at once.

        Args:
            id: the message's number here.
            now: when.
            message: what the channel calls the message that it became, for ``outcome``.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: a time without a zone.
        """
        return self._close(id, state="sent", finished_at=utc(now), message=message)

    def failed(self, id: int, retry_at: datetime) -> bool:
        """Sending failed for now: the message is due again at ``retry_at``.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: a time without a zone.
        """
        again = utc(retry_at, "retry_at")
        return self._change(id, not_before=again, leased_until=None, failures=outbox.c.failures + 1)

    def later(self, id: int, until: datetime) -> bool:
        """The message is not to be sent now, and that is no failure: it is due again at ``until``.

        Returns:
            False when there is no such open message.

        Raises:
            BadValue: a time without a zone.
        """
        return self._change(id, not_before=utc(until, "until"), leased_until=None)

    def left(self, id: int, payload: dict[str, Any]) -> bool:
        """A part of the message went out: ``payload`` is what is left to be sent.

        Returns:
            False when there is no such open message.
        """
        return self._change(id, payload=json.dumps(payload, allow_nan=False))

    def moved(self, channel: str, old: str, new: str) -> int:
        """A chat has a new name: what is to be sent goes there.

        Returns:
            How many messages that are.

        Raises:
            BadValue: the new name is empty.
        """
        mine = sa.and_(outbox.c.channel == channel, outbox.c.state == "open", outbox.c.chat == old)
        name = text(new, "new")
        whose = sa.case((outbox.c.recipient == old, name), else_=outbox.c.recipient)
        with self._database.session() as session:
            return int(session.execute(sa.update(outbox).where(mine).values(chat=name, recipient=whose)).rowcount)

    def became(self, channel: str, since: datetime) -> set[int]:
        """What the channel calls the messages that went out since a moment.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(outbox.c.channel == channel, outbox.c.finished_at >= utc(since, "since"))
        with self._database.session(write=False) as session:
            return {row.message for row in session.execute(sa.select(outbox.c.message).where(which)) if row.message}

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

    def withdraw(self, subject: str) -> int:
        """What waits to be sent about a subject is not sent; how many messages that are."""
        with self._database.session() as session:
            return withdraw(session, [subject])

    def outcome(self, key: str) -> Outcome | None:
        """What became of the message of a key; None when there is none, or no longer."""
        digest = hashlib.sha256(key.encode()).hexdigest()
        query = sa.select(outbox.c.state, outbox.c.reason, outbox.c.message).where(outbox.c.key_digest == digest)
        with self._database.session(write=False) as session:
            row = session.execute(query).first()
            return None if row is None else Outcome(**row._mapping)

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
        return self._change(id, **EMPTIED, **values)

    def _change(self, id: int, **values: Any) -> bool:
        which = sa.and_(outbox.c.id == id, outbox.c.state == "open")
        with self._database.session() as session:
            return bool(session.execute(sa.update(outbox).where(which).values(**values)).rowcount)


def _late(now: datetime) -> Any:
    """What is of no use any more and in nobody's hands."""
    free = sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    return sa.and_(outbox.c.state == "open", outbox.c.expires_at <= now, free)


def _in_the_way(now: datetime) -> Any:
    """Whether another message of the chat is in somebody's hands, or is due longer."""
    other = outbox.alias()
    longer = sa.or_(
        other.c.not_before < outbox.c.not_before,
        sa.and_(other.c.not_before == outbox.c.not_before, other.c.id < outbox.c.id),
    )
    return (
        sa.exists()
        .where(other.c.channel == outbox.c.channel, other.c.chat == outbox.c.chat, other.c.state == "open")
        .where(other.c.id != outbox.c.id, sa.or_(other.c.leased_until > now, longer))
        .correlate(outbox)
    )
