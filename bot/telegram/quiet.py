"""Quiet hours: when what can wait does not ring at people, on their own clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time, tzinfo

__all__ = ["QuietHours"]

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which it is quiet, by the clock on the wall; across midnight when they end before they begin.

    Attributes:
        begin: the first quiet moment.
        end: the first one that is not quiet any more; another than ``begin``.
    """

    begin: time
    end: time

    def holds(self, moment: datetime, zone: tzinfo) -> bool:
        """Whether it is quiet where the clocks of ``zone`` are."""
        clock = moment.astimezone(zone).time()
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def over(self, moment: datetime, zone: tzinfo) -> datetime:
        """When it is not quiet any more, UTC; ``moment`` itself when it is not quiet then.

        An end that the clocks pass over in spring is when they do; one that they show twice in autumn is the first, and
        what is left of quiet hours after they were turned back is quiet once more.
        """
        over = moment = moment.astimezone(timezone.utc)
        while self.holds(over, zone):
            clock = over.astimezone(zone).replace(tzinfo=None)
            over += (datetime.combine(clock, self.end) - clock) % _DAY
        while over > moment and not self.holds(over - _MINUTE, zone):
            over -= _MINUTE  # the clocks were put forward in between
        return over
