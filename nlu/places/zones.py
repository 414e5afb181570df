"""Zones by their IANA name, by a distance from UTC, and those of a country."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

__all__ = ["PRIMARY", "current_name", "named_zones", "of_country", "territories", "zone_at", "zones_in"]

_CONTINENTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

#: Countries that one zone stands for, though they have others, as CLDR has it (primaryZones).
PRIMARY = {
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "MH": "Pacific/Majuro", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip
#: In countries of several zones, those of most people.
_KNOWN = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
    "America/Anchorage", "Pacific/Honolulu", "America/Toronto", "America/Vancouver", "America/Edmonton",
    "America/Winnipeg", "America/Halifax", "America/Regina", "America/St_Johns", "America/Sao_Paulo",
    "America/Manaus", "America/Mexico_City", "America/Tijuana", "America/Cancun", "Europe/Moscow",
    "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Irkutsk",
    "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka", "Australia/Sydney", "Australia/Brisbane",
    "Australia/Adelaide", "Australia/Darwin", "Australia/Perth",
)  # fmt: skip
_RANK = {zone: number for number, zone in enumerate(_KNOWN)}
#: Older spellings that CLDR keeps, of places that the tz database has given another zone's clocks.
_RESPELT = {
    "Africa/Asmera": "Africa/Asmara", "America/Coral_Harbour": "America/Atikokan", "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
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
_WORDS = frozenset(("et", "est", "cest", "cat", "eat", "cet", "wat"))
_NAME = re.compile(r"(?<![A-Za-z0-9/])[a-z]+(?:/[a-z_+\-0-9]+){1,2}(?![\w/])", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?<![A-Za-z0-9])(?:utc|gmt)\s?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)", re.I
)
_SHORT = re.compile(r"(?<![A-Za-z0-9а-яё])(?:[A-Za-z]{2,4}|мск)(?![\w])", re.IGNORECASE)
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
        rest = text[:at] + text[match.end() :]
        if word in _ABBREVIATIONS and (word not in _WORDS or (match[0].isupper() and not rest.isupper())):
            return _ABBREVIATIONS[word], match.end()
    return None


def current_name(zone: str) -> str:
    """The name that a zone has today: "Asia/Kolkata" for CLDR's "Asia/Calcutta"."""
    return _current().get(zone, zone)


@lru_cache(maxsize=256)
def of_country(code: str) -> tuple[str, ...]:
    """Zones of a country (ISO 3166-1) whose clocks differ in the two years to come, one of each.

    The best known come first, else the order is that of the tz database. One that stands for the country stands alone.
    """
    if code in PRIMARY:
        return (PRIMARY[code],)
    order = _order()
    different: dict[tuple[timedelta | None, ...], str] = {}
    for zone in sorted(zones_in(code), key=lambda zone: (_RANK.get(zone, len(_RANK)), order.get(zone, len(order)))):
        if zone in available_timezones():
            different.setdefault(_clocks(zone), zone)
    return tuple(different.values())


def zones_in(code: str) -> list[str]:
    """All zones of a country (ISO 3166-1)."""
    from babel.core import get_global

    return [current_name(zone) for zone in get_global("territory_zones").get(code, ())]


@lru_cache(maxsize=1)
def territories() -> tuple[str, ...]:
    """Codes of all countries and territories that have a zone."""
    from babel.core import get_global

    return tuple(code for code in get_global("territory_zones") if len(code) == 2 and code.isalpha())


@lru_cache(maxsize=1)
def named_zones() -> dict[str, str]:
    """Zones by the city in their own name, with spaces, older names among them: "Calcutta" is Asia/Kolkata."""
    kept = (name for name in sorted(available_timezones()) if name.partition("/")[0] in _CONTINENTS)
    return {name.rpartition("/")[2].replace("_", " "): current_name(name) for name in kept}


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
def _order() -> dict[str, int]:
    """Where each zone stands in the tz database's table of countries."""
    from importlib.resources import files

    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: number for number, row in enumerate(rows)}


@lru_cache(maxsize=1)
def _current() -> dict[str, str]:
    """Today's names by older ones."""
    from importlib.resources import files

    links = (files("tzdata") / "zoneinfo" / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    pairs = [line.split()[1:3] for line in links if line.startswith("L ")]
    return {older: name for name, older in pairs if older not in _order()} | _RESPELT
