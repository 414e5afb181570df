"""Who wrote lately. In memory, for as long as it matters: whoever is awake may be written to."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

__all__ = ["Presence"]

#: So long after their last message people are taken to be there.
THERE = timedelta(minutes=15)


class Presence:
    """The people who wrote in the last minutes, by the key that they have in this channel."""

    def __init__(self) -> None:
        self._wrote: OrderedDict[str, datetime] = OrderedDict()

    def wrote(self, key: str, at: datetime) -> None:
        """Somebody wrote, or pressed a button."""
        self._wrote[key] = max(at, self._wrote.pop(key, at))
        while self._wrote and next(iter(self._wrote.values())) < at - THERE:
            self._wrote.popitem(last=False)

    def there(self, key: str, now: datetime) -> bool:
        """Whether somebody wrote lately."""
        return key in self._wrote and now - self._wrote[key] < THERE
