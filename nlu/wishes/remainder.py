"""What is left of a message once what was understood is taken out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlu.dates.lexicon import plain

if TYPE_CHECKING:
    from nlu.wishes.words import Words

__all__ = ["Remainder"]

_ELIDED = re.compile(r"(\w{1,2})['’]")
_WORD = re.compile(r"[\w'’-]+")
_EDGE = " \t\n.,;:!?¿¡،؛؟。，、；：！？()（）[]«»\"“”'’-–—/"


class Remainder:
    """A message with holes in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._kept = [True] * len(text)
        self.shown, self._origins = plain(text)

    def take(self, start: int, end: int) -> None:
        """Leave out a stretch of the text."""
        for place in range(start, end):
            self._kept[place] = False

    def take_shown(self, start: int, end: int) -> tuple[int, int]:
        """Leave out a stretch of ``shown``; where it stands in the text."""
        span = self.origin(start, end)
        self.take(*span)
        return span

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of ``shown`` stands in the text."""
        return self._origins[start], self._origins[end - 1] + 1

    def blanked(self) -> str:
        """The text with spaces where something was left out: places stay the same."""
        return "".join(c if kept else " " for c, kept in zip(self.text, self._kept, strict=True))

    def take_all(self, pattern: re.Pattern[str]) -> bool:
        """Leave out every stretch of ``shown`` that a pattern finds and that is still there; whether there was one."""
        found = [match for match in pattern.finditer(self.shown) if match.end() > match.start()]
        found = [match for match in found if self.is_there(*match.span())]
        for match in found:
            self.take_shown(*match.span())
        return bool(found)

    def is_there(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch of ``shown`` has been left out."""
        return all(self._kept[place] for place in self._origins[start:end])

    def is_kept(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch of the text has been left out."""
        return all(self._kept[start:end])

    def subject(self, words: Words) -> str:
        """What is left, without what says nothing at the edges of each piece."""
        pieces = (_trimmed(piece, words) for piece in self._pieces())
        return (" " if words.spaced else "").join(piece for piece in pieces if piece)

    def _pieces(self) -> list[str]:
        marked = "".join(each if kept else "\0" for each, kept in zip(self.text, self._kept, strict=True))
        return [piece for piece in marked.split("\0") if piece.strip(_EDGE)]


def _trimmed(piece: str, words: Words) -> str:
    if not words.spaced:
        return _trimmed_phrases(_behind(piece, words), words)
    found = _trimmed_words(_behind(piece, words), words)
    return found or _trimmed_words(piece, words)


def _behind(piece: str, words: Words) -> str:
    """What stands behind the first "about" of a piece that asks for something: "a chair for the one about visas"."""
    shown, origins = plain(piece)
    marker = words.subject.search(shown)
    if marker is None or marker.end() == len(shown):
        return piece
    if words.spaced:
        before = _WORD.findall(piece[: origins[marker.start()]])
        if sum(_is_filler(word, words) for word in before) * 2 < len(before):
            return piece
    return piece[origins[marker.end() - 1] + 1 :]


def _trimmed_words(piece: str, words: Words) -> str:
    found = [match for match in _WORD.finditer(piece) if match[0].strip(_EDGE)]
    says = [not _is_filler(match[0], words) for match in found]
    if not any(says):
        return ""
    first, last = says.index(True), len(says) - 1 - says[::-1].index(True)
    start = found[first].start()
    elided = _ELIDED.match(found[first][0])  # "l'apatridie" is about "apatridie"
    if elided is not None and plain(elided[1])[0] in words.filler:
        start += elided.end()
    return piece[start : found[last].end()].strip(_EDGE)


def _is_filler(word: str, words: Words) -> bool:
    shown = plain(word.strip(_EDGE))[0]
    if shown in words.filler:
        return True
    parts = re.split(r"['’-]", shown)  # "l'agenda", "est-ce", "montre-moi"
    return len(parts) > 1 and all(not part or part in words.filler for part in parts)


def _trimmed_phrases(piece: str, words: Words) -> str:
    longest = max(map(len, words.filler))
    piece = piece.strip(_EDGE)
    while piece:
        for size in range(min(longest, len(piece)), 0, -1):
            if piece[:size] in words.filler:
                piece = piece[size:].strip(_EDGE)
                break
            if piece[-size:] in words.filler:
                piece = piece[:-size].strip(_EDGE)
                break
        else:
            break
    return piece
