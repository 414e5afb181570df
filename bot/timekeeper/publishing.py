"""The programme in a calendar on a CalDAV server: every session an entry, written again when it changes."""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.errors import BotError
from bot.timekeeper.feeds import AHEAD, LATELY, MOST
from programme import Sessions
from programme.calendars import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.timekeeper.options import CalendarServer
    from programme import Database
    from programme.session_rows import Session

__all__ = ["NotPublished", "Publisher", "reach"]

#: Time limit for one call, in seconds.
CALL_SECONDS = 10
#: After so many seconds of one round the rest is left to the next.
ROUND_SECONDS = 15.0
#: What is there is read again after so long: somebody may have changed it.
READ_AGAIN = timedelta(hours=1)
_OURS = "@attache"
_WRITTEN = frozenset({200, 201, 204})


class NotPublished(BotError):
    """The server was not reached, or does not take what is published; the text says which, and what to do."""


class Publisher:
    """Keeps the calendar in step. An entry of anybody else in it is left alone.

    Args:
        database: the programme's.
        server: where the calendar is.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        database: Database,
        server: CalendarServer,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._sessions, self._server, self._clock = Sessions(database), server, clock
        self._there: dict[str, int] = {}  # the number of changes that each entry has seen
        self._read_at: datetime | None = None

    def publish(self) -> int:
        """Write what is new or has changed; how many entries that were. Belongs into a thread.

        Raises:
            NotPublished: the server was not reached, or refuses; what is left is written the next time.
            DatabaseFailed: the database is not reached.
        """
        now = self._clock()
        wanted = self._sessions.find(after=now - LATELY, before=now + AHEAD, cancelled=True, limit=MOST)
        again = self._read_at is None or now - self._read_at >= READ_AGAIN
        if not again and not any(self._news(wanted)):
            return 0
        written, end = 0, time.monotonic() + ROUND_SECONDS
        with _client(self._server) as client, _said(self._server):
            if again:
                self._there = _read(client, self._server.url, now)
                self._read_at = now
            for session in self._news(wanted):
                if time.monotonic() > end:
                    break
                self._write(client, session, now)
                written += 1
        return written

    def _news(self, wanted: list[Session]) -> Iterator[Session]:
        return (session for session in wanted if self._there.get(session.id) != session.sequence)

    def _write(self, client: Any, session: Session, now: datetime) -> None:
        # Who reads the calendar is not known: the address to join at is for those who register.
        content = entry(replace(session, plan=session.plan.but(link=None)), now=now)
        answer = client.put(
            f"{self._server.url}{session.id}.ics", content.decode(), {"Content-Type": "text/calendar; charset=utf-8"}
        )
        if answer.status not in _WRITTEN:
            raise NotPublished(
                f"The CalDAV server ({_host(self._server)}) does not take a session (status {answer.status}). Check "
                "that ATTACHE_CALDAV_URL is a calendar that may be written."
            )
        self._there[session.id] = session.sequence


def reach(server: CalendarServer) -> None:
    """Whether the calendar is there and can be read.

    Raises:
        NotPublished: it is not; the text says why.
    """
    with _client(server) as client, _said(server):
        answer = client.propfind(server.url, depth=0)
        if answer.status == 404:
            raise NotPublished(
                f"There is no calendar at ATTACHE_CALDAV_URL ({_host(server)}) yet. It is made when attache up runs."
            )


def _client(server: CalendarServer) -> Any:
    from caldav import DAVClient

    logging.getLogger("caldav").setLevel(logging.ERROR)
    return DAVClient(server.url, username=server.user, password=server.password, timeout=CALL_SECONDS)


def _read(client: Any, url: str, now: datetime) -> dict[str, int]:
    """The sessions that are there, each with its number of changes; the calendar is made where there is none."""
    from caldav.lib.error import NotFoundError

    if client.propfind(url, depth=0).status == 404:
        made = client.mkcalendar(url)
        if made.status not in _WRITTEN:
            raise NotPublished(
                f"There is no calendar at ATTACHE_CALDAV_URL, and none can be made there (status {made.status}). "
                "Correct the address, or make the calendar."
            )
        return {}
    try:
        found = client.calendar(url=url).search(start=now - LATELY, end=now + AHEAD, event=True)
    except NotFoundError:
        return {}
    there = {}
    for event in found:
        component = event.icalendar_component
        uid = str(component.get("uid", ""))
        if uid.endswith(_OURS):
            there[uid.removesuffix(_OURS)] = int(component.get("sequence", 0))
    return there


@contextlib.contextmanager
def _said(server: CalendarServer) -> Iterator[None]:
    """Turns what the libraries raise into sentences; neither a password nor an answer of the server is in them."""
    from caldav.lib.error import AuthorizationError
    from requests import RequestException

    host = _host(server)
    try:
        yield
    except NotPublished:
        raise
    except AuthorizationError:
        raise NotPublished(
            f"The CalDAV server ({host}) does not let {server.user or 'anybody'} write. Correct ATTACHE_CALDAV_USER "
            "and ATTACHE_CALDAV_PASSWORD."
        ) from None
    except RequestException:
        raise NotPublished(f"The CalDAV server ({host}) is not reached. It is tried again.") from None
    except Exception as error:  # the library reads whatever answers
        raise NotPublished(
            f"What answers at ATTACHE_CALDAV_URL ({host}) is no calendar ({type(error).__name__}). Correct the address."
        ) from None


def _host(server: CalendarServer) -> str:
    return urlsplit(server.url).netloc
