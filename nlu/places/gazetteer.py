"""Names of cities and countries in one language, from CLDR, and how they are found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlu.dates.lexicon import plain
from nlu.places.zones import current_name, of_country

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Gazetteer", "Name", "gazetteer"]

_FILE = Path(__file__).with_name("cities.yml")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6
#: Endings that Russian declines and makes adjectives with, as ``plain`` leaves them (й is и).
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:(?:ск)?(?:ому|ого|ая|ую|ое|ые|ых|ои|ыи|ии)|ами|ями|ом|ем|ах|ях|ов|ею|[аеиоуыэюяь])$"
)
_HEADS = ("وال", "بال", "ال", "لل", "و", "ب", "ل", "ف", "ك")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a plain text.

    Attributes:
        start: where it begins; ``end`` where it ends.
        kind: ``"city"`` or ``"country"``.
        value: the IANA name of a city's zone, the code of a country.
        timed: whether the clocks there are spoken of.
    """

    start: int
    end: int
    kind: str
    value: str
    timed: bool


class Gazetteer:
    """One language's names, and the English ones."""

    def __init__(self, language: str) -> None:
        import yaml

        words = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        self._language = language
        self._names: dict[tuple[str, ...], tuple[str, str]] = {}
        self._dropped = {tuple(self._stems(name)) for name in words["dropped"]}
        for each in dict.fromkeys((language, "en")):
            self._fill(each, words)
        leading, following = (words["time"][language][key] for key in ("leading", "following"))
        self._leading = re.compile(rf"(?:{'|'.join(map(_plain, leading))})\s*$") if leading else None
        self._following = re.compile(rf"[\s,(（]*(?:{'|'.join(map(_plain, following))})") if following else None

    def read(self, text: str) -> Iterator[Name]:
        """The names in a text that ``plain`` has made, in order, the longest first."""
        tokens = self._tokens(text)
        at = 0
        while at < len(tokens):
            for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
                found = self._named([token[0] for token in tokens[at : at + count]])
                if found is not None:
                    start, end = tokens[at][1], tokens[at + count - 1][2]
                    yield Name(start, end, *found, timed=self._is_timed(text, start, end))
                    at += count
                    break
            else:
                at += 1

    def _is_timed(self, text: str, start: int, end: int) -> bool:
        leading = self._leading is not None and self._leading.search(text[max(0, start - 30) : start])
        following = self._following is not None and self._following.match(text, end)
        return bool(leading or following)

    def _named(self, words: list[str]) -> tuple[str, str] | None:
        known = self._names.get(tuple(self._stem(word) for word in words))
        if known is None and self._language == "ar":
            for head in _HEADS:
                if words[0].startswith(head) and len(words[0]) > len(head) + 1:
                    known = known or self._names.get((words[0][len(head) :], *map(self._stem, words[1:])))
        return known

    def _tokens(self, text: str) -> list[tuple[str, int, int]]:
        """Words and where they stand; each Chinese character is one."""
        found: list[tuple[str, int, int]] = []
        for match in _WORD.finditer(text):
            if self._language == "zh" and not match[0].isascii():
                found += [(text[place], place, place + 1) for place in range(*match.span())]
            else:
                found.append((match[0], *match.span()))
        return found

    def _stems(self, name: str) -> list[str]:
        return [self._stem(token[0]) for token in self._tokens(plain(name)[0])]

    def _stem(self, word: str) -> str:
        if self._language == "ar" and word.startswith("ال"):
            return word[2:]
        return _ENDINGS.sub("", word) if self._language == "ru" else word

    def _fill(self, language: str, words: dict[str, Any]) -> None:
        from babel import Locale

        locale = Locale(language)
        for zone, names in words["cities"].items():
            for each in names:
                self._add(each.get(language, ()), "city", zone)
        for zone, named in locale.time_zones.items():
            self._add([named["city"]] if "city" in named else (), "city", current_name(zone))
            if language == "en":
                self._add([zone.rpartition("/")[2].replace("_", " ")], "city", current_name(zone))
        if language == "en":
            from zoneinfo import available_timezones

            for zone in available_timezones():
                if zone.count("/") == 1 and zone.partition("/")[0] in (
                    "Africa",
                    "America",
                    "Asia",
                    "Europe",
                    "Pacific",
                ):
                    self._add([zone.rpartition("/")[2].replace("_", " ")], "city", current_name(zone))
        for code, named in locale.territories.items():
            if len(code) == 2 and of_country_exists(code):
                self._add([named], "country", code)
        for code, names in words["countries"].items():
            self._add(names.get(language, ()), "country", code)

    def _add(self, names: Any, kind: str, value: str) -> None:
        for name in [names] if isinstance(names, str) else names:
            stems = tuple(self._stems(name))
            if stems and stems not in self._dropped and len("".join(stems)) > 1:
                self._names.setdefault(stems, (kind, value))


def _plain(words: str) -> str:
    return re.escape(plain(words)[0]).replace(r"\ ", r"\s+")


def of_country_exists(code: str) -> bool:
    from babel.core import get_global

    return code in get_global("territory_zones")


@lru_cache(maxsize=8)
def gazetteer(language: str) -> Gazetteer:
    """The names of one of six languages, read once.

    Raises:
        KeyError: another language.
    """
    return Gazetteer(language)


_ = of_country
