"""What the process needs to know, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CalendarServer", "Options", "Serving"]


@dataclass(frozen=True, slots=True)
class Serving:
    """Where calendars are served.

    Attributes:
        url: where they are reached, through the reverse proxy.
        host: the address of this machine that is listened on.
        port: the port there.
    """

    url: str
    host: str = "127.0.0.1"
    port: int = 5065

    @property
    def path(self) -> str:
        """The path of ``url``, without a slash at its end: the proxy hands it on as it is."""
        return urlsplit(self.url).path.rstrip("/")


@dataclass(frozen=True, slots=True)
class CalendarServer:
    """A calendar on a CalDAV server.

    Attributes:
        url: of the calendar itself, with a slash at its end.
        user: who may write there.
        password: never shown.
    """

    url: str
    user: str
    password: str

    def __repr__(self) -> str:
        """Without the password."""
        return f"CalendarServer(url={self.url!r}, user={self.user!r})"


@dataclass(frozen=True, slots=True)
class Options:
    """What the process needs to know.

    Attributes:
        home: the home folder; ``run`` in it says how the process is.
        database: address of the programme's database; never shown.
        organizer: address that calendars name; a URI.
        organizer_name: the name beside it.
        zone: IANA name of the time zone of people whose own is not known.
        language: of people whose own is not known.
        serving: where calendars are served; None: nowhere.
        caldav: where the programme is published; None: nowhere.
        seconds: between two looks at the clock.
    """

    home: Path
    database: str
    organizer: str
    organizer_name: str
    zone: str = "America/New_York"
    language: str = "en"
    serving: Serving | None = None
    caldav: CalendarServer | None = None
    seconds: float = 20.0

    def __repr__(self) -> str:
        """Without the address of the database, which may hold a password."""
        return f"Options(home={str(self.home)!r})"
