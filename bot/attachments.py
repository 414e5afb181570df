"""The files that go with replies: made when a channel sends them, of what the programme holds then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from datetime import datetime

    from programme import Database
    from programme.session_rows import Session

__all__ = ["FILE_NAME", "NOBODY", "NoAttachment", "Organizer", "content"]

#: What the calendar file of a session is called.
FILE_NAME = "attache-session.ics"

_CALENDAR = "calendar"


class NoAttachment(BotError):
    """There is no such file, or not any more."""


@dataclass(frozen=True, slots=True)
class Organizer:
    """Whom calendar files name as organizer.

    Attributes:
        uri: ``mailto:`` and an address.
        name: what calendars show instead.
    """

    uri: str
    name: str


#: For who runs nothing that can be written to (RFC 2606: nobody is ever at ``.invalid``).
NOBODY = Organizer("mailto:nobody@attache.invalid", "Attaché")


def content(path: str, *, person: str | None, database: Database, organizer: Organizer, now: datetime) -> bytes:
    """What an attachment holds. Belongs into a thread.

    Args:
        path: ``calendar:SESSION``, or ``calendar:SESSION:cancel`` for a place that was given up.
        person: id of whom it is for; None where that is not known.
        database: the programme's.
        organizer: named in it.
        now: UTC.

    Returns:
        An invitation for who has a place, with alarms when they want to be reminded; for everybody else the session as
        the public calendar has it, without the address to join at.

    Raises:
        NoAttachment: there is none of this path.
        DatabaseFailed: the database is not reached.
    """
    from programme import Bookings, Reminders, Sessions
    from programme.calendars import cancellation, invitation
    from programme.errors import NoSuchSession

    kind, _, rest = path.partition(":")
    id, _, what = rest.partition(":")
    if kind != _CALENDAR or what not in ("", "cancel"):
        raise NoAttachment("There is no attachment of this kind.")
    try:
        session = Sessions(database).get(id)
    except NoSuchSession:
        raise NoAttachment("The session of the attachment is not there any more.") from None
    if person is None:
        return _public(session, now)
    between = {"person": person, "now": now, "organizer": organizer.uri, "organizer_name": organizer.name}
    booking = Bookings(database).get(session.id, person)
    departures = 0 if booking is None else booking.departures
    if what == "cancel":
        return cancellation(session, **between, departures=max(departures, 1))  # type: ignore[arg-type]
    if booking is None or booking.state != "registered":
        return _public(session, now)
    alarms = Reminders(database).of(person)
    return invitation(session, **between, alarms=alarms, departures=departures)  # type: ignore[arg-type]


def _public(session: Session, now: datetime) -> bytes:
    from programme.calendars import feed

    return feed([replace(session, plan=session.plan.but(link=None))], name=session.plan.title, now=now)
