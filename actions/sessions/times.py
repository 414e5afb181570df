"""Times for one person: on the clocks of their place where it is known, else on those of the session's."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nlu.moments import moment_words, when_words

if TYPE_CHECKING:
    from datetime import date

    from nlu.texts import Texts

__all__ = ["Times", "day_of", "day_words"]

#: CLDR's patterns of each language; English with the day before the month, as the United Nations write it.
_LOCALES = {"en": "en_GB"}


class Times:
    """Times for one person.

    Args:
        said: the texts of the person's language.
        zone: IANA name of the person's zone; None when it is not known.
    """

    def __init__(self, said: Texts, zone: str | None) -> None:
        self.said, self.known = said, zone

    def zone(self, place: str) -> str:
        """The zone that a session at a place with zone ``place`` is shown in."""
        return self.known or place

    def whole(self, starts_at: datetime, ends_at: datetime, place: str) -> str:
        """Such as "Friday, 12 March 2027, 10:00–11:30 (New York time)"."""
        return when_words(starts_at, ends_at, self.zone(place), self.said.language)

    def moment(self, moment: datetime, place: str) -> str:
        """Such as "Friday, 12 March 2027, 10:00 (New York time)"."""
        return moment_words(moment, self.zone(place), self.said.language)

    def short(self, starts_at: datetime, place: str) -> str:
        """Such as "Fri 12 Mar, 10:00": for buttons, and where the zone stands beside it."""
        start = starts_at.astimezone(ZoneInfo(self.zone(place)))
        return self.said.say("{day}, {hour}", day=day_of(self.said, start.date()), hour=f"{start:%H:%M}")


def day_of(said: Texts, day: date) -> str:
    """Such as "Fri 12 Mar"."""
    from babel.dates import format_skeleton

    locale = _LOCALES.get(said.language, said.language)
    return str(format_skeleton("MMMEd", datetime(day.year, day.month, day.day), locale=locale))


def day_words(said: Texts, day: date) -> str:
    """Such as "Friday, 12 March 2027"."""
    from babel.dates import format_date

    return str(format_date(day, "full", locale=_LOCALES.get(said.language, said.language)))
