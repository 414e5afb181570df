"""The programme that actions ask: one database, opened at the first need, its work done in threads."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import settings
from programme.database import Database
from programme.errors import DatabaseBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from settings import Settings

__all__ = ["Programme", "Store", "shared"]

T = TypeVar("T")

#: Turns that work on the database at the same time.
_WORKERS = 4
#: Part of a turn's time that the work may take, and that one call may wait for others; the rest is the engine's.
_SHARE, _WAIT = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Programme:
    """What a turn works with.

    Attributes:
        database: with the tables of this version.
        config: the settings.
    """

    database: Database
    config: Settings


class Store:
    """The database of one process. What fails to open is tried again at the next turn."""

    def __init__(self, config: Settings) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._opened: Programme | None = None
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="programme")

    def open(self) -> Programme:
        """The database with its tables; they are made, or brought to this version, the first time.

        Raises:
            DatabaseFailed: it is not reached, or of a later version.
            BadDatabaseUrl: the settings name none that can be used.
        """
        with self._lock:
            if self._opened is None:
                database = Database(self._config.database, busy_seconds=self._config.turn_seconds * _WAIT)
                try:
                    database.create()
                except BaseException:
                    database.close()
                    raise
                self._opened = Programme(database, self._config)
            return self._opened

    async def ask(self, work: Callable[[Programme], T]) -> T:
        """``work`` done in a thread, within a turn's time.

        Raises:
            ProgrammeError: what ``work`` and ``open`` raise.
            DatabaseBusy: time is up; the thread ends by itself, and its transaction as a whole or not at all.
        """
        seconds = self._config.turn_seconds * _SHARE
        job = asyncio.get_running_loop().run_in_executor(self._workers, lambda: work(self.open()))
        try:
            return await asyncio.wait_for(job, seconds)
        except asyncio.TimeoutError:
            raise DatabaseBusy(f"The programme did not answer within {seconds:g} seconds. Try again.") from None

    def close(self) -> None:
        """Take no more work."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        if self._opened is not None:
            self._opened.database.close()


@lru_cache(maxsize=1)
def shared() -> Store:
    """The one of this process."""
    return Store(settings.load())
