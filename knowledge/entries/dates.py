"""Days and years of adoption and entry into force as six languages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.provisions import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Stated", "find_dates"]

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
# The names of the months in the Arabic east, which United Nations texts put before the others with a stroke.
_EASTERN = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني"),
    "كانون الأول",
)

_ADOPTED, _IN_FORCE = "adopted", "in_force"
#: What stands right before the date; at most a few words lie between.
_BEFORE = {
    "en": (r"adopted|concluded", r"in force|into force"),
    "fr": (r"adoptée?s?|conclue?", r"en vigueur"),
    "es": (r"adoptad[oa]s?|aprobad[oa]s?|adoptó|aprobó", r"en vigor|vigente"),
    "ru": (r"принят\w*|одобрен\w*", r"в силу|в силе|действует"),
    "ar": (r"اعتُ?مد\w*|أُ?قر\w*|المعتمد\w*", r"النفاذ|نافذ\w*|سار\w*"),
}
_LINK = {
    "en": r"(?: by [\w ]{3,40}?)?(?: only)?(?: on| since| in| from)?",
    "fr": r"(?: par [\w' ]{3,40}?)?(?: depuis)?(?: le| en)?",
    "es": r"(?: por [\w ]{3,40}?)?(?: desde)?(?: el| en)?",
    "ru": r"(?: [\w-]+ассамблеей)?(?: [сc]| в)?",
    "ar": r"(?: في| منذ| بتاريخ| منذ عام| عام| في عام)?",
}
_CHINESE_AFTER = re.compile(r"[日年月]?[^，。；、（）()]{0,8}?(?P<cue>通过|生效)")
_CHINESE_DAY = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?P<day>\d{1,2})日)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in a text that says of something when it was adopted or came into force.

    Attributes:
        field: ``"adopted"`` or ``"in_force"``.
        year: as written.
        day: the whole date; ``None`` where only a year is written, or where there is no such day.
        possible: whether there is such a day.
        start: of its first character.
        text: as written.
    """

    field: str
    year: int
    day: date | None
    possible: bool
    start: int
    text: str


def find_dates(text: str, language: str) -> Iterator[Stated]:
    """The dates beside a word for adoption or entry into force, in reading order.

    Args:
        text: one sentence.
        language: one of the six; English where it is none.
    """
    written = figures(text)
    if language == "zh":
        yield from _chinese(written)
        return
    months, pattern = _pattern(language if language in _MONTHS else "en")
    for match in pattern.finditer(written):
        day = match["day"]
        yield _stated(
            _ADOPTED if match["adopted"] else _IN_FORCE,
            (int(match["year"]), months[" ".join(match["month"].lower().split())], int(day)) if day else None,
            int(match["year"] or match["only"]),
            match.start("date"),
            match["date"],
        )


def _chinese(text: str) -> Iterator[Stated]:
    for match in _CHINESE_DAY.finditer(text):
        after = _CHINESE_AFTER.match(text, match.end())
        if after and not _CHINESE_DAY.search(text, match.end(), after.end()):
            day = (int(match["year"]), int(match["month"]), int(match["day"])) if match["day"] else None
            field = _ADOPTED if after["cue"] == "通过" else _IN_FORCE
            yield _stated(field, day, int(match["year"]), match.start(), match.group())


def _stated(field: str, day: tuple[int, int, int] | None, year: int, start: int, text: str) -> Stated:
    try:
        whole = date(*day) if day else None
    except ValueError:
        return Stated(field, year, None, False, start, text)
    return Stated(field, year, whole, True, start, text)


@lru_cache(maxsize=8)
def _pattern(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    months = {name: number for number, name in enumerate(_MONTHS[language].split(), 1)}
    if language == "ar":
        months |= {name: number for number, name in enumerate(_EASTERN, 1)}
    named = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    adopted, in_force = _BEFORE[language]
    double = rf"(?:(?:{named})\s?/\s?)?" if language == "ar" else ""
    joint = r"(?:\s+de)?" if language == "es" else ""
    day = rf"(?P<day>\d{{1,2}})(?:er|[º°])?{joint}\s+{double}(?P<month>{named}){joint}\s+(?P<year>\d{{4}})"
    return months, re.compile(
        rf"(?<!\w)(?:(?P<adopted>{adopted})|(?:{in_force})){_LINK[language]}\s+(?P<date>{day}|(?P<only>(?:19|20)\d\d))(?!\w)",
        re.IGNORECASE,
    )
