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
#: What Arabic writes in front of a noun.
_HEADS = ("", "ال", "بال", "لل", "وال", "ب", "ل", "و")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, as patterns over a text that ``plain`` has made; ``words.yml`` says what each is.

    Attributes:
        minutes: a number as group ``figure`` or ``word`` and a ``unit``, or a unit ``alone``.
        units: minutes of each unit.
        numbers: numbers in words.
        count: how often, as group ``figure`` or ``word``; ``weeks`` for how long likewise.
        places: how many places, as group ``figure``.
        filler: one word each, or in Chinese one phrase.
        spaced: whether words stand apart.
    """

    kinds: dict[str, re.Pattern[str]]
    many: re.Pattern[str]
    generic: re.Pattern[str]
    first: re.Pattern[str]
    past: re.Pattern[str]
    leading: re.Pattern[str]
    minutes: re.Pattern[str]
    units: dict[str, int]
    numbers: dict[str, int]
    every: re.Pattern[str]
    weekdays: tuple[re.Pattern[str], ...]
    frequency: dict[str, re.Pattern[str]]
    until: re.Pattern[str]
    before: re.Pattern[str]
    count: re.Pattern[str]
    weeks: re.Pattern[str]
    places: re.Pattern[str]
    host: re.Pattern[str]
    subject: re.Pattern[str]
    ahead: re.Pattern[str]
    days: re.Pattern[str]
    room: re.Pattern[str]
    at: re.Pattern[str]
    articles: re.Pattern[str]
    acts: dict[str, re.Pattern[str]]
    about: dict[str, re.Pattern[str]]
    practical: re.Pattern[str]
    filler: frozenset[str]
    spaced: bool


def matcher(words: Iterable[str], *, spaced: bool) -> re.Pattern[str]:
    """A pattern for any of some words or phrases, the longest first; of a language with spaces they stand apart."""
    body = _body(words)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if spaced else f"(?:{body})")


def _body(words: Iterable[str]) -> str:
    forms = sorted({plain(str(word))[0] for word in words}, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) or r"(?!)"


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The words of one of six languages, read once.

    Raises:
        KeyError: another language.
    """
    raw = _raw()[language]
    spaced = language != "zh"
    numbers = {plain(word)[0]: value for word, value in raw["numbers"].items()}
    units = {plain(unit)[0]: count for unit, count in raw["minutes"].items()}
    apart, begins = (r"(?!\w)", r"(?<!\w)") if spaced else ("", "")
    number = rf"(?:(?P<figure>\d{{1,5}})\s*|{begins}(?P<word>{_body(numbers)})\s*)"

    def some(words: Iterable[str]) -> re.Pattern[str]:
        return matcher(words, spaced=spaced)

    def nouns(words: Iterable[str]) -> re.Pattern[str]:
        return some(head + word for word in words for head in _HEADS) if language == "ar" else some(words)

    often, weeks = (rf"{number}(?:{_body(raw[name])}){apart}" for name in ("times", "weeks"))
    places = rf"(?P<figure>\d{{1,7}})\s*(?:{_body(raw['places'])}){apart}"
    return Words(
        kinds={kind: nouns(names) for kind, names in raw["kinds"].items()},
        many=nouns(raw["many"]),
        generic=nouns(raw["generic"]),
        first=some(raw["next"]),
        past=some(raw["past"]),
        leading=some(raw["in"]),
        minutes=re.compile(
            rf"{begins}(?P<alone>{_body(raw['alone'])}){apart}|{number}(?:-\s*)?(?P<unit>{_body(units)}){apart}"
        ),
        units=units,
        numbers=numbers,
        every=some(raw["every"]),
        weekdays=tuple(some([day] if isinstance(day, str) else day) for day in raw["weekdays"]),
        frequency={name: some(words) for name, words in raw["frequency"].items()},
        until=some(raw["until"]),
        before=some(raw["before"]),
        count=re.compile(often),
        weeks=re.compile(weeks),
        places=re.compile(rf"(?<![\d.:]){places}"),
        host=some(raw["host"]),
        subject=some(raw["subject"]),
        ahead=some(raw["ahead"]),
        days=re.compile(rf"{number}(?:{_body(raw['days'])}){apart}"),
        room=some(raw["room"]),
        at=some(raw["at"]),
        articles=some(raw["articles"]),
        acts={name: some(words) for name, words in raw["acts"].items()},
        about={name: some(words) for name, words in raw["about"].items()},
        practical=some(raw["practical"]),
        filler=frozenset(plain(str(word))[0] for word in raw["filler"]),
        spaced=spaced,
    )


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # several times as fast, where PyYAML has it
    return dict(yaml.load(_FILE.read_text(encoding="utf-8"), loader))  # noqa: S506 - both are safe
