"""Numbered provisions of instruments as six languages write them: "Article 33(1)", "第三十三条", "المادة ٣٣"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

__all__ = [
    "ARABIC_ORDINALS",
    "FIRST",
    "UNITS",
    "Provision",
    "canonical",
    "figures",
    "fold",
    "is_apart",
    "paragraph_key",
    "parse_heading",
    "parse_number",
]

#: Words for a numbered provision, by kind; singular, plural and short forms, without accents where the script has some.
UNITS: dict[str, tuple[str, ...]] = {
    "article": (
        *("article", "articles", "art", "arts", "articulo", "articulos"),
        *("статья", "статьи", "статей", "статью", "статье", "статьям", "статьями", "статьях", "ст", "стст"),
        *("المادة", "مادة", "المواد", "المادتان", "المادتين"),
    ),
    "regulation": (
        "regulation",
        "regulations",
        "reg",
        "regle",
        "regla",
        "правило",
        "правила",
        "القاعدة",
        "اللائحة",
        "规则",
    ),
    "objective": (
        *("objective", "objectives", "obj", "objectif", "objectifs", "objetivo", "objetivos", "цель", "цели"),
        *("الهدف", "هدف", "目标"),
    ),
    "principle": (
        "principle",
        "principles",
        "principe",
        "principes",
        "principio",
        "принцип",
        "принципы",
        "المبدأ",
        "原则",
    ),
    "goal": ("goal", "goals", "target", "targets", "cible", "meta", "задача", "الغاية"),
    "rule": ("rule", "rules"),
    "paragraph": (
        *("paragraph", "paragraphs", "para", "paras", "subparagraph", "paragraphe", "alinea", "parrafo", "parr"),
        *("apartado", "numeral", "пункт", "пункте", "пункта", "п", "абзац", "الفقرة", "فقرة", "段"),
    ),
}

_HAN_DIGITS = {"〇": 0, **{character: value for value, character in enumerate("零一二三四五六七八九")}}
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
#: The first article where it is written as a word.
FIRST = {"premier": "1", "premiere": "1", "primero": "1"}

# Feminine ordinals, as "article" is feminine in Arabic: الثالثة والثلاثون is 33.
_ARABIC_ONES = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة")
_ARABIC_TENS = ("العشرون", "الثلاثون", "الأربعون", "الخمسون", "الستون", "السبعون", "الثمانون", "التسعون")
#: Arabic ordinal in words -> value, 1 to 99.
ARABIC_ORDINALS: dict[str, int] = {
    **{word: value for value, word in enumerate((*_ARABIC_ONES, "العاشرة"), 1)},
    "الحادية عشرة": 11,
    **{f"{word} عشرة": 11 + value for value, word in enumerate(_ARABIC_ONES[1:], 1)},
    **{word: 10 * value for value, word in enumerate(_ARABIC_TENS, 2)},
    **{
        f"{one} و{ten}": 10 * tens + value
        for (value, one), (tens, ten) in product(
            enumerate(("الحادية", *_ARABIC_ONES[1:]), 1), enumerate(_ARABIC_TENS, 2)
        )
    },
}

_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")

_HAN_NUMERAL = "[\\d〇零一二三四五六七八九十百]+"
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?!\d)(?:-\d{1,2}(?!\d))?(?:\s?(?:bis|ter|quater)\b)?|[IVXL]+(?![^\W\d_]))"
    r"(?P<paragraph>(?:\s?[A-H](?![^\W\d_]))?(?:\s?\(\s?\w{1,4}\s?\)|\.\d{1,2}(?!\d))*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"第\s?(?P<number>{_HAN_NUMERAL})\s?[条條](?:第(?P<paragraph>{_HAN_NUMERAL})[款项項])?")
_WORDS = "|".join(sorted({re.escape(word) for words in UNITS.values() for word in words}, key=len, reverse=True))
_HEADING = re.compile(rf"(?P<unit>{_WORDS})(?![^\W\d_])\.?\s*(?:n[°ºo.]+\s*)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_POINTED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)(?![\d.])")
_KINDS = {word.casefold(): kind for kind, words in UNITS.items() for word in words}
#: What stands apart from an instrument's own articles and is numbered anew.
_APART = re.compile(
    r"annex|appendi|schedule|anexo|apendice|приложение|(?:ال)?مرفق|(?:ال)?ملحق|附件|附录|附錄"
    r"|(?:optional )?protocol|final act",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?P<container>[^,–—-]{1,40}),\s+(?P<rest>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered provision, or a paragraph of one.

    Attributes:
        kind: a key of `UNITS`, or ``"section"`` for a bare number with points ("Annex, 2.1").
        number: as printed, in Western digits: ``"33"``, ``"IV"``, ``"3 bis"``, ``"2.1"``.
        paragraph: as printed behind it: ``"(1)"``, ``"A(2)"``; empty where there is none.
        container: annex or schedule that numbers anew, as printed; empty for the instrument itself.
    """

    kind: str
    number: str
    paragraph: str = ""
    container: str = ""


