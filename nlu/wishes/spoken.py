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

_NAMES = {
    code: re.compile("|".join(rf"(?<!\w){stem}\w*" if stem[0] < "\u0600" else rf"\w*{stem}\w*" if stem[0] < "\u0700" else stem
                              for stem in (plain(each)[0] for each in stems)))
    for code, stems in STEMS.items()
}  # fmt: skip


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
