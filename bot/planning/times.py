"""Times as staff read them: the day in words, the hours on the clocks of the place, and in UTC."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

__all__ = ["day", "hours", "offset", "spoken_languages"]

#: British English: the day before the month, as the other languages have it.
_LOCALES = {"ar": "ar", "en": "en_GB", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_Hans"}


def day(time: datetime, language: str) -> str:
    """The day in words, with the day of the week and the year."""
    from babel.dates import format_date

    written: str = format_date(time, "full", locale=_LOCALES[language])
    return written


def hours(start: datetime, length: timedelta, zone: str) -> str:
    """From when to when on the clocks of a zone; with the days that have passed where it ends on another."""
    here = ZoneInfo(zone) if zone != "UTC" else timezone.utc
    first, last = start.astimezone(here), (start + length).astimezone(here)
    days = (last.date() - first.date()).days
    return f"{first:%H:%M}–{last:%H:%M}" + (f" (+{days})" if days else "")


def offset(moment: datetime, zone: str) -> str:
    """How far clocks in a zone are from UTC at a moment: ``"UTC−05:00"``."""
    ahead = moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = abs(ahead) // timedelta(minutes=1)
    sign = "\N{MINUS SIGN}" if ahead < timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def spoken_languages(codes: tuple[str, ...], language: str) -> str:
    """Names of languages, in one of the six; a code that nobody has named stays a code."""
    from babel import Locale
    from babel.lists import format_list

    names = Locale.parse(_LOCALES[language]).languages
    written: str = format_list([names.get(code, code) for code in codes], style="standard", locale=_LOCALES[language])
    return written
