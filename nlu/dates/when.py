"""What a person means by a date, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Dated", "NoSuchDay", "When"]


@dataclass(frozen=True, slots=True)
class When:
    """A time or a stretch of time, as clocks show it where the person is; without a zone.

    Attributes:
        start: its beginning, included; None for everything before ``end``.
        end: its end, not included; None for everything from ``start`` on, or for a moment without a length.
        clock: whether ``start`` is a time of day that was said, and not the beginning of a day or of a longer stretch.
    """

    start: datetime | None
    end: datetime | None
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A time found in a message.

    Attributes:
        options: what it can mean, the likeliest first; more than one is to be asked back.
        words: where it is said: beginning and end in the message.
        rest: the message without it.
        day: whether a day or a longer stretch was said, and not only a time of day.
    """

    options: tuple[When, ...]
    words: tuple[int, int]
    rest: str
    day: bool = True

    @property
    def when(self) -> When | None:
        """The one meaning; None when there are several."""
        return self.options[0] if len(self.options) == 1 else None


class NoSuchDay(ValueError):
    """A day that no calendar has.

    Attributes:
        said: as it was written.
    """

    def __init__(self, said: str) -> None:
        super().__init__(f"There is no such day: {said}.")
        self.said = said
