"""The words for times in one language, and the reading of a text into signs: a weekday, a number, "next", a clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["Lexicon", "Sign", "lexicon", "plain"]

_WORDS = Path(__file__).with_name("words.yml")

#: One letter a kind: a text becomes a word over these, which the grammar reads with regular expressions.
_LETTERS = {
    "today": "R", "tomorrow": "R", "day_after": "R", "yesterday": "R", "day_before": "R",
    "next": "X", "coming": "O", "last": "L", "this": "T",
    "day": "U", "week": "U", "weekend": "U", "month": "U", "year": "U", "hour": "U",
    "within": "I", "during": "J", "ago": "G", "before": "B", "after": "F", "until": "u", "from": "f", "to": "t",
    "between": "b", "and": "a",
    "morning": "P", "noon": "P", "afternoon": "P", "evening": "P", "night": "P", "midnight": "P",
    "am": "A", "pm": "Q", "at": "h", "oclock": "o", "skip": "_",
}  # fmt: skip
_RELATIVE = {"today": 0, "tomorrow": 1, "day_after": 2, "yesterday": -1, "day_before": -2}
#: Words that mean something else as well: they count only beside a number or a word of time.
_WEAK = frozenset(("may", "march", "sun", "sat", "wed", "mon", "mar", "mai", "mayo", "marzo", "dec"))
#: CLDR's short days are everyday words elsewhere: the French "mer." and the Spanish "mar" are the sea.
_SHORT_DAYS = frozenset(("en", "ru"))
_HAN = "零一二三四五六七八九"
_FIGURES = re.compile(
    r"(?P<iso>\d{4}(?P<between>[-/.])\d{1,2}(?P=between)\d{1,2})(?:t(?=\d))?"
    r"|(?P<cjk>(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|(?<!\d)\d{1,2}[日号])"
    r"|(?P<zhmonth>(?:\d{4}年)?\d{1,2}月(?:份)?(?!\d))"
    r"|(?P<zhyear>\d{4}年)"
    r"|(?P<date>\d{1,2}(?:[./]\d{1,2}[./]\d{2,4}|-\d{1,2}-\d{4}))(?!\d)"
    r"|(?P<clock>\d{1,2}\s?[:h٫]\s?\d{2}(?!\d)|\d{1,2}\s?h(?:\b|(?=rs\b))|\d{1,2}点(?:\d{1,2}分?|半|钟|整)?|\d{1,2}时(?:\d{1,2}分)?)"
    r"|(?P<number>\d+(?:st|nd|rd|th|er|re|º|-?го|-?е)?(?![\d]))"
)
_KINDS = ("iso", "cjk", "zhmonth", "zhyear", "date", "clock", "number")


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of a text.

    Attributes:
        letter: its kind, one letter; ``"."`` for a word that says nothing about time.
        value: what it says: a weekday 0 to 6, a month 1 to 12, a number, the name of a unit or a part of the day.
        start: where it begins in the text that was read.
        end: where it ends.
    """

    letter: str
    value: Any
    start: int
    end: int


