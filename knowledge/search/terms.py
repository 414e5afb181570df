"""The words that other languages, and the treaties themselves, have for what a question says."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TABLE", "Terms"]

#: The table that ships with Attaché; its head says how it is written.
TABLE = Path(__file__).with_name("terms.tsv")
_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


class Terms:
    """Concepts with their words in six languages: dictionary-based query expansion (Pirkola 1998)."""

    def __init__(self, concepts: list[dict[str, list[str]]]) -> None:
        """Args:
        concepts: of each, its words and phrases by language.
        """
        self._tokens = [
            {language: [tuple(tokenise(word, language)) for word in words] for language, words in concept.items()}
            for concept in concepts
        ]
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}
        for number, concept in enumerate(self._tokens):
            for language, phrases in concept.items():
                for phrase in filter(None, phrases):
                    entry = self._by_first.setdefault(language, {}).setdefault(phrase[0], [])
                    entry.append((phrase, number))

    @classmethod
    def load(cls, path: Path = TABLE) -> Terms:
        """The table in ``path``, read once a process."""
        return _load(path)

    def __len__(self) -> int:
        return len(self._tokens)

    def concepts(self, tokens: Sequence[str], language: str) -> list[int]:
        """Numbers of the concepts that a tokenised question names, in ascending order."""
        there = set(tokens)
        known = self._by_first.get(language, {})
        return sorted(
            {number for token in there for phrase, number in known.get(token, ()) if there.issuperset(phrase)}
        )

    def expand(self, tokens: Sequence[str], language: str, into: str) -> list[frozenset[str]]:
        """For each concept of the question, all its tokens in the language ``into``."""
        return [
            frozenset(token for phrase in self._tokens[number].get(into, ()) for token in phrase)
            for number in self.concepts(tokens, language)
        ]


@lru_cache(maxsize=4)
def _load(path: Path) -> Terms:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return Terms(
        [
            {language: cell.split("|") for language, cell in zip(_LANGUAGES, line.split("\t"), strict=True)}
            for line in lines
        ]
    )
