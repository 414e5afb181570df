"""Headings of legal texts ("Article 33", "CHAPTER II", "第三十三条") and how deep they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HEADING_CHARACTERS", "body_after_heading", "is_heading", "nest", "rank"]

#: Longest line that can be a heading.
HEADING_CHARACTERS = 150

# From the outermost division in, in the order of United Nations and European treaties.
_WORDS: tuple[tuple[str, ...], ...] = (
    ("annex", "annexe", "anexo", "appendix", "appendice", "apéndice", "приложение", "добавление", "المرفق", "التذييل"),
    ("part", "partie", "parte", "часть", "الجزء"),
    ("title", "titre", "título", "الباب"),
    ("chapter", "chapitre", "capítulo", "глава", "الفصل"),
    ("section", "sección", "раздел", "секция", "القسم", "الفرع"),
    (
        *("article", "artículo", "articulo", "статья", "المادة", "regulation", "règle", "regla", "правило", "القاعدة"),
        *("rule", "principle", "principe", "principio", "принцип", "المبدأ"),
        *("objective", "objectif", "objetivo", "цель", "الهدف", "guideline"),
    ),
)
_CHINESE = ("部分", "编", "章", "节", "条")

_ARABIC_ORDINAL = (
    r"ال(?:أول|أولى|ثاني|ثانية|ثالثة?|رابعة?|خامسة?|سادسة?|سابعة?|ثامنة?|تاسعة?|عاشرة?|حادي|حادية|عشرون|ثلاثون|أربعون"
    r"|خمسون|ستون|سبعون|ثمانون|تسعون)(?:\s(?:عشرة?|وال\w+))?"
)
_WORD_NUMBER = (
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|premier|première|primero|primera"
    r"|segunda|segundo|tercera|tercero|cuarta|cuarto|quinta|quinto|первая|вторая|третья|четвертая|четвёртая|пятая)"
)
_NUMBER = (
    r"(?:(?:[0-9٠-٩]{1,4}|[IVXLC]{1,7})(?:[ \-–]?(?:bis|ter|quater))?[A-Z]?(?:\.?[º°ª]|er\b|re\b)?"
    r"(?:[.\-][0-9٠-٩]{1,3})*"
    rf"|[A-Z]|{_WORD_NUMBER}|{_ARABIC_ORDINAL})"
)
_CHINESE_NUMBER = r"[零〇一二三四五六七八九十百千0-9０-９]{1,8}"
# After the number: nothing; or a stop or dash and the title; or (on a line of its own) just a space and the title.
_TITLE = r"(?:\s*[.:：。]?\s*$|(?P<sign>(?:\s*[-–—:：.]){1,3}\s*|\s+)(?P<title>\S.*)$)"


def _either_case(words: Sequence[str]) -> str:
    return "|".join(re.escape(form) for word in words for form in dict.fromkeys((word.capitalize(), word.upper())))


# Only an annex may go without a number.
_PATTERNS = tuple(
    re.compile(rf"(?:{_either_case(words)})\s*(?:{_NUMBER}){'' if depth else '?'}(?=\W|$){_TITLE}")
    for depth, words in enumerate(_WORDS)
)
_CHINESE_PATTERNS = (
    re.compile(rf"(?:附件|附录)\s*(?:{_CHINESE_NUMBER})?{_TITLE}"),
    *(re.compile(rf"第\s*{_CHINESE_NUMBER}\s*{word}(?:之[一二三四五])?{_TITLE}") for word in _CHINESE),
)
_UNNUMBERED = re.compile(
    r"(?:Preamble|Préambule|Preámbulo|Преамбула|الديباجة|序言|Final provisions|Dispositions finales"
    r"|Disposiciones finales|Заключительные положения|أحكام ختامية|最后条款|最后条文)\s*$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple(".;,:!?。；，：！？؛،؟")


@lru_cache(maxsize=4096)
def rank(line: str, *, alone: bool = True) -> int | None:
    """Depth of a legal heading among its kind: 0 for an annex, 1 part, 2 title, 3 chapter, 4 section, 5 article.

    Args:
        line: one line of text.
        alone: whether nothing else stands in its paragraph; then its title may follow after a mere space.

    Returns:
        ``None`` where the line is no such heading (a sentence that begins with "Article 33 shall" is none).
    """
    line = line.strip()
    if not line or len(line) > HEADING_CHARACTERS:
        return None
    for number, pattern in (*enumerate(_PATTERNS), *enumerate(_CHINESE_PATTERNS)):
        match = pattern.match(line)
        if match and _is_title(match.group("sign"), match.group("title"), alone):
            return number
    return None


def _is_title(sign: str | None, title: str | None, alone: bool) -> bool:
    if title is None or sign is None:
        return True
    if title.endswith(_SENTENCE_ENDS):
        return False
    first = next((character for character in title if character.isalpha()), "")
    if not first or first.islower():
        # "Article 33(1)" and "Part I of this Convention" speak about a place, they do not head one.
        return False
    return alone or bool(sign.strip())


def is_heading(line: str, *, alone: bool = True) -> bool:
    """Whether a line by itself heads a division of a legal text, in any of the six languages."""
    return rank(line, alone=alone) is not None or bool(_UNNUMBERED.match(line.strip()))


def body_after_heading(text: str) -> int:
    """Where the text of an article begins that stands behind its number, as in "Artículo 1. Los Estados...".

    Returns:
        Offset of its first character; 0 where the text does not begin so.
    """
    line, *more = text.split("\n", 1)
    for pattern, needs_sign in ((_PATTERNS[-1], True), (_CHINESE_PATTERNS[-1], False)):
        match = pattern.match(line)
        if match is None or match["title"] is None or (needs_sign and not match["sign"].strip()):
            continue
        if more or match["title"].endswith(_SENTENCE_ENDS):
            return match.start("title")
    return 0


def nest(headings: Sequence[tuple[int, str]]) -> list[int]:
    """Levels for headings whose source draws parts, chapters and articles at one level, as flat texts often do.

    Among the headings of one source level, an article goes below a section, a section below a chapter and so on,
    as far as these kinds occur there; everything deeper in the source moves down with them. Levels that the source
    skips are closed up.

    Args:
        headings: level in the source, from 1, and text of each, in reading order.

    Returns:
        One level from 1 to 6 for each.
    """
    ranks = [rank(text) for _, text in headings]
    kinds: dict[int, set[int]] = {level: set() for level, _ in headings}
    for (level, _), kind in zip(headings, ranks, strict=True):
        if kind is not None:
            kinds[level].add(kind)
    tops: dict[int, int] = {}
    depths: dict[int, dict[int, int]] = {}
    top = 1
    for level in sorted(kinds):
        tops[level] = top
        depths[level] = {kind: top + depth for depth, kind in enumerate(sorted(kinds[level]))}
        top += max(len(kinds[level]), 1)
    placed: list[int] = []
    following: dict[int, int] = {}
    for (level, _), kind in zip(reversed(headings), reversed(ranks), strict=True):
        following = {other: depth for other, depth in following.items() if other <= level}
        if kind is not None:
            following[level] = depths[level][kind]
        # A heading that is no division of a law ("Preamble") holds none of those that follow it at its own level.
        placed.append(min(following.get(level, tops[level]) if kind is None else depths[level][kind], 6))
    return placed[::-1]
