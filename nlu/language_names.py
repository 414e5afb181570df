"""The names of the six languages as people write them in any of the six."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

__all__ = ["STEMS", "named_language"]

#: Beginnings of names, without accents and in lower case, so that "русский", "по-русски" and "русском" are one.
STEMS = MappingProxyType(
    {
        "ar": ("arab", "араб", "عرب", "阿拉伯", "阿语"),
        "en": ("engl", "angl", "ingl", "англ", "انجليز", "انكليز", "انغليز", "英语", "英文", "英語"),
        "es": ("spani", "espa", "castella", "castilla", "испан", "اسبان", "西班牙", "西语", "西文"),
        "fr": ("fren", "franc", "француз", "франц", "فرنس", "法语", "法文", "法語"),
        "ru": ("russ", "ruso", "русс", "росс", "روس", "俄语", "俄文", "俄語"),
        "zh": ("chin", "mandarin", "китай", "صين", "中文", "汉语", "漢語", "普通话", "华语", "国语"),
    }
)


def named_language(text: str) -> str | None:
    """The language named last in ``text``, ``None`` when none of the six is.

    The last one, since people say first what they do not want: "I don't speak French, use English".
    """
    plain = _plain(text)
    found = {code: [match.start() for match in pattern.finditer(plain)] for code, pattern in _PATTERNS.items()}
    named = [code for code in found if found[code]]
    return max(named, key=lambda code: found[code][-1], default=None)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Latin and Cyrillic names begin a word (a machine is not Chinese); in Arabic and Chinese more stands before."""
    begins = "|".join(re.escape(_plain(stem)) for stem in stems if stem[0] < "\u0600")
    within = "|".join(re.escape(_plain(stem)) for stem in stems if stem[0] >= "\u0600")
    return re.compile(rf"(?<!\w)(?:{begins})|{within}")


_PATTERNS = {code: _pattern(stems) for code, stems in STEMS.items()}
