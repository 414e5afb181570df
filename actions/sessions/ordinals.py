"""Which of several somebody means: "2", "the second one", "la deuxième", "第二个"."""

from __future__ import annotations

import re

__all__ = ["ordinal", "without_ordinals"]

#: "The second one", in six languages; the first pattern is the first of the list.
_ORDINALS = (
    r"\b(?:first|1st|premi(?:er|ère)|primer[ao]?|перв(?:ый|ая|ое|ую))\b|第一|الأول[ى]?\b",
    r"\b(?:second|2nd|deuxième|seconde?|segund[ao]|втор(?:ой|ая|ое|ую))\b|第二|الثاني[ة]?\b",
    r"\b(?:third|3rd|troisième|tercer[ao]?|трет(?:ий|ья|ье|ью))\b|第三|الثالث[ة]?\b",
    r"\b(?:fourth|4th|quatrième|cuart[ao]|четв[её]рт(?:ый|ая|ое|ую))\b|第四|الرابع[ة]?\b",
    r"\b(?:fifth|5th|cinquième|quint[ao]|пят(?:ый|ая|ое|ую))\b|第五|الخامس[ة]?\b",
)
_LAST = (
    r"\b(?:last one|(?:le|la) derni(?:er|ère)|(?:el|la) últim[ao]|последн(?:ий|яя|ее|юю))\b|最后一[个场]|\bالأخير[ة]?\b"
)
#: Nothing but a number: "2", "number 2", "№ 2", "第2个".
_NUMBER = re.compile(
    r"(?:^|\b(?:number|no|numéro|número|номер|رقم)\b\.?|[#№第°])\s*(\d{1,2})\s*(?:$|[个场]|\b)", re.IGNORECASE
)


def ordinal(words: str, of: int, *, first: int = 1) -> int | None:
    """Which of ``of`` is meant, from 0; None when the words name none of them.

    Args:
        words: a message.
        of: how many were shown, 1 or more.
        first: the number that the first of them had.
    """
    said = _bare(words)
    number = _NUMBER.search(said)
    if number and first <= int(number[1]) < first + of:
        return int(number[1]) - first
    if of > 1:
        for at, pattern in enumerate(_ORDINALS[:of]):
            if re.search(pattern, said):
                return at
        if re.search(_LAST, said):
            return of - 1
    return None


def without_ordinals(words: str) -> str:
    """What a message says besides, in small letters."""
    said = _bare(words)
    for pattern in (_NUMBER, *_ORDINALS, _LAST):
        said = re.sub(pattern, " ", said)
    return said


def _bare(words: str) -> str:
    return words.casefold().strip(" .!?？。")
