"""Days, hours, zones and languages as they are typed on the command line."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bot.errors import BadInput

__all__ = ["codes", "day", "hour", "minutes_of", "moment", "zone"]

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_LANGUAGES = re.compile(r"[a-z]{2}")


def moment(written: str) -> datetime:
    """``2027-03-12 10:00``, a time on the clocks of the place.

    Raises:
        BadInput: it is no such time.
    """
    first, _, second = written.strip().replace("T", " ").partition(" ")
    return datetime.combine(day(first), hour(second.strip()))


def day(written: str) -> date:
    """``2027-03-12``.

    Raises:
        BadInput: it is no such day.
    """
    match = _DAY.fullmatch(written.strip())
    if match is None:
        raise BadInput(f"{_short(written)!r} is no day. Write it as 2027-03-12.")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise BadInput(f"There is no such day: {written.strip()}. Check the day and the month.") from None


def hour(written: str) -> time:
    """``10:00``, of 24 hours.

    Raises:
        BadInput: it is no such time of day.
    """
    match = _HOUR.fullmatch(written.strip())
    if match is None:
        raise BadInput(f"{_short(written)!r} is no time of day. Write it as 14:30, with a day as 2027-03-12 14:30.")
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise BadInput(f"There is no such time of day: {written.strip()}. The hours go from 00:00 to 23:59.") from None


def minutes_of(start: datetime, until: str) -> int:
    """How long it is from a beginning to an end on the same clocks, ``11:30`` or with its day.

    Raises:
        BadInput: the end is not after the beginning.
    """
    end = moment(until) if "-" in until else datetime.combine(start.date(), hour(until))
    if end <= start:
        raise BadInput(
            f"The session would end at {end:%Y-%m-%d %H:%M}, before it begins at {start:%Y-%m-%d %H:%M}. "
            f"Give a later end; one after midnight with its day."
        )
    return int((end - start).total_seconds()) // 60


def zone(written: str) -> str:
    """A time zone by its IANA name, or by a city or country: ``Suva``.

    Raises:
        BadInput: a country of several zones.
        BadZone: there is none of this name.
    """
    from nlu.places import zone_named
    from programme.errors import BadZone
    from programme.zones import zone_of

    try:
        return zone_of(written).key
    except BadZone:
        found = zone_named(written, "en") if len(written) <= 100 else ()
        if not found:
            raise
        if len(found) > 1:
            raise BadInput(f"{written} has several time zones: {', '.join(found[:12])}. Give one of them.") from None
        return found[0]


def codes(written: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of languages, each option one or several with commas: ``en,es``.

    Raises:
        BadInput: it is no code of two letters.
    """
    found = [part.strip().casefold() for each in written for part in each.split(",") if part.strip()]
    wrong = next((each for each in found if not _LANGUAGES.fullmatch(each)), None)
    if wrong is not None:
        raise BadInput(f"{_short(wrong)!r} is no code of a language. Give two letters, such as en or fr.")
    return tuple(dict.fromkeys(found))


def _short(written: str) -> str:
    return written if len(written) <= 40 else written[:39] + "…"
