"""The languages of sessions that a message names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlu.dates.lexicon import plain
from nlu.language_names import STEMS

if TYPE_CHECKING:
    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["spoken_in"]


def _name(stem: str) -> str:
    """A pattern for the words that begin so: in Arabic more stands before it, Chinese has no ending but 语 or 文."""
    if stem >= "\u4e00":
        return f"{stem}[语文]?"
    return rf"\w*{stem}\w*" if stem >= "\u0600" else rf"(?<!\w){stem}\w*"


_NAMES = {code: re.compile("|".join(_name(plain(stem)[0]) for stem in stems)) for code, stems in STEMS.items()}


def spoken_in(left: Remainder, words: Words) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that are named, in order; they are taken out, with "in" before them."""
    found = sorted(
        (match.start(), match.end(), code)
        for code, pattern in _NAMES.items()
        for match in pattern.finditer(left.shown)
        if left.is_there(*match.span())
    )
    for start, end, _ in found:
        before = words.leading.search(left.shown[:start].rstrip(), max(0, start - 12))
        while before is not None and before.end() < len(left.shown[:start].rstrip()):
            before = words.leading.search(left.shown[:start].rstrip(), before.end())
        left.take_shown(before.start() if before is not None else start, end)
    return tuple(dict.fromkeys(code for _, _, code in found))
