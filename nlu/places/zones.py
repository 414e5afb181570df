"""Zones by their IANA name, by a distance from UTC, and those of a country."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

__all__ = ["PRIMARY", "current_name", "of_country", "zone_at"]

#: Countries that one zone stands for, though they have others, as CLDR has it (primaryZones).
PRIMARY = {
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "MH": "Pacific/Majuro", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip
#: What people write for a zone that changes its clocks, summer and winter alike.
_ABBREVIATIONS = {
    "utc": "UTC", "gmt": "UTC", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "cet": "Europe/Paris", "cest": "Europe/Paris", "eet": "Europe/Athens", "eest": "Europe/Athens",
    "bst": "Europe/London", "msk": "Europe/Moscow", "мск": "Europe/Moscow", "eat": "Africa/Nairobi",
    "cat": "Africa/Maputo", "wat": "Africa/Lagos", "jst": "Asia/Tokyo", "nzst": "Pacific/Auckland",
    "aest": "Australia/Sydney",
}  # fmt: skip
#: Those that are also words: they count in capitals only.
_WORDS = frozenset(("et", "est", "cat", "eat", "cet", "wat"))
_NAME = re.compile(r"(?<![\w/])[a-z]+(?:/[a-z_+\-0-9]+){1,2}(?![\w/])", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?<!\w)(?:utc|gmt)\s?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)", re.I
)
_SHORT = re.compile(r"(?<!\w)[^\W\d_]{2,4}(?!\w)")
_AHEAD = timedelta(days=750)
_STEP = timedelta(days=14)


def zone_at(text: str, at: int) -> tuple[str, int] | None:
    """The zone that is written at a place of a text by its name, an abbreviation or a distance, and where it ends.

    Distances that no zone has ("UTC+3:30" has one, "UTC+3:10" none) are none.
    """
    if match := _OFFSET.match(text, at):
        zone = _offset(match["sign"], int(match["hours"]), int(match["minutes"] or 0))
        return (zone, match.end()) if zone else None
    if match := _NAME.match(text, at):
        zone = _by_name().get(match[0].casefold())
        return (zone, match.end()) if zone else None
    if match := _SHORT.match(text, at):
        word = match[0].casefold()
        if word in _ABBREVIATIONS and (word not in _WORDS or match[0].isupper()):
            return _ABBREVIATIONS[word], match.end()
    return None


def current_name(zone: str) -> str:
    """The name that a zone has today: "Asia/Kolkata" for CLDR's "Asia/Calcutta"."""
    return _current().get(zone, zone)


@lru_cache(maxsize=256)
def of_country(code: str) -> tuple[str, ...]:
    """Zones of a country (ISO 3166-1) whose clocks differ in the two years to come, one of each, as the tz database
    orders them: those of most people first. One that stands for the country stands alone."""
    if code in PRIMARY:
        return (PRIMARY[code],)
    from babel.core import get_global

    listed = [current_name(zone) for zone in get_global("territory_zones").get(code, ())]
    order = _order()
    different: dict[tuple[timedelta | None, ...], str] = {}
    for zone in sorted(listed, key=lambda zone: order.get(zone, len(order))):
        if zone in available_timezones():
            different.setdefault(_clocks(zone), zone)
    return tuple(different.values())


def _clocks(zone: str) -> tuple[timedelta | None, ...]:
    info, now = ZoneInfo(zone), datetime.now(timezone.utc)
    return tuple((now + _STEP * step).astimezone(info).utcoffset() for step in range(_AHEAD // _STEP))


def _offset(sign: str, hours: int, minutes: int) -> str | None:
    distance = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    if not distance:
        return "UTC"
    if not minutes:
        name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"  # POSIX counts the other way round
        return name if name in available_timezones() else None
    halves = ("Asia/Kolkata", "Asia/Kabul", "Asia/Kathmandu", "Asia/Yangon", "Asia/Tehran", "Australia/Darwin")
    now = datetime.now(timezone.utc)
    return next((zone for zone in halves if now.astimezone(ZoneInfo(zone)).utcoffset() == distance), None)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name}


@lru_cache(maxsize=1)
def _table() -> list[list[str]]:
    """The rows of the tz database's ``zone.tab``: country, place, zone."""
    from importlib.resources import files

    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    return {row[2]: number for number, row in enumerate(_table())}


@lru_cache(maxsize=1)
def _current() -> dict[str, str]:
    """Today's names by older ones."""
    from importlib.resources import files

    links = (files("tzdata") / "zoneinfo" / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    pairs = [line.split()[1:3] for line in links if line.startswith("L ")]
    return {older: name for name, older in pairs if older not in _order()}
