"""When something is, in words: the day, the hours, whose clocks show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nlu.texts import texts

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["clock", "clocks", "day", "moment_words", "when_words"]

#: Whose way of writing a day is taken, where it is not the language's own: the day before the month, as the United
#: Nations write it in English.
_LOCALES = {"en": "en_GB"}


def when_words(starts_at: datetime, ends_at: datetime, zone: str, language: str | None) -> str:
    """A stretch of time: ``"Friday, 12 March 2027, 10:00–11:30 (New York time)"``.

    Args:
        starts_at: when it begins; any zone.
        ends_at: when it ends, at most a day later.
        zone: IANA name of the zone in which it is said.
        language: one of six; English for any other.
    """
    said = texts(language)
    return said.say(
        "{day}, {start}–{end} ({zone})",
        day=day(starts_at, zone, language),
        start=clock(starts_at, zone),
        end=clock(ends_at, zone),
        zone=clocks(zone, language),
    )


def moment_words(moment: datetime, zone: str, language: str | None) -> str:
    """One moment: ``"Friday, 12 March 2027, 10:00 (New York time)"``; arguments as of ``when_words``."""
    said = texts(language)
    return said.say(
        "{day}, {time} ({zone})",
        day=day(moment, zone, language),
        time=clock(moment, zone),
        zone=clocks(zone, language),
    )


def clocks(zone: str, language: str | None) -> str:
    """Whose clocks those of a zone are: ``"New York time"``, ``"UTC"``."""
    from nlu.places import zone_label

    said = texts(language)
    label = zone_label(zone, said.language)
    return label if label.startswith("UTC") else said.say("{place} time", place=label)


def day(moment: datetime, zone: str, language: str | None) -> str:
    """The day on the clocks of ``zone``, with its year."""
    from babel.dates import format_date

    code = texts(language).language
    local = moment.astimezone(ZoneInfo(zone))
    said: str = format_date(local.date(), "full", locale=_LOCALES.get(code, code))
    # The first of a month is an ordinal in French, which CLDR's patterns have no letter for.
    return said.replace(" 1 ", " 1er ", 1) if code == "fr" and local.day == 1 else said


def clock(moment: datetime, zone: str) -> str:
    """The hour on the clocks of ``zone``, of twenty-four."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"
