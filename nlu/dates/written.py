"""Days as they are written in another language of the six than the message's, or in a form of their own: dateparser.

``grammar.py`` reads what people say in the language that they write in. Delegates mix languages, and copy dates from
invitations: "seminar on 12 de marzo", "12-Mar-2027".
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from nlu.turn import LANGUAGES

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
#: A programme has no sessions further away; what is, is the year of a convention.
_YEARS = 5


def written(text: str, now: datetime) -> list[Written]:
    """The days that ``text`` writes with the name of a month, in whichever of the six languages.

    Args:
        text: a message.
        now: what clocks show where the person is; a day without a year is the next one.

    Returns:
        Where each stands, beginning and end, and the day.
    """
    found: list[Written] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _read(match[0], now.date())
            known = any(start < match.end() and match.start() < end for start, end, _ in found)
            if day is not None and not known and abs(day.year - now.year) <= _YEARS:
                found.append((match.start(), match.end(), day))
    return sorted(found)


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
