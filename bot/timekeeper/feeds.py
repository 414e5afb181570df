"""The calendars that people subscribe to, made of what the programme holds."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from programme import Bookings, Feeds, Sessions
from programme.calendars import feed

if TYPE_CHECKING:
    from collections.abc import Callable

    from programme import Database
    from programme.session_rows import Session

__all__ = ["Calendars", "File"]

#: How far back a calendar goes: what somebody took part in lately stays in theirs.
BEFORE = timedelta(days=90)
#: How far back the public one goes, and how far ahead.
LATELY, AHEAD = timedelta(days=30), timedelta(days=400)
#: Most sessions of the public one.
MOST = 1000
#: The public one is made anew when it is older than this, in seconds: anybody may ask for it.
FRESH = timedelta(seconds=30)

_MADE_AT = re.compile(rb"^DTSTAMP:.*?\r\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """A calendar as it is served.

    Attributes:
        tag: the same as long as nothing in it changes.
    """

    content: bytes
    tag: str


class Calendars:
    """The feeds. Every method may raise ``DatabaseFailed``, and belongs into a thread.

    Args:
        database: the programme's.
        name: of the public calendar; a person's own bears it as well.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        database: Database,
        *,
        name: str,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._feeds, self._bookings, self._sessions = Feeds(database), Bookings(database), Sessions(database)
        self._name, self._clock = name, clock
        self._public: tuple[datetime, File] | None = None
        self._making = threading.Lock()

    def of(self, token: str) -> File | None:
        """The calendar of whoever has this token: what they have a place in. None when nobody has it."""
        person = self._feeds.person_of(token)
        if person is None:
            return None
        now = self._clock()
        mine = self._bookings.of(person, after=now - BEFORE)
        return _file([session for session, booking in mine if booking.state == "registered"], self._name, now)

    def programme(self) -> File:
        """What everybody may see: every session, without the address to join it at, which is for those who register."""
        with self._making:
            now = self._clock()
            if self._public is None or not timedelta() <= now - self._public[0] < FRESH:
                found = self._sessions.find(after=now - LATELY, before=now + AHEAD, cancelled=True, limit=MOST)
                self._public = now, _file([_open(session) for session in found], self._name, now)
            return self._public[1]


def _open(session: Session) -> Session:
    return replace(session, plan=session.plan.but(link=None)) if session.plan.link else session


def _file(sessions: list[Session], name: str, now: datetime) -> File:
    content = feed(sessions, name=name, now=now)
    # When it was made is in it too, and changes with every look.
    return File(content, hashlib.sha256(_MADE_AT.sub(b"", content)).hexdigest()[:32])
