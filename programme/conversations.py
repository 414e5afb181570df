"""The conversations that the dialogue engine keeps: to see one, to erase one, to erase those nobody goes on with.

Rasa 3.6 writes every event of a conversation into its own database (``rasa.core.tracker_store.SQLTrackerStore``) and,
where an event broker is set, a copy into another one (``rasa.core.brokers.sql.SQLEventBroker``). It has no call to
erase either, so this reads and empties both tables as they stand there, and makes neither.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.database import Database
from programme.values import text, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Conversations"]

_AT_ONCE = 500  # names in one statement: SQLite takes 999 parameters at the least

_kept = sa.table("events", *map(sa.column, ("id", "sender_id", "type_name", "timestamp", "data")))
_copied = sa.table("events", *map(sa.column, ("id", "sender_id", "data")))


class Conversations:
    """The engine's conversations, by the name (``sender``) that the engine knows them under.

    A database that is not there yet, or has no events yet, holds no conversation. Safe to share between threads.

    Args:
        url: of the engine's own database (its tracker store), as for ``Database``.
        events_url: of the database that its event broker writes to; None when there is none.
        busy_seconds: as for ``Database``.

    Raises:
        BadDatabaseUrl: an address is neither SQLite's nor PostgreSQL's, or cannot be read.
    """

    def __init__(self, url: str, events_url: str | None = None, *, busy_seconds: float = 30) -> None:
        self._store = Database(url, busy_seconds=busy_seconds)
        self._copy = Database(events_url, busy_seconds=busy_seconds) if events_url else None

    def erase(self, sender: str, *, parts: bool = False) -> int:
        """Erase one conversation, its copy first: when that fails, the conversation still says what is to be erased.

        Args:
            sender: the engine's name for it.
            parts: erase those as well whose names are this one, a hyphen, and something more.

        Returns:
            How many messages the person had written in it.

        Raises:
            BadValue: the name is empty.
            DatabaseFailed: a database is not reached; the same call can be made again.
        """
        text(sender, "sender")
        self._erase_copies(_named(_copied, sender, parts=parts))
        with _events(self._store) as session:
            if session is None:
                return 0
            mine = _named(_kept, sender, parts=parts)
            turns = _turns(session, mine)
            session.execute(sa.delete(_kept).where(mine))
        self._store.scrub()
        return turns

    def turns(self, sender: str, *, parts: bool = False) -> int:
        """How many messages the person has written in a conversation; ``sender`` and ``parts`` as for ``erase``.

        Raises:
            BadValue: the name is empty.
            DatabaseFailed: the database is not reached.
        """
        text(sender, "sender")
        with _events(self._store, write=False) as session:
            return 0 if session is None else _turns(session, _named(_kept, sender, parts=parts))

    def erase_idle(self, before: datetime) -> int:
        """Erase every conversation whose newest event is older than ``before``, as a whole.

        Returns:
            How many conversations.

        Raises:
            BadValue: a time without a zone.
            DatabaseFailed: a database is not reached; the same call can be made again.
        """
        limit = utc(before, "before").timestamp()
        with _events(self._store, write=False) as session:
            if session is None:
                return 0
            newest = sa.func.max(_kept.c.timestamp)
            query = sa.select(_kept.c.sender_id).group_by(_kept.c.sender_id).having(newest < limit)
            idle = [row.sender_id for row in session.execute(query)]
        erased = 0
        for start in range(0, len(idle), _AT_ONCE):
            erased += self._erase_still_idle(idle[start : start + _AT_ONCE], limit)
        if erased:
            self._store.scrub()
        return erased

    def export(self, sender: str, *, parts: bool = False) -> list[dict[str, Any]]:
        """What was said in one conversation, oldest first, ready for JSON; ``sender`` and ``parts`` as for ``erase``.

        Returns:
            One dict a message: ``at`` (UTC, ISO 8601), ``from`` (``"you"`` or ``"attache"``) and ``text``.

        Raises:
            BadValue: the name is empty.
            DatabaseFailed: the database is not reached.
        """
        text(sender, "sender")
        with _events(self._store, write=False) as session:
            if session is None:
                return []
            said = sa.select(_kept.c.type_name, _kept.c.timestamp, _kept.c.data).where(
                _named(_kept, sender, parts=parts), _kept.c.type_name.in_(("user", "bot"))
            )
            rows = session.execute(said.order_by(_kept.c.id)).all()
        return [_message(row) for row in rows]

    def close(self) -> None:
        """Close every connection."""
        for database in (self._store, self._copy):
            if database is not None:
                database.close()

    def _erase_still_idle(self, senders: list[str], limit: float) -> int:
        """Erase those of ``senders`` that nobody went on with in the meantime."""
        with _events(self._store) as session:
            if session is None:
                return 0
            newest = sa.func.max(_kept.c.timestamp)
            still = sa.select(_kept.c.sender_id).where(_kept.c.sender_id.in_(senders))
            still = still.group_by(_kept.c.sender_id).having(newest < limit)
            names = [row.sender_id for row in session.execute(still)]
            if not names:
                return 0
            self._erase_copies(_copied.c.sender_id.in_(names))  # first: when it fails, nothing is erased here either
            session.execute(sa.delete(_kept).where(_kept.c.sender_id.in_(names)))
        return len(names)

    def _erase_copies(self, which: Any) -> None:
        if self._copy is None:
            return
        with _events(self._copy) as session:
            if session is None:
                return
            session.execute(sa.delete(_copied).where(which))
        self._copy.scrub()


def _named(table: Any, sender: str, *, parts: bool) -> Any:
    exact = table.c.sender_id == sender
    return sa.or_(exact, table.c.sender_id.startswith(f"{sender}-", autoescape=True)) if parts else exact


def _turns(session: Any, mine: Any) -> int:
    count = sa.select(sa.func.count()).select_from(_kept).where(mine, _kept.c.type_name == "user")
    return int(session.execute(count).scalar())


@contextmanager
def _events(database: Database, *, write: bool = True) -> Iterator[Any]:
    """A session on a database that has events; None for one that does not exist or has no table yet."""
    if database.file and not database.file.exists():  # opening it would make it, without its tables
        yield None
        return
    with database.session(write=write) as session:
        yield session if sa.inspect(session.connection()).has_table("events") else None


def _message(row: Any) -> dict[str, Any]:
    said = json.loads(row.data).get("text")
    return {
        "at": datetime.fromtimestamp(row.timestamp, timezone.utc).isoformat(),
        "from": "you" if row.type_name == "user" else "attache",
        "text": said or "",
    }
