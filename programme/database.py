"""The database: SQLite by default, PostgreSQL as well. One transaction a session, and a wait with an end for others."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]
from sqlalchemy.dialects import postgresql, sqlite  # type: ignore[import-untyped,unused-ignore]
from sqlalchemy.orm import Session  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadDatabaseUrl, DatabaseBusy, DatabaseFailed
from programme.schema import downgrade, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Database"]

CONNECT_SECONDS = 5
_LOCKED_SECONDS = 0.02
_BUSY = ("55P03", "57014", "40P01", "40001")  # PostgreSQL: lock or statement timeout, deadlock, serialisation failure


class Database:
    """One database of this room. Safe to share between threads; every process makes its own.

    Args:
        url: as SQLAlchemy writes it: ``sqlite:////folder/attache.db``, ``postgresql://user:password@host/name``.
        busy_seconds: how long a call waits for others before it gives up, in seconds (more than 0).

    Raises:
        BadDatabaseUrl: the address is neither SQLite's nor PostgreSQL's, or cannot be read.
    """

    def __init__(self, url: str, *, busy_seconds: float = 30) -> None:
        self._busy_seconds = busy_seconds
        if url.startswith("postgres://"):  # what hosting firms hand out
            url = "postgresql://" + url.removeprefix("postgres://")
        try:
            address = sa.engine.make_url(url)
            kind = address.get_backend_name()
        except (sa.exc.ArgumentError, ValueError):
            raise BadDatabaseUrl(
                "The database's address cannot be read. Write it as sqlite:////folder/file.db or postgresql://user@host/name."
            ) from None  # the text of the cause repeats the address, and a password with it
        if kind not in ("sqlite", "postgresql"):
            raise BadDatabaseUrl(f"The database is {kind!r}. It must be sqlite or postgresql.")
        if kind == "sqlite" and address.database in (None, "", ":memory:"):
            raise BadDatabaseUrl(
                "The database is in memory, where no other process sees it. Name a file: sqlite:////folder/file.db."
            )
        self.shown = address.render_as_string(hide_password=True)
        self.file = Path(address.database) if kind == "sqlite" else None
        arguments: dict[str, Any] = (
            {"timeout": busy_seconds, "check_same_thread": False} if self.file else {"connect_timeout": CONNECT_SECONDS}
        )
        try:
            # An own connection a session for SQLite: it costs little, and no file stays open behind a fork.
            pool = {"poolclass": sa.pool.NullPool} if self.file else {"pool_pre_ping": True}
            # Parameters are people's words and ids: they stay out of the texts of errors.
            self.engine = sa.create_engine(address, future=True, hide_parameters=True, connect_args=arguments, **pool)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError, TypeError) as error:
            raise BadDatabaseUrl(
                f"The database's driver is not there: {error}. Use sqlite:// or postgresql://."
            ) from None
        self._writer = self.engine.execution_options(attache_writes=True)
        self._builder = self.engine.execution_options(attache_writes=True, attache_builds=True)
        if self.file:
            sa.event.listen(self.engine, "connect", self._set_up_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)
        else:
            sa.event.listen(self.engine, "connect", self._set_up_postgresql)

    def create(self) -> None:
        """Make the tables, or bring those of an earlier version to this one, as a whole or not at all.

        SQLite's file is made for its owner's eyes only.

        Raises:
            DatabaseNewer: a later version of the program has changed the tables.
            DatabaseFailed: the database is not reached, or its folder cannot be written.
        """
        if self.file and not self.file.exists():
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
            except OSError as error:
                raise DatabaseFailed(
                    f"{self.file} cannot be made: {error.strerror}. Name a folder that can be written."
                ) from error
        with self._changing() as connection:
            upgrade(connection, self.shown)

    def downgrade(self, revision: str) -> None:
        """Bring the tables back to ``revision``, for an earlier version of the program; what is newer is lost.

        Raises:
            DatabaseFailed: the database is not reached.
        """
        with self._changing() as connection:
            downgrade(connection, revision)

    @contextmanager
    def session(self, *, write: bool = True) -> Iterator[Any]:
        """One transaction: kept when the block ends, undone when it raises.

        With SQLite a transaction that writes takes the lock at once: one that reads first and writes later would
        be refused without a wait when another has written in between.

        Raises:
            DatabaseBusy: others held the database for longer than ``busy_seconds``.
            DatabaseFailed: the database is not reached, or refuses.
        """
        with self._transaction(self._writer if write else self.engine) as session:
            yield session

    @contextmanager
    def _changing(self) -> Iterator[Any]:
        """A transaction in which the tables themselves change; one at a time, in all processes together."""
        with self._transaction(self._builder) as session:
            if not self.file:
                session.execute(sa.text("SELECT pg_advisory_xact_lock(7213900841)"))
            connection = session.connection()
            yield connection
            if self.file and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise DatabaseFailed(f"{self.shown} has rows that belong to none. Its tables were left as they were.")

    @contextmanager
    def _transaction(self, engine: Any) -> Iterator[Any]:
        try:
            with Session(engine, future=True) as session, session.begin():
                yield session
        except sa.exc.IntegrityError:
            raise  # a twin was there first: for the caller to judge
        except sa.exc.DBAPIError as error:
            raise self._said(error) from error
        except sa.exc.TimeoutError as error:
            raise DatabaseBusy(f"All connections to {self.shown} are in use. Try again.") from error

    def insert_new(self, session: Any, table: Any, /, **values: Any) -> bool:
        """Insert a row unless one with the same unique key is there; whether it was inserted."""
        dialect = sqlite if self.file else postgresql
        return bool(session.execute(dialect.insert(table).values(**values).on_conflict_do_nothing()).rowcount)

    def scrub(self) -> None:
        """Take what was erased out of SQLite's journal as well (the file's own pages are overwritten at once).

        Somebody who reads at this moment keeps the journal alive; the next call, or the last to close, empties it.
        PostgreSQL sees to it by itself (autovacuum).
        """
        if self.file:
            with self.engine.connect() as connection:
                connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _said(self, error: Any) -> DatabaseFailed:
        busy = "database is locked" in str(error.orig) or getattr(error.orig, "pgcode", None) in _BUSY
        if busy:
            return DatabaseBusy(f"{self.shown} was busy for more than {self._busy_seconds:g} seconds. Try again.")
        if isinstance(error, sa.exc.OperationalError):
            return DatabaseFailed(
                f"{self.shown} is not reached or cannot be used. Check that it runs and may be written."
            )
        kind = type(error.orig).__name__
        return DatabaseFailed(f"{self.shown} refused a statement ({kind}). Check that its tables are of this version.")

    def _set_up_sqlite(self, connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
        connection.execute(f"PRAGMA busy_timeout = {int(self._busy_seconds * 1000)}").fetchall()
        self._keep_a_log(connection)
        for pragma in (
            "synchronous = FULL",  # what was put survives a loss of power: Telegram does not send it again
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()

    def _keep_a_log(self, connection: Any) -> None:
        """Switch to the write-ahead log. Of two that do so at once in a new file SQLite refuses one without a wait."""
        end = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
            except sqlite3.OperationalError as error:  # noqa: PERF203 - another try is the point
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(_LOCKED_SECONDS)
            else:
                return

    def _set_up_postgresql(self, connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            milliseconds = int(self._busy_seconds * 1000)
            cursor.execute(f"SET lock_timeout = {milliseconds}; SET statement_timeout = {milliseconds}")
        connection.commit()


def _begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    if options.get("attache_builds", False):  # a table that is made anew is dropped first: what points to it must stay
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    writes = options.get("attache_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
