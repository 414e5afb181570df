"""Questions as thumbs type them: letters swapped, left out, doubled, or the key beside."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

__all__ = ["mistyped"]

#: Rows of the keyboards that questions are typed on: a letter is mistaken for the one beside it.
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "ضصثقفغعهخحج",
    "شسيبلاتنمك",
    "ئءؤرىةوزظ",
)
_BESIDE = {letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)}
#: What is written for one another, in both directions: Arabic endings and hamza, Persian keys, a Russian letter.
_ALIKE = ("ةه", "ىي", "أا", "إا", "آا", "کك", "یي", "её")
_OTHER = {one: other for pair in _ALIKE for one, other in (tuple(pair), tuple(pair[::-1]))}


def mistyped(text: str, random: np.random.Generator, *, letters: int = 9) -> str:
    """The text with an error for every so many letters; accents are missing from every third.

    Words are hit with a chance that grows with their length, as by people; digits and ideographs stay.

    Args:
        text: a question.
        random: decides what and where.
        letters: one error for so many, at least one.
    """
    if random.random() < 1 / 3:
        text = _without_accents(text)
    written = list(text)
    places = [at for at, letter in enumerate(written) if letter.casefold() in _BESIDE or letter in _OTHER]
    if not places:
        return text
    for at in random.choice(places, size=max(1, len(places) // letters), replace=False):
        letter = written[at]
        beside = _BESIDE.get(letter.casefold(), "")
        kind = random.integers(5)
        if letter in _OTHER and kind < 3:
            written[at] = _OTHER[letter]
        elif kind == 0 and at + 1 < len(written) and written[at + 1].isalpha():
            written[at], written[at + 1] = written[at + 1], written[at]
        elif kind == 1 and beside:
            written[at] = beside[int(random.integers(len(beside)))]
        elif kind == 2:
            written[at] = letter * 2
        else:
            written[at] = ""
    return "".join(written)


def _without_accents(text: str) -> str:
    """Latin letters without their marks; those of other scripts are letters of their own."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if "\u00c0" <= letter <= "\u024f" else letter for letter in text
    )
