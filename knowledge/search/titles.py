"""Frequent questions and resources by their own words: who says them asks for that entry and for nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.search.term_names import name_tokens, plain
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.passage import Passage

__all__ = ["Titles"]

_SENTENCE_END = re.compile(r"[?？؟]\s*")
#: "International Migration Review Forum (IMRF)", "Refworld, base de datos jurídica del ACNUR".
_BRACKETS = re.compile(r"\s*[(（]([^)）]+)[)）]\s*")
_COMMA = re.compile(r"[,،，]")


class Titles:
    """What the frequent questions and the resources are called in one language."""

    def __init__(
        self, questions: Iterable[tuple[int, Passage]], resources: Iterable[tuple[int, Passage]], language: str
    ) -> None:
        """Args:
        questions: rows and passages of the frequent questions.
        resources: the same of the resources.
        language: of all.
        """
        self._language = language
        self._questions: dict[frozenset[str], set[int]] = {}
        self._resources: dict[tuple[str, ...], set[int]] = {}
        for row, passage in questions:
            if passage.section:
                whole = passage.section[-1]
                for said in filter(plain, (whole, *_SENTENCE_END.split(whole))):
                    self._questions.setdefault(self._key(said), set()).add(row)
        for row, passage in resources:
            for name in _names(passage.section[-1]) if passage.section else ():
                self._resources.setdefault(name_tokens(name, language), set()).add(row)

    def questions(self, question: str) -> set[int]:
        """Rows of the frequent questions of which ``question`` has all words, in any order, and no other.

        One sentence of several is enough. Where it is a single word ("What is statelessness?"), it has to be asked as
        it is written: the word by itself asks for the term.
        """
        return self._questions.get(self._key(question), set())

    def resources(self, name: tuple[str, ...]) -> set[int]:
        """Rows of the resources that are called so.

        Args:
            name: its tokens, by `name_tokens`.
        """
        return self._resources.get(name, set()) if name else set()

    def _key(self, question: str) -> frozenset[str]:
        said = frozenset(tokenise(question, self._language))
        return said if len(said) > 1 else frozenset(("", plain(question)))


def _names(title: str) -> Iterator[str]:
    """The title, without and within brackets; what stands before a comma, if that is one word and so a name."""
    yield title
    bare = _BRACKETS.sub(" ", title).strip()
    yield bare
    yield from _BRACKETS.findall(title)
    first, *others = _COMMA.split(bare)
    if others and len(first.split()) == 1:
        yield first
