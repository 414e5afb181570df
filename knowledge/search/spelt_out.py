"""Questions as an encoder understands them: instruments by what they are about, not by their numbers.

"C189 weekly rest" says nothing of domestic workers to one who has not learned the numbers, and an encoder has not.
Where the index has the text of the instrument, its name leads there by itself (`knowledge.search.lifting`); where
others only speak of it, the question has to say what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.instruments import Instrument, Instruments

__all__ = ["spelt_out"]

#: A word that says what an instrument is about; "ILO C189" has none.
_WORD = re.compile("[A-Z]?[a-z]{4,}")
_DIGIT = re.compile(r"\d")
#: Of a title: numbers, years and what stands in brackets.
_ASIDE = re.compile(r"\s*\([^)]*\)|(?:,| of)?\s*\b(?:1[89]|20)\d\d\b")


def spelt_out(text: str, instruments: Instruments, there: Callable[[str], bool]) -> str:
    """The text with the instruments that it names called by what they are about, but for those whose text is there.

    Args:
        text: of a question.
        instruments: that it may name.
        there: whether the text of an instrument, by its id, is in the index.
    """
    parts, last = [], 0
    for identity, start, end in instruments.named(text):
        if there(identity):
            continue
        parts += [text[last:start], _described(instruments[identity])]
        last = end
    return "".join([*parts, text[last:]])


def _described(instrument: Instrument) -> str:
    """What it is about, in few words: a long title would drown what is asked of it.

    A name with a year has little beside it: there are two conventions on statelessness, and one is on its reduction.
    """
    name = instrument.names["en"]
    short = len(_WORD.findall(name)) > 1 and not _DIGIT.search(name)
    return name if short else _ASIDE.sub("", instrument.title).strip()
