"""The words of messages about sessions in one language, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlu.dates.lexicon import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Words", "matcher", "words_of"]

_FILE = Path(__file__).with_name("words.yml")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, as patterns over a text that ``plain`` has made.

    Attributes:
        kinds: a pattern a kind; ``"any"`` for words that name none.
        first: only the next one.
        past: what has taken place.
        minutes: a number (group 1, may be missing) and a unit (group 2).
        units: minutes of each unit.
        filler: what says nothing at the edge of a subject: one word, or in Chinese one phrase.
        spaced: whether words stand apart.
    """

    kinds: dict[str, re.Pattern[str]]
    first: re.Pattern[str]
    past: re.Pattern[str]
    minutes: re.Pattern[str]
    units: dict[str, int]
    filler: frozenset[str]
    leading: re.Pattern[str]
    spaced: bool


def matcher(words: Iterable[str], *, spaced: bool) -> re.Pattern[str]:
    """A pattern for any of some words or phrases; a word of a language with spaces stands alone."""
    forms = sorted({plain(str(word))[0] for word in words}, key=len, reverse=True)
    body = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if spaced else f"(?:{body})")


def _arabic(words: Iterable[str]) -> list[str]:
    """Arabic writes its article and small words in front."""
    return [head + word for word in words for head in ("", "ال", "بال", "لل", "وال", "ب", "ل", "و")]


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The words of one of six languages, read once.

    Raises:
        KeyError: another language.
    """
    import yaml

    raw: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))[language]
    spaced = language != "zh"
    widen = _arabic if language == "ar" else list
    units = {plain(unit)[0]: count for unit, count in raw["minutes"].items()}
    forms = "|".join(re.escape(unit).replace(r"\ ", r"\s+") for unit in sorted(units, key=len, reverse=True))
    apart = r"(?!\w)" if spaced else ""
    return Words(
        kinds={kind: matcher(widen(names), spaced=spaced) for kind, names in raw["kinds"].items()},
        first=matcher(raw["next"], spaced=spaced),
        past=matcher(raw["past"], spaced=spaced),
        minutes=re.compile(rf"(?:(\d+)\s*)?({forms}){apart}"),
        units=units,
        filler=frozenset(plain(str(word))[0] for word in raw["filler"]),
        leading=matcher(raw["in"], spaced=spaced),
        spaced=spaced,
    )
