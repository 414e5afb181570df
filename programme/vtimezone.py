"""A time zone as a calendar file carries it (RFC 5545, 3.6.5): every change of the clocks in a stretch of time.

``icalendar`` makes one as well, but misses changes: Morocco's of February and March 2027, around Ramadan, for one.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from programme.values import utc
from programme.zones import change_between

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Timezone

__all__ = ["changes", "vtimezone"]

_DAY = timedelta(days=1)


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """The moments at which clocks in ``zone`` are changed, UTC, in order. Two on one day that undo each other: none."""
    found: list[datetime] = []
    at = utc(first, "first")
    while at < utc(last, "last"):
        if at.astimezone(zone).utcoffset() != (at + _DAY).astimezone(zone).utcoffset():
            found.append(change_between(at, at + _DAY, zone))
        at += _DAY
    return found


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The component for ``zone``, right from ``first`` to ``last``."""
    from icalendar import Timezone

    component: Timezone = Timezone()
    component.add("tzid", zone.key)
    # Before the first change: as it is then, from a time that lies before everything.
    component.add_component(_observance(zone, utc(first, "first"), datetime(1970, 1, 1)))
    for moment in changes(zone, first, last):
        before = moment - timedelta(seconds=1)
        # What the clocks would have shown had they not been changed.
        shown = moment.astimezone(timezone(before.astimezone(zone).utcoffset() or timedelta())).replace(tzinfo=None)
        component.add_component(_observance(zone, moment, shown, before=before))
    return component


def _observance(zone: ZoneInfo, moment: datetime, starts: datetime, *, before: datetime | None = None) -> object:
    from icalendar import TimezoneDaylight, TimezoneStandard

    here = moment.astimezone(zone)
    component = TimezoneDaylight() if here.dst() else TimezoneStandard()
    component.add("dtstart", starts)
    component.add("tzoffsetfrom", (before or moment).astimezone(zone).utcoffset())
    component.add("tzoffsetto", here.utcoffset())
    component.add("tzname", here.tzname() or zone.key)
    return component
