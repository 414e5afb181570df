"""Whether a text says a time of day and no day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nlu.dates.clocks import clocks
from nlu.dates.grammar import read
from nlu.dates.lexicon import lexicon

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["is_hour_alone"]


def is_hour_alone(text: str, language: str, now: datetime) -> bool:
    """Whether ``text`` says a time of day ("14:00", "at three in the afternoon") without the day that it is on.

    Args:
        text: what ``find`` found, or any text.
        language: of it, one of six (ISO 639-1).
        now: what clocks show where the person is, without a zone.

    Raises:
        KeyError: another language.
        NoSuchDay: the day is in no calendar.
    """
    words = lexicon(language)
    signs = words.read(text)
    times = clocks(signs, text)
    taken = {place for each in times for place in range(each.first, each.last)}
    rest = [replace(sign, letter="K") if place in taken else sign for place, sign in enumerate(signs)]
    return bool(times) and not read(rest, words, now, text)