class Lexicon:
    """One language's words."""

    def __init__(self, language: str, words: dict[str, Any]) -> None:
        self.language = language
        self.following: str = words["following"]
        self.order: str = words["order"]
        self.elsewhere = frozenset(words.get("elsewhere", ()))
        self._meaning: dict[str, tuple[str, Any]] = {}
        self._fill(words)
        forms = sorted(self._meaning, key=len, reverse=True)
        self._spaced = language != "zh"
        self._pattern = re.compile("|".join(map(_spaced_form if self._spaced else re.escape, forms)))
        self._small = {plain(word)[0] for word in (*words["skip"], *words["at"])}

    def read(self, text: str) -> list[Sign]:
        """The signs of a text, in order; words that say nothing about time are ``"."``."""
        return [sign for sign in self._signs(text) if sign.letter != "_"]

    def _signs(self, text: str) -> list[Sign]:
        shown, places = plain(text)
        if self.language == "zh":
            shown, places = _han_numbers(shown, places)
        signs: list[Sign] = []
        at = 0
        while at < len(shown):
            found = self._next(shown, at)
            if found is None:
                at += 1
                continue
            letter, value, end = found
            signs.append(Sign(letter, value, places[at], places[end - 1] + 1))
            at = end
        return signs

    def without_tail(self, text: str) -> str:
        """A text without the small words at its end that lead to a time: "on", "le", "يوم"."""
        while True:
            signs = self._signs(text)
            last = signs[-1] if signs else None
            if last is None or text[last.end :].strip() or plain(text[last.start : last.end])[0] not in self._small:
                return text
            text = text[: last.start].rstrip()

    def _next(self, shown: str, at: int) -> tuple[str, Any, int] | None:
        """The sign that begins at a place; None for a space or punctuation."""
        if shown[at].isspace():
            return None
        match = _FIGURES.match(shown, at)
        if match:
            kind = next(name for name in _KINDS if match[name])
            return (*_figure(kind, match[0]), match.end())
        match = self._pattern.match(shown, at)
        if match and match.end() > at:
            return (*self._meaning[self._known(" ".join(match[0].split()))], match.end())
        if shown[at] in "-–—~～":
            return ("t", "-", at + 1)
        if not shown[at].isalnum():
            return None
        if not self._spaced:
            return (".", None, at + 1)
        end = at
        while end < len(shown) and (shown[end].isalnum() or shown[end] in "'’"):
            end += 1
        return (".", None, end)

    def _known(self, word: str) -> str:
        """The form in the lexicon of a word as it was found: without what Arabic writes in front of it."""
        if word in self._meaning or self.language != "ar":
            return word
        for head in ("لل", "وال", "فال", "بال", "كال", "ال", "و", "ف", "ب", "ل", "ك"):
            if word.startswith(head):
                for known in (word[len(head) :], "ال" + word[len(head) :]):
                    if known in self._meaning:
                        return known
        return word

    def _fill(self, words: dict[str, Any]) -> None:
        from babel.dates import get_day_names, get_month_names

        locales = {"ar": ("ar", "ar_LB", "ar_MA", "ar_DZ")}.get(self.language, (self.language,))
        for locale in locales:
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone") if self.language == "ru" else ("format",):
                    if width == "wide" or self.language in _SHORT_DAYS:
                        for day, name in get_day_names(width, context, locale).items():
                            self._add(name, "W", int(day))
                    for month, name in get_month_names(width, context, locale).items():
                        self._add(name, "M", int(month))
        for kind, letter in (("weekdays", "W"), ("months", "M"), ("numbers", "n")):
            for value, names in words[kind].items():
                for name in names:
                    self._add(name, letter, int(value))
        for unit, names in words.get("duals", {}).items():
            for name in names:
                self._add(name, "Z", unit)
        for kind, letter in _LETTERS.items():
            for name in words[kind]:
                self._add(name, letter, _RELATIVE.get(kind, kind))
        if self.language == "zh":
            for day, name in enumerate("123456日"):
                for head in ("星期", "周", "礼拜"):
                    self._add(head + name, "W", day)
            for name in ("周天", "星期天", "礼拜天"):
                self._add(name, "W", 6)

    def _add(self, name: str, letter: str, value: Any) -> None:
        form = plain(name)[0].strip().rstrip(".")
        weak = form in _WEAK
        self._meaning.setdefault(form, (letter.lower() if weak and letter in "WM" else letter, value))


def plain(text: str) -> tuple[str, list[int]]:
    """A text without case, accents and vowel signs, with other figures and letters made alike, and where each stood."""
    shown: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for each in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(each) in ("Mn", "Cf") or each == "ـ":
                continue
            digit = unicodedata.digit(each, None)
            each = str(digit) if digit is not None else {"’": "'", "ى": "ي"}.get(each, each)
            shown.append(each)
            places.append(place)
    return "".join(shown), places


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of six languages, read once.

    Raises:
        KeyError: another language.
    """
    import yaml

    return Lexicon(language, yaml.safe_load(_WORDS.read_text(encoding="utf-8"))[language])


def _spaced_form(form: str) -> str:
    """A pattern for a word of a language with spaces. Arabic writes its article and small words in front of one."""
    body = re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")
    if re.match(r"[\u0600-\u06ff]{3}", form):
        if form.startswith("ال"):
            body = f"(?:[وفبك]?{body}|لل{re.escape(form[2:])})"
        else:
            body = f"(?:[وفبلك]?(?:ال)?{body}|لل{body})"
    apart = r"(?!\w)" if not form.endswith(("'", ".")) else ""
    return rf"(?<![^\W\d]){body}{apart}"  # a figure may stand before it: "3pm"


def _figure(kind: str, text: str) -> tuple[str, Any]:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    if kind == "iso":
        return "D", (numbers[0], numbers[1], numbers[2])
    if kind == "date":
        return "d", tuple(numbers)
    if kind == "cjk":
        return "D", (numbers if len(numbers) == 3 else [None] * (3 - len(numbers)) + numbers)
    if kind == "zhmonth":
        return "N", (numbers if len(numbers) == 2 else [None, *numbers])
    if kind == "zhyear":
        return "y", numbers[0]
    if kind == "clock":
        return "C", (numbers[0], 30 if "半" in text else numbers[1] if len(numbers) > 1 else 0)
    year = len(text) == 4 and text.isdigit() and 1900 <= numbers[0] <= 2199
    return ("y" if year else "n"), numbers[0]


def _han_numbers(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Chinese numerals below a hundred as figures: 十二月三日 is 12月3日."""
    shown: list[str] = []
    kept: list[int] = []
    at = 0
    for match in re.finditer(r"[零〇一二两三四五六七八九十]+", text):
        shown.append(text[at : match.start()])
        kept += places[at : match.start()]
        figures = _han_number(match[0])
        shown.append(figures)
        kept += [places[min(match.start() + number, match.end() - 1)] for number in range(len(figures) - 1)]
        kept.append(places[match.end() - 1])
        at = match.end()
    return "".join(shown) + text[at:], kept + places[at:]


def _han_number(text: str) -> str:
    text = text.replace("〇", "零").replace("两", "二")
    if "十" not in text:
        return "".join(str(_HAN.index(each)) for each in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return text  # no number of a date
    return str((_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0))
