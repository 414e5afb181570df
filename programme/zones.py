"""Time zones: their names, and what a time on the clocks of a place is in UTC."""

from __future__ import annotations

import difflib
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from programme.errors import BadValue, BadZone, RepeatedTime, SkippedTime
from programme.values import utc

__all__ = ["change_between", "resolve", "wall", "zone_of"]

_LONGEST_NAME = 64


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name.

    Raises:
        BadZone: there is none of this name.
    """
    if name in _names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    shown = name[:_LONGEST_NAME]
    raise BadZone(shown, _near(shown))


def resolve(time: datetime, zone: ZoneInfo, *, second: bool | None = None) -> datetime:
    """What a time that clocks in ``zone`` show is in UTC.

    Args:
        time: without a zone.
        zone: of the place.
        second: which of two, where the clocks show it twice.

    Raises:
        BadValue: ``time`` has a zone.
        SkippedTime: the clocks never show it.
        RepeatedTime: they show it twice, and ``second`` does not say which is meant.
    """
    if time.tzinfo is not None:
        raise BadValue(f"{time.isoformat()} has a time zone already. Give the time that clocks at the place show.")
    first, last = (time.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc) for fold in (0, 1))
    shown = f"{time:%Y-%m-%d %H:%M}"
    if first > last:  # in a gap the offset before it gives the later moment
        change = change_between(last, first, zone)
        raise SkippedTime(shown, zone.key, wall(change - timedelta(minutes=1), zone), wall(change, zone))
    if first < last and second is None:
        raise RepeatedTime(shown, zone.key, (first, last))
    return last if second else first


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in ``zone`` show at a moment, without a zone.

    Raises:
        BadValue: the moment has no zone.
    """
    return utc(moment, "moment").astimezone(zone).replace(tzinfo=None)


def change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The moment between two at which clocks in ``zone`` are changed, UTC, to the second: there is one."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        middle = middle.replace(microsecond=0)
        if middle in (low, high):
            break
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def _near(name: str) -> tuple[str, ...]:
    """Names like it: by their last part, which is what people type."""
    wanted = name.casefold().replace(" ", "_")
    by_part: dict[str, str] = {}
    for full in sorted(_names(), reverse=True):
        by_part[full.casefold()] = by_part[full.rpartition("/")[2].casefold()] = full
    found = difflib.get_close_matches(wanted, by_part, n=3, cutoff=0.75)
    return tuple(dict.fromkeys(by_part[each] for each in found))
