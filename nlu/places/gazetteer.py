"""Names of cities and countries in one language, from CLDR, and how they are found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlu.dates.lexicon import plain
from nlu.places.zones import current_name, named_zones, of_country, territories, zones_in

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Gazetteer", "Name", "gazetteer"]

_FILE = Path(__file__).with_name("cities.yml")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6
#: Endings that Russian declines and makes adjectives with, as ``plain`` leaves them (й is и).
_ENDINGS = re.compile(
    r"(?<=\w{4})(?:скии|(?:ск)?(?:ому|ого|ая|ую|ое|ые|ых|ои|ыи))$|(?<=\w{3})(?:ами|ями|ом|ем|ах|ях|ов|ею|[аеиоуыэюяь])$"
)
#: What Arabic writes in front of a name, and how many letters of it are no part of the name.
_HEADS = {"وال": 1, "بال": 1, "ال": 0, "لل": 2, "و": 1, "ب": 1, "ل": 1, "ف": 1, "ك": 1}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a plain text.

    Attributes:
        start: where it begins.
        end: where it ends.
        kind: ``"city"`` or ``"country"``.
        values: the IANA name of a city's zone, or the code of a country; both where a city elsewhere has its name.
        timed: whether the clocks there are spoken of.
        weak: whether it is also a word in small letters.
    """

    start: int
    end: int
    kind: str
    values: tuple[str, ...]
    timed: bool
    weak: bool

    def zones(self) -> tuple[str, ...]:
        """IANA names."""
        found = [of_country(value) if len(value) == 2 else (value,) for value in self.values]
        return tuple(dict.fromkeys(zone for zones in found for zone in zones))


class Gazetteer:
    """One language's names, and the English ones.

    Args:
        language: one of six.
        words: what ``cities.yml`` holds.
    """

    def __init__(self, language: str, words: dict[str, Any]) -> None:
        around = words["time"][language]
        self._language = language
        self._names: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
        self._weak = {self._stems(name) for name in words["weak"]}
        self._leading = re.compile(rf"(?:{'|'.join(map(_form, around['leading'])) or '(?!)'})\s*$")
        self._following = re.compile(rf"[\s,(]*(?:{'|'.join(map(_form, around['following'])) or '(?!)'})")
        for each in dict.fromkeys((language, "en")):
            self._fill(each, words)
        for name in words["dropped"]:
            self._names.pop(self._stems(name), None)

    def read(self, text: str) -> Iterator[Name]:
        """The names in a text that ``plain`` has made, in order, the longest first."""
        tokens = self._tokens(text)
        at = 0
        while at < len(tokens):
            for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
                stems, skipped = self._known([token[0] for token in tokens[at : at + count]])
                start, end = tokens[at][1] + skipped, tokens[at + count - 1][2]
                if stems and not self._is_language(text, end):
                    yield Name(start, end, *self._names[stems], self._is_timed(text, start, end), stems in self._weak)
                    at += count
                    break
            else:
                at += 1

    def timed_word(self, text: str) -> tuple[int, int] | None:
        """Where a name with a capital stands whose clocks are spoken of in a text: "Atlantis time"."""
        shown, origins = plain(text)
        for match in _WORD.finditer(shown):
            start, end = match.span()
            if self._language in ("ar", "zh"):  # no capitals there
                is_name = self._language == "ar" and bool(self._leading.search(shown[max(0, start - 30) : start]))
            else:
                is_name = text[origins[start]].isupper() and self._is_timed(shown, start, end)
            if is_name:
                return origins[start], origins[end - 1] + 1
        return None

    def _is_timed(self, text: str, start: int, end: int) -> bool:
        return bool(self._leading.search(text[max(0, start - 30) : start]) or self._following.match(text, end))

    def _is_language(self, text: str, end: int) -> bool:
        """Chinese names a language after its country: 西班牙语."""
        return self._language == "zh" and text[end : end + 1] in tuple("语文")

    def _known(self, words: list[str]) -> tuple[tuple[str, ...], int]:
        """The name that words are, empty when they are none, and how many letters stand in front of it."""
        stems = tuple(map(self._stem, words))
        if stems in self._names:
            return stems, 0
        for head, skipped in _HEADS.items() if self._language == "ar" else ():
            without = (words[0][len(head) :], *stems[1:])
            if words[0].startswith(head) and without in self._names:
                return without, skipped
        return (), 0

    def _tokens(self, text: str) -> list[tuple[str, int, int]]:
        """Words and where they stand; each Chinese character is one."""
        found: list[tuple[str, int, int]] = []
        for match in _WORD.finditer(text):
            if self._language == "zh" and not match[0].isascii():
                found += [(text[place], place, place + 1) for place in range(*match.span())]
            else:
                found.append((match[0], *match.span()))
        return found

    def _stems(self, name: str) -> tuple[str, ...]:
        return tuple(self._stem(token[0]) for token in self._tokens(plain(name)[0]))

    def _stem(self, word: str) -> str:
        if self._language == "ar" and word.startswith("ال"):
            return word[2:]
        return _ENDINGS.sub("", word) if self._language == "ru" else word

    def _fill(self, language: str, words: dict[str, Any]) -> None:
        from babel import Locale

        locale = Locale(language)
        for zone, names in words["cities"].items():
            for each in names:
                self._add(each.get(language, ()), zone)
        for zone, named in locale.time_zones.items():
            self._add(named.get("city", ()), current_name(zone))
        if language == "en":
            for name, zone in named_zones().items():
                self._add(name, zone)
        for code in territories():
            self._add(locale.territories.get(code, ()), code)
            self._add(words["countries"].get(code, {}).get(language, ()), code)

    def _add(self, names: Any, value: str) -> None:
        """A city's zone or a country's code under its names. A city gives way to a namesake, but not to a country."""
        for name in (names,) if isinstance(names, str) else names:
            stems = self._stems(name)
            without = stems[1:] if self._language == "fr" and stems[0] in ("le", "les") else ()
            for form in (stems, without if len("".join(without)) > 3 else ()):
                kind, values = self._names.get(form, ("country" if len(value) == 2 else "city", ()))
                if form and (
                    not values or (len(value) == 2 and kind == "city" and not set(values) & set(zones_in(value)))
                ):
                    self._names[form] = (kind, (*values, value))


def _form(words: str) -> str:
    return re.escape(plain(words)[0]).replace(r"\ ", r"\s+")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # several times as fast, where PyYAML has it
    return dict(yaml.load(_FILE.read_text(encoding="utf-8"), loader))  # noqa: S506 - both are safe


@lru_cache(maxsize=8)
def gazetteer(language: str) -> Gazetteer:
    """The names of one of six languages, read once.

    Raises:
        KeyError: another language.
    """
    return Gazetteer(language, _words())
