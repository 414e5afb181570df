"""Whether a word is one of its language: lists that come with pyspellchecker, and with simplemma."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["known"]

#: Languages whose words have more forms than pyspellchecker lists; simplemma has them, with their accents only.
_OF_MANY_FORMS = frozenset(("es", "ru"))


def known(word: str, plain: str, language: str) -> bool:
    """Whether a language has a word. The first call in a language reads its lists: that takes one to three seconds.

    Args:
        word: as somebody wrote it.
        plain: the same, normalised (``tokens.normalise``).
        language: ``"ar"``, ``"en"``, ``"es"``, ``"fr"`` or ``"ru"``.
    """
    if plain in _words(language):
        return True
    if language not in _OF_MANY_FORMS:
        return False
    import simplemma

    return bool(simplemma.is_known(word.lower(), lang=language))


@lru_cache
def _words(language: str) -> frozenset[str]:
    """All that pyspellchecker lists, normalised."""
    from spellchecker import SpellChecker

    plain = _normalised(SpellChecker(language=language).word_frequency.words())
    # Who leaves the apostrophe out of "don't" has made no error that matters, and its parts are no errors either.
    parted = (part for word in plain if "'" in word for part in (word.replace("'", ""), *word.split("'")))
    return frozenset((*plain, *parted))


def _normalised(words: Iterable[str]) -> list[str]:
    """Many words at once; those of plain letters stay as they are."""
    plain: list[str] = []
    others: list[str] = []
    for word in words:
        (plain if word.isascii() else others).append(word)
    return plain + normalise("\n".join(others)).split("\n")
