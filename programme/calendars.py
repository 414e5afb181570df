"""Sessions as calendars read them (RFC 5545, RFC 5546): an invitation, its update, its cancellation, a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from programme.values import utc
from programme.vtimezone import vtimezone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from icalendar import Calendar, Event

    from programme.session_rows import Session

__all__ = ["ALARMS", "cancellation", "entry", "feed", "invitation"]

#: Minutes before the beginning at which a calendar reminds.
ALARMS = (24 * 60, 15)

_MADE_BY = "-//Attache//Programme//EN"
#: How often a calendar looks for news of a feed.
_REFRESH = timedelta(hours=1)
#: Rules of daylight saving are written down for so long before and after what is in a calendar.
_AROUND = timedelta(days=400)


def invitation(
    session: Session,
    *,
    person: str,
    now: datetime,
    organizer: str,
    organizer_name: str,
    alarms: Iterable[int] = ALARMS,
    departures: int = 0,
) -> bytes:
    """A place in a session, for the calendar of who has it. The same session with a higher ``sequence`` is its update.

    Args:
        session: that somebody has a place in.
        person: id of that person: no address of theirs is known, and calendars take any URI.
        now: when the file is made.
        organizer: address of the programme: a ``mailto:`` or another URI.
        organizer_name: what calendars show instead.
        alarms: minutes before the beginning.
        departures: how often the person has given the place back. Each time a cancellation went out, and what comes
            after it has to have the higher ``SEQUENCE`` (RFC 5546, section 2.1.5).

    Returns:
        A file of the method ``REQUEST``, or ``CANCEL`` where the session does not take place.
    """
    if session.cancelled:
        between = {"person": person, "organizer": organizer, "organizer_name": organizer_name}
        return cancellation(session, now=now, departures=departures, **between)
    event = _event(session, now)
    event["SEQUENCE"] = session.sequence + 2 * departures
    _between(event, person, organizer, organizer_name, "ACCEPTED")
    for minutes in sorted(set(alarms), reverse=True):
        event.add_component(_alarm(session.plan.title, minutes))
    return _written([event], "REQUEST", session.starts_at, session.ends_at)


def cancellation(
    session: Session, *, person: str, now: datetime, organizer: str, organizer_name: str, departures: int = 1
) -> bytes:
    """A place that is given up, or of a session that does not take place: out of the calendar.

    Args and returns as of ``invitation``; of a place that is given up this departure is among ``departures``.
    """
    event = _event(session, now)
    event["STATUS"] = "CANCELLED"
    # The person leaves, and the session itself has not changed: between the invitation before and the next.
    event["SEQUENCE"] = session.sequence + 2 * departures - (0 if session.cancelled else 1)
    _between(event, person, organizer, organizer_name, "DECLINED")
    return _written([event], "CANCEL", session.starts_at, session.ends_at)


def feed(sessions: Iterable[Session], *, name: str, now: datetime) -> bytes:
    """What a calendar subscribes to: sessions, cancelled ones marked as such, under a name."""
    found = sorted(sessions, key=lambda each: (each.starts_at, each.id))
    first = found[0].starts_at if found else utc(now)
    last = max((each.ends_at for each in found), default=utc(now))
    return _written([_event(each, now) for each in found], "PUBLISH", first, last, name=name)


def entry(session: Session, *, now: datetime) -> bytes:
    """One session as it lies in a calendar on a CalDAV server: without a method (RFC 4791, section 4.1)."""
    return _written([_event(session, now)], "", session.starts_at, session.ends_at)


def _event(session: Session, now: datetime) -> Event:
    from icalendar import Event, vUri

    plan, zone = session.plan, ZoneInfo(session.plan.zone)
    event = Event()
    event.add("uid", f"{session.id}@attache")
    event.add("sequence", session.sequence)
    event.add("dtstamp", utc(now))
    # A time that clocks show twice is read as the first by some and as the second by others: UTC is read alike.
    twice = any(_comes_twice(moment.astimezone(zone)) for moment in (session.starts_at, session.ends_at))
    for name, moment in (("dtstart", session.starts_at), ("dtend", session.ends_at)):
        event.add(name, moment if twice else moment.astimezone(zone))
    event.add("summary", plan.title)
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    said = [plan.description, plan.host or "", plan.link or ""]
    if any(said):
        event.add("description", "\n\n".join(part for part in said if part))
    where = plan.place or plan.link
    if where:
        event.add("location", where)
    if plan.link:
        event.add("url", vUri(plan.link))
    if plan.topic:
        event.add("categories", [plan.topic])
    return event


def _comes_twice(time: datetime) -> bool:
    return time.replace(fold=0).utcoffset() != time.replace(fold=1).utcoffset()


def _between(event: Event, person: str, organizer: str, organizer_name: str, answer: str) -> None:
    from icalendar import vCalAddress, vText

    host = vCalAddress(organizer)
    host.params["CN"] = vText(organizer_name)
    event["ORGANIZER"] = host
    guest = vCalAddress(f"urn:uuid:{person}")
    guest.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": answer, "RSVP": "FALSE"})
    event.add("attendee", guest, encode=0)


def _alarm(title: str, minutes: int) -> object:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _written(events: list[Event], method: str, first: datetime, last: datetime, *, name: str = "") -> bytes:
    from icalendar import Calendar

    calendar: Calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    zones = [ZoneInfo(each) for each in sorted(calendar.get_missing_tzids())]
    calendar.subcomponents[:0] = [vtimezone(zone, first - _AROUND, last + _AROUND) for zone in zones]
    written: bytes = calendar.to_ical()
    return written
