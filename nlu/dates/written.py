"""Days as they are written in another language of the six than the message's, or in a form of their own: dateparser.

``grammar.py`` reads what people say in the language that they write in. Delegates mix languages, and copy dates from
invitations: "seminar on 12 de marzo", "12-Mar-2027".
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from nlu.dates.lexicon import plain
from nlu.turn import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Written", "written"]

#: Beginning and end of a day in a text, and the day.
Written = tuple[int, int, date]

#: A day, a month in letters and perhaps a year; or the month first. Three letters are words of other languages: "set
#: 3 reminders" is not the Spanish September.
_MONTH = r"(?:[^\W\d_]{4,}|[^\W\d_A-Za-z]{3,}|(?<=-)[^\W\d_]{3}(?=-))\.?"
_FORMS = (
    re.compile(
        rf"(?<!\w)\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of)\s+|\s+|-){_MONTH}"
        r"(?:,?(?:\s+(?:del?|of)\s+|\s+|-)\d{4})?(?!\w)"
    ),
    re.compile(rf"(?<!\w){_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\w)"),
)
_WORD = re.compile(r"[^\W\d_]{3,}")
#: A programme has no sessions further away; what is, is the year of a convention.
_YEARS = 5


def written(text: str, now: datetime, known: Sequence[tuple[int, int]] = ()) -> list[Written]:
    """The days that ``text`` writes with the name of a month, in whichever of the six languages.

    Args:
        text: a message.
        now: what clocks show where the person is; a day without a year is the next one.
        known: stretches of it, beginning and end, that are understood already.

    Returns:
        Where each stands, beginning and end, and the day.
    """
    found: list[Written] = []
    for form in _FORMS:
        for match in form.finditer(text):
            begins, ends = match.span()
            taken = any(start <= begins and ends <= end for start, end in known)
            taken = taken or any(start < ends and begins < end for start, end, _ in found)
            day = _read(match[0], now.date()) if not taken and _names_month(match[0]) else None
            if day is not None and abs(day.year - now.year) <= _YEARS:
                found.append((begins, ends, day))
    return sorted(found)


def _names_month(text: str) -> bool:
    """Whether a word begins as a month does: most do not, and dateparser takes a second to load."""
    return any(word[:3] in _beginnings() for word in _WORD.findall(plain(text)[0]))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    from babel.dates import get_month_names

    names = [name for language in LANGUAGES for name in get_month_names("wide", locale=language).values()]
    return frozenset(plain(name)[0][:3] for name in names)


@lru_cache(maxsize=512)
def _read(text: str, today: date) -> date | None:
    import dateparser

    base = datetime(today.year, today.month, today.day)
    found = dateparser.parse(
        text,
        languages=list(LANGUAGES),
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
            "PARSERS": ["absolute-time"],  # "20 minutes" is no day
        },
    )
    return None if found is None else found.date()
