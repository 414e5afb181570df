"""One timekeeper at a time: of a home folder by a locked file, of a PostgreSQL by a lock of its own.

Two at once would do no harm, for what they put has keys; but they would publish everything twice, and wait for each
other.
"""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING, Any, BinaryIO

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

if TYPE_CHECKING:
    from pathlib import Path

    from programme import Database

__all__ = ["Lock"]

#: The number of the lock in PostgreSQL.
_NUMBER = 7213900842


class Lock:
    """The system, or the server, drops it when its holder ends, however it ends. Its methods belong into a thread."""

    def __init__(self, home: Path, database: Database) -> None:
        self._path, self._database = home / "run" / "timekeeper.lock", database
        self._file: BinaryIO | None = None
        self._connection: Any = None

    def held(self) -> bool:
        """Whether we have it, or can take it now.

        Raises:
            OSError: the home folder cannot be used.
        """
        return self._of_home() and (self._database.file is not None or self._of_server())

    def release(self) -> None:
        """Let it go."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _of_home(self) -> bool:
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def _of_server(self) -> bool:
        """A connection that breaks loses the lock: it is asked each time whether it is still there."""
        try:
            if self._connection is None:
                self._connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            taken = sa.text(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND "
                "granted) OR pg_try_advisory_lock(:number)"
            )
            if self._connection.execute(taken, {"number": _NUMBER}).scalar():
                return True
        except sa.exc.DBAPIError:
            pass
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        return False
