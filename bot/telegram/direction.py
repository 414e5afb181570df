"""Text that runs both ways, line by line: Telegram shows each line on its own, and cuts may fall inside an isolate."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

__all__ = ["bare", "loose_isolates", "rightwards"]

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_INITIATORS = frozenset("\u2066\u2067\u2068")
_RIGHT_TO_LEFT_MARK = "\u200f"
#: Marks, embeddings, overrides and isolates of UAX #9.
_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Isolates(NamedTuple):
    """Of one line: offsets of those that stand alone or around all of it, and spans of the others."""

    loose: set[int]
    pairs: list[tuple[int, int]]


def bare(text: str) -> str:
    """``text`` without the characters that only turn its direction, as they come along when a line is copied."""
    return "".join(character for character in text if character not in _MARKS)


def loose_isolates(text: str) -> set[int]:
    """Offsets of the isolates (UAX #9) that are better left out.

    An isolate ends with its line; what opens or closes none on its line says nothing. One around a whole line hides
    the direction of that line, so that a quotation of another language would lie on the wrong side.
    """
    loose: set[int] = set()
    offset = 0
    for line in text.split("\n"):
        loose.update(offset + at for at in _isolates(line).loose)
        offset += len(line) + 1
    return loose


def rightwards(text: str) -> str:
    """A text of a language that runs from right to left, so that each line of it does.

    A line that begins with a foreign label in an isolate gets a mark in front; a line that is foreign as a whole, as
    a quotation is, keeps its own direction.
    """
    return "\n".join(f"{_RIGHT_TO_LEFT_MARK}{line}" if _begins_foreign(line) else line for line in text.split("\n"))


def _begins_foreign(line: str) -> bool:
    pairs = _isolates(line).pairs
    for at, character in enumerate(line):
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return False
        if kind == "L":
            return any(start < at < end for start, end in pairs)
    return False


def _isolates(line: str) -> _Isolates:
    loose, pairs, opened = set(), [], []
    for at, character in enumerate(line):
        if character in _INITIATORS:
            opened.append(at)
        elif character == _POP_ISOLATE and opened:
            pairs.append((opened.pop(), at))
        elif character == _POP_ISOLATE:
            loose.add(at)
    loose.update(opened)
    around = [pair for pair in pairs if _is_around(pair, line)]
    loose.update(at for pair in around for at in pair)
    return _Isolates(loose, [pair for pair in pairs if pair not in around])


def _is_around(pair: tuple[int, int], line: str) -> bool:
    start, end = pair
    return line[start] == _FIRST_STRONG_ISOLATE and not line[:start].strip() and not line[end + 1 :].strip()
