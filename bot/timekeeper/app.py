"""The process, put together from plain values."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from bot.attachments import Organizer
from bot.status_file import write_status
from bot.timekeeper.feeds import Calendars
from bot.timekeeper.lock import Lock
from bot.timekeeper.publishing import NotPublished, Publisher
from bot.timekeeper.rounds import Rounds
from bot.timekeeper.serving import serving
from bot.timekeeper.status import Report, file_of
from programme import Database
from programme.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.timekeeper.options import Options

__all__ = ["Timekeeper", "run"]

logger = logging.getLogger(__name__)

#: Between two looks at what is to be published: a server that is away costs its time limit.
PUBLISHED = timedelta(minutes=1)


async def run(options: Options) -> None:
    """Keep the time until cancelled. What is being done then is finished first: it takes moments.

    Raises:
        StartFailed: the port of the calendars is taken.
        ProgrammeError: the database cannot be used.
        OSError: the home folder cannot be used.
    """
    database = Database(options.database)
    try:
        await asyncio.to_thread(database.create)
        async with _served(options, database) as port:
            await Timekeeper(options, database, port=port).run()
    finally:
        with contextlib.suppress(OSError):
            file_of(options.home).unlink(missing_ok=True)
        database.close()


class Timekeeper:
    """Does the rounds, and says how it goes.

    Args:
        options: plain values.
        database: the programme's.
        port: where calendars are served.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        options: Options,
        database: Database,
        *,
        port: int | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._options, self._clock, self._port = options, clock, port
        self._lock = Lock(options.home, database)
        organizer = Organizer(options.organizer, options.organizer_name)
        self._rounds = Rounds(database, organizer=organizer, language=options.language, zone=options.zone)
        self._publisher = Publisher(database, options.caldav) if options.caldav else None
        self._published_at: datetime | None = None
        self._publishing: tuple[datetime, list[str]] | None = None  # the last time, and what was wrong
        self._trouble, self._since = "", clock()

    async def run(self) -> None:
        """Round after round until cancelled."""
        try:
            while True:
                await self._finished(self.round)
                await asyncio.sleep(self._options.seconds)
        finally:
            self._lock.release()

    def round(self) -> None:
        """One round: everything there is to do now. Belongs into a thread."""
        keeps, troubles = self._lock.held(), []
        if keeps:
            for task in self._rounds.tasks:
                troubles += self._try(task)
            if self._publisher is not None:
                troubles += self._publish(self._publisher)
        self._tell(" ".join(dict.fromkeys(troubles)), keeps=keeps)

    async def _finished(self, work: Callable[[], None]) -> None:
        """``work`` in a thread, to its end even when this is cancelled: no thread is left behind with the database."""
        done = asyncio.ensure_future(asyncio.to_thread(work))
        try:
            await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.gather(done, return_exceptions=True)
            raise

    def _try(self, task: Callable[[datetime], None]) -> list[str]:
        try:
            task(self._clock())
        except ProgrammeError as error:
            return [str(error)]
        except Exception as error:  # its text may name somebody; the others go on
            logger.error("A task failed (%s): %s.", type(error).__name__, task.__name__)
            return [f"What is to be done about {task.__name__.replace('_', ' ')} failed ({type(error).__name__})."]
        return []

    def _publish(self, publisher: Publisher) -> list[str]:
        now = self._clock()
        if self._publishing is not None and now - self._publishing[0] < PUBLISHED:
            return self._publishing[1]
        try:
            publisher.publish()
        except (NotPublished, ProgrammeError) as error:
            self._publishing = now, [str(error)]
        else:
            self._publishing, self._published_at = (now, []), now
        return self._publishing[1]

    def _tell(self, trouble: str, *, keeps: bool) -> None:
        now = self._clock()
        if trouble != self._trouble:
            self._trouble, self._since = trouble, now
            if trouble:
                logger.warning("%s", trouble)
            else:
                logger.info("All is well again.")
        report = Report(
            pid=os.getpid(),
            written_at=now,
            keeps=keeps,
            port=self._port,
            trouble=trouble,
            trouble_since=self._since if trouble else None,
            published_at=self._published_at,
        )
        try:
            write_status(file_of(self._options.home), report)
        except OSError as error:  # a full disk must not end it
            logger.warning("How the timekeeper is could not be written down: %s.", error.strerror)


@contextlib.asynccontextmanager
async def _served(options: Options, database: Database) -> AsyncIterator[int | None]:
    if options.serving is None:
        yield None
        return
    async with serving(Calendars(database, name=options.organizer_name), options.serving) as port:
        logger.info("Calendars are served.")
        yield port
