"""The words that other languages, and the treaties themselves, have for what a question says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.tokens import TOKENS_VERSION, tokenise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["COMPILED", "TABLE", "Concept", "Terms", "read_table", "to_lines"]

#: The table of verbs and concepts that ships with Attaché; its head says how it is written.
TABLE = Path(__file__).with_name("terms.tsv")
#: The same with the termbase of the library, in tokens; ``python -m knowledge.search.compile_terms`` makes it.
COMPILED = Path(__file__).with_name("terms-compiled.tsv")

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_VERSION = "# tokens: "

#: The tokens of a word or phrase.
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept, by language.

    Attributes:
        phrases: a question that has all tokens of one of them names the concept.
        words: what passages about it say.
    """

    phrases: Mapping[str, frozenset[Phrase]]
    words: Mapping[str, frozenset[str]]


class Terms:
    """Concepts with their words in six languages: dictionary-based query expansion (Pirkola 1998)."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._words = [concept.words for concept in concepts]
        self._by_first: dict[str, dict[str, list[tuple[Phrase, int]]]] = {}
        for number, concept in enumerate(concepts):
            for language, phrases in concept.phrases.items():
                known = self._by_first.setdefault(language, {})
                for phrase in phrases:
                    known.setdefault(phrase[0], []).append((phrase, number))

    @classmethod
    def load(cls, path: Path | None = None) -> Terms:
        """The concepts in ``path``, or all that ship when ``None``, read once a process.

        Raises:
            FileNotFoundError: there is no such file.
        """
        return _load(path)

    def __len__(self) -> int:
        return len(self._words)

    def concepts(self, tokens: Sequence[str], language: str) -> list[int]:
        """Numbers of the concepts that a tokenised question names, in ascending order."""
        there = set(tokens)
        known = self._by_first.get(language, {})
        return sorted(
            {number for token in there for phrase, number in known.get(token, ()) if there.issuperset(phrase)}
        )

    def expand(self, tokens: Sequence[str], language: str, into: str) -> list[frozenset[str]]:
        """For each concept of the question, all its tokens in the language ``into``."""
        nothing: frozenset[str] = frozenset()
        return [self._words[number].get(into, nothing) for number in self.concepts(tokens, language)]


def read_table(path: Path) -> list[Concept]:
    """The concepts of a table of words: every word is both asked by and looked for.

    Raises:
        FileNotFoundError: there is no such file.
    """
    concepts = []
    for line in _lines(path):
        phrases = {
            language: frozenset(filter(None, (tuple(tokenise(word, language)) for word in cell.split("|"))))
            for language, cell in zip(_LANGUAGES, line.split("\t"), strict=True)
        }
        concepts.append(Concept(phrases, {language: frozenset(sum(each, ())) for language, each in phrases.items()}))
    return concepts


def to_lines(concepts: Sequence[Concept]) -> list[str]:
    """The lines of a compiled table, without its head: phrases in six languages, then words in six languages."""
    return [
        "\t".join(
            (
                *("|".join(sorted(map(" ".join, concept.phrases.get(language, ())))) for language in _LANGUAGES),
                *(" ".join(sorted(concept.words.get(language, ()))) for language in _LANGUAGES),
            )
        )
        for concept in concepts
    ]


def _read_compiled(path: Path) -> list[Concept] | None:
    """The concepts of a compiled table; ``None`` where it is missing or made with another tokeniser."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    if f"{_VERSION}{TOKENS_VERSION}" not in lines[:5]:
        return None
    number = len(_LANGUAGES)
    concepts = []
    for line in lines:
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        concepts.append(
            Concept(
                {
                    language: frozenset(tuple(phrase.split(" ")) for phrase in cell.split("|"))
                    for language, cell in zip(_LANGUAGES, cells[:number], strict=True)
                    if cell
                },
                {
                    language: frozenset(cell.split(" "))
                    for language, cell in zip(_LANGUAGES, cells[number:], strict=True)
                    if cell
                },
            )
        )
    return concepts


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=4)
def _load(path: Path | None) -> Terms:
    compiled = _read_compiled(COMPILED) if path is None else None
    return Terms(compiled if compiled is not None else read_table(path or TABLE))
