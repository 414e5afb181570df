"""Words that nobody knows, taken for words of the documents that are typed almost alike."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from knowledge.spelling.counts import LANGUAGES
from knowledge.spelling.dictionary import known
from knowledge.tokens import normalise, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Correction", "Speller"]

#: What one error costs, as the logarithm of a probability, and an error in the first letter more.
_ERROR, _FIRST = 5.5, 0.8
#: Words with fewer letters stay as they are; those with so many may have two errors.
_SHORT, _LONG = 5, 8
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {"ar": re.compile("[\u0620-\u06ff]+"), "ru": re.compile("[а-я]+")}
_LATIN = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A text as it was probably meant.

    Attributes:
        text: the text.
        changes: each word that was taken for another, and that other.
    """

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Speller:
    """Mends one language. Safe to share between threads.

    The noisy channel of Kernighan, Church and Gale (1990) with a flat model of errors: of the documents' words within
    one error (two in long words; a letter too many, too few or another, or two swapped), the one that they have most.
    Nothing becomes a word that they do not have: that would help no search, and might be any other word.

    Args:
        language: of the texts; one that is not written in letters is left alone.
        own: how often each word occurs in the documents.
        has: whether a token (``tokens.tokenise``) occurs in them.
    """

    def __init__(self, language: str, own: Mapping[str, int], has: Callable[[str], bool]) -> None:
        self._language, self._own, self._has = language, own, has
        self._letters = _LETTERS.get(language, _LATIN)
        self._nearest = lru_cache(maxsize=4096)(self._look)

    def correct(self, text: str) -> Correction:
        """The text with its unknown words mended; numbers, short words, and names and initials written large stay."""
        if self._language not in LANGUAGES:
            return Correction(text)
        changes: list[tuple[str, str]] = []
        shouted = text.upper() == text

        def mended(match: re.Match[str]) -> str:
            word = match.group()
            small = word.lower()
            name = not shouted and word != small and (match.start() > 0 or word[1:] != small[1:])
            meant = None if name else self._meant(word)
            if meant is None:
                return word
            changes.append((word, meant))
            return meant

        return Correction(_WORD.sub(mended, text), tuple(changes))

    def _meant(self, word: str) -> str | None:
        """The word that an unknown one was meant to be; ``None`` for a known one, and where nothing is near."""
        plain = normalise(word)
        if len(plain) < _SHORT or not self._letters.fullmatch(plain):
            return None
        token = stem(plain, self._language)
        if not token or self._has(token) or known(word, plain, self._language):
            return None
        return self._nearest(plain)

    def _look(self, plain: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        errors = 1 if len(plain) < _LONG else 2
        best, most = None, -math.inf
        for length in range(len(plain) - errors, len(plain) + errors + 1):
            words = self._by_length.get(length, {})
            for word, distance, _ in process.extract(
                plain, words.keys(), scorer=OSA.distance, score_cutoff=errors, limit=None
            ):
                number, written = words[word]
                likely = math.log(number) - _ERROR * distance - _FIRST * (word[0] != plain[0])
                if likely > most:
                    best, most = written, likely
        return best

    @cached_property
    def _by_length(self) -> Mapping[int, Mapping[str, tuple[int, str]]]:
        """By number of letters the documents' words, normalised: how often they occur, and how they are written."""
        by_length: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
        if not self._own:
            return by_length
        for word, plain in zip(self._own, normalise("\n".join(self._own)).split("\n"), strict=True):
            if self._letters.fullmatch(plain):
                number, written = by_length[len(plain)].get(plain, (0, word))
                more = self._own[word] > self._own.get(written, 0)
                by_length[len(plain)][plain] = (number + self._own[word], word if more else written)
        return dict(by_length)
