"""When a message that may wait may ring: after the quiet hours of whoever it is for, unless they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.telegram.acquaintance import CHANNEL

if TYPE_CHECKING:
    from datetime import datetime

    from bot.telegram.presence import Presence
    from bot.telegram.quiet import QuietHours
    from programme import People

__all__ = ["Courtesy"]


class Courtesy:
    """Knows whose clock counts.

    Args:
        people: each may have a time zone of their own.
        presence: who wrote lately.
        hours: the quiet hours; None: there are none.
        zone: IANA name of the time zone of all others, and of groups.
    """

    def __init__(self, people: People, presence: Presence, *, hours: QuietHours | None, zone: str) -> None:
        self._people, self._presence, self._hours, self._zone = people, presence, hours, ZoneInfo(zone)

    def when(self, key: str, now: datetime) -> datetime:
        """When a message to the person of this key may ring: ``now``, or the end of their quiet hours.

        Raises:
            DatabaseFailed: the database is not reached.
        """
        if self._hours is None or self._presence.there(key, now):
            return now
        return self._hours.over(now, self._zone_of(key))

    def _zone_of(self, key: str) -> ZoneInfo:
        person = self._people.of(CHANNEL, key)
        if person is None or person.zone is None:
            return self._zone
        try:
            return ZoneInfo(person.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # of a newer list of zones than this machine has
            return self._zone
