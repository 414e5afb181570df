"""What the terms of an index are called in one language, and which of them a name means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.entries.texts import names_of
from knowledge.search.folding import folded
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.passage import Passage

__all__ = ["TermNames", "name_tokens", "plain"]

#: The vowel that Russian nouns lose with an ending: "беженец", but "беженца".
_FLEETING = re.compile("(?<=..)[ео](?=[цк]$)")
#: What stands between words, the apostrophe of "l'asile" among it.
_BETWEEN = re.compile(r"[\W_]+")

# What a name is to its term.
_PREFERRED, _SYNONYM, _EVERYDAY = range(3)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name.

    Attributes:
        row: of the term.
        kind: what the name is to it.
        written: the name as it is written, in small letters, words between single spaces.
        bare: the same without accents.
    """

    row: int
    kind: int
    written: str
    bare: str


class TermNames:
    """The names of the terms in one language.

    Names are compared by the stems of their words, which "la traite" and "un traité" have in common. So of several
    terms called so, those are meant whose name is said as it is written; of these, those whose preferred name it is.
    """

    def __init__(self, terms: Iterable[tuple[int, Passage]], language: str) -> None:
        """Args:
        terms: rows and passages.
        language: of all.
        """
        self._language = language
        self._called: dict[tuple[str, ...], list[_Name]] = {}
        passages = list(terms)
        for everyday in (False, True):
            taken = frozenset(self._called)  # everyday words count where no term is called so
            for row, passage in passages:
                for number, name in enumerate(names_of(passage, everyday=everyday)):
                    tokens = name_tokens(name, language)
                    if tokens and tokens not in taken:
                        kind = _EVERYDAY if everyday else _SYNONYM if number else _PREFERRED
                        named = _Name(row, kind, plain(name), plain(folded(name)))
                        self._called.setdefault(tokens, []).append(named)

    def __contains__(self, tokens: tuple[str, ...]) -> bool:
        return tokens in self._called

    def meant(self, tokens: tuple[str, ...], question: str) -> list[int]:
        """Rows of the terms that are called so, ascending.

        Args:
            tokens: of the name, by `name_tokens`.
            question: in which it is said.
        """
        written, bare = self._spaced(plain(question)), self._spaced(plain(folded(question)))

        def rank(name: _Name) -> tuple[int, int]:
            said = 0 if self._spaced(name.written) in written else 1 if self._spaced(name.bare) in bare else 2
            return said, name.kind

        names = self._called.get(tokens, [])
        best = min(map(rank, names), default=None)
        return sorted({name.row for name in names if rank(name) == best})

    def _spaced(self, text: str) -> str:
        """So that whole words are found in whole words; Chinese has no spaces to find them by."""
        return text.replace(" ", "") if self._language == "zh" else f" {text} "


def name_tokens(name: str, language: str) -> tuple[str, ...]:
    """What a name is compared by."""
    tokens: Sequence[str] = tokenise(name, language)
    return tuple(_FLEETING.sub("", token) for token in tokens) if language == "ru" else tuple(tokens)


def plain(text: str) -> str:
    """In small letters, words between single spaces, without what stands between them."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
