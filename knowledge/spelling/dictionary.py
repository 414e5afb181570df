"""Whether a word is one of its language: lists that come with pyspellchecker and, of all forms, with simplemma."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from knowledge.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

__all__ = ["known"]

#: Languages whose words have more forms than pyspellchecker lists.
_OF_MANY_FORMS = frozenset(("es", "ru"))


def known(word: str, plain: str, language: str) -> bool:
    """Whether a language has a word. The first call in a language reads its lists: half a second to two and a half.

    Args:
        word: as somebody wrote it.
        plain: the same, normalised (``tokens.normalise``).
        language: ``"ar"``, ``"en"``, ``"es"``, ``"fr"`` or ``"ru"``.
    """
    hashes = _hashes(language)
    wanted = hash(plain)
    at = int(np.searchsorted(hashes, wanted))
    if at < len(hashes) and int(hashes[at]) == wanted:
        return True
    return language in _OF_MANY_FORMS and word.lower() in _forms(language)


@lru_cache
def _hashes(language: str) -> NDArray[np.int64]:
    """Of all words, ascending: eight bytes a word, where the words themselves would take some hundred."""
    return np.unique(np.fromiter(map(hash, _words(language)), np.int64))


def _words(language: str) -> Iterator[str]:
    """The words, normalised."""
    from spellchecker import SpellChecker

    for word in _normalised(SpellChecker(language=language).word_frequency.words()):
        yield word
        if "'" in word:
            # Who leaves the apostrophe out of "don't" has made no error that matters, and its parts are no errors.
            yield word.replace("'", "")
            yield from word.split("'")


@lru_cache
def _forms(language: str) -> Mapping[str, str]:
    """All forms of all words, with their accents: some million, which stay compressed."""
    from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

    return StreamDictionaryFactory(cache_max_size=0).get_dictionary(language)


def _normalised(words: Iterable[str]) -> list[str]:
    """Many words at once; those of plain letters stay as they are."""
    plain: list[str] = []
    others: list[str] = []
    for word in words:
        (plain if word.isascii() else others).append(word)
    return plain + normalise("\n".join(others)).split("\n")