def fold(text: str) -> str:
    """Without accents on Latin letters; all else as it is, position by position where ``text`` is composed."""
    return text if text.isascii() else _ACCENTED.sub(_bare, text)


def figures(text: str) -> str:
    """Digits of every script as Western ones."""
    return text if text.isascii() else _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)


def canonical(number: str) -> str:
    """The number to compare by: ``"IV"`` and ``"4"`` give ``"4"``, ``"3 BIS"`` gives ``"3bis"``."""
    number = figures(number).replace(" ", "").lower()
    if number and _ROMAN.fullmatch(number):
        values = {"i": 1, "v": 5, "x": 10, "l": 50}
        marks = [values[character] for character in number]
        return str(
            sum(-mark if any(mark < later for later in marks[at + 1 :]) else mark for at, mark in enumerate(marks))
        )
    return number


def paragraph_key(paragraph: str) -> tuple[str, ...]:
    """The parts to compare by: ``"(2)(a)"``, ``".2.a"`` and ``"2 (A)"`` give ``("2", "a")``."""
    return tuple(part.lower() for part in re.findall(r"\d+|[^\W\d_]+", figures(paragraph)))


def parse_number(text: str) -> tuple[str, str] | None:
    """Number and paragraph at the beginning of ``text``: ``"33(1)"``, ``"1A(2)"``, ``"33.1"``, ``"第三十三条"``.

    Points become brackets, as lawyers write the paragraph of an article.
    """
    text = figures(text).strip()
    chinese = _CHINESE.match(text)
    if chinese:
        paragraph = chinese["paragraph"]
        return _han(chinese["number"]), f"({_han(paragraph)})" if paragraph else ""
    for words in sorted(ARABIC_ORDINALS, key=len, reverse=True):
        if text.startswith(words):
            return str(ARABIC_ORDINALS[words]), ""
    first = re.match(r"[^\W\d_]+", text)
    if first and fold(first[0]).lower() in FIRST:
        return FIRST[fold(first[0]).lower()], ""
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = match["number"].upper() if match["number"][0].isalpha() else " ".join(match["number"].lower().split())
    paragraph = re.sub(r"\s", "", match["paragraph"])
    paragraph = re.sub(r"\.(\d+)", r"(\1)", paragraph)
    if paragraph[:1].isalpha():
        paragraph = paragraph[0].upper() + paragraph[1:]
    return number, paragraph


def parse_heading(text: str) -> Provision | None:
    """The provision that a heading names; ``None`` for any other heading."""
    container = ""
    prefixed = _PREFIXED.match(text)
    if prefixed and _APART.match(fold(prefixed["container"])):
        container, text = " ".join(prefixed["container"].split()), prefixed["rest"]
    folded = fold(figures(text)).strip()
    chinese = parse_number(folded) if folded.startswith("第") else None
    if chinese:
        return Provision("article", *chinese, container)
    heading = _HEADING.match(folded)
    if heading:
        parsed = parse_number(heading["rest"])
        return Provision(_KINDS[heading["unit"].casefold()], *parsed, container) if parsed else None
    pointed = _POINTED.match(folded)
    return Provision("section", pointed["number"], "", container) if pointed and container else None


def _bare(match: re.Match[str]) -> str:
    first = unicodedata.normalize("NFD", match[0])[0]
    return first if first.isascii() else match[0]


def is_apart(heading: str) -> bool:
    """Whether a heading opens an annex, a schedule or the like, which numbers its provisions anew."""
    return _APART.match(fold(heading.strip())) is not None


def _han(numeral: str) -> str:
    """A Chinese numeral below a thousand in digits."""
    if numeral.isascii():
        return numeral
    if not set(numeral) & set("十百"):
        return "".join(str(_HAN_DIGITS.get(character, character)) for character in numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = int(_HAN_DIGITS.get(character, character))
    return str(total + digit)
