"""Makes ``terms-compiled.tsv``, of the table of concepts and the library's terms.

``python -m knowledge.search.compile_terms``, to be run after either changed. What is compiled is in tokens, because to
tokenise 15,000 words takes longer than to answer a question.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.entries.terms import load_terms
from knowledge.language import LANGUAGES
from knowledge.search.common_words import COMMON_WORDS
from knowledge.search.terms import COMPILED, TABLE, Concept, read_table, to_lines
from knowledge.tokens import TOKENS_VERSION, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.entries.terms import Term
    from knowledge.search.terms import Phrase

__all__ = ["LIBRARY", "compiled", "main", "merged"]

#: The library's termbase.
LIBRARY = Path(__file__).resolve().parents[1] / "library" / "terms.yml"

#: A term and a concept of the table are one where they share a name in this many languages.
_SAME_IN = 2
#: A token that the names of more terms than this have ("migrant", "international") says nothing about one of them.
_GENERAL = 5
#: An everyday word that stands for more terms than this stands for none of them.
_AMBIGUOUS = 2


def main() -> int:
    """Write the compiled table, or take it away where the library has no termbase.

    Returns:
        0.
    """
    text = compiled(TABLE, LIBRARY)
    if text is None:
        COMPILED.unlink(missing_ok=True)
        sys.stdout.write(f"{LIBRARY} is not there: the table of concepts is used as it is.\n")
        return 0
    beside = COMPILED.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(COMPILED)
    sys.stdout.write(f"{COMPILED}: {text.count(chr(10)) - text.count('#')} concepts\n")
    return 0


def compiled(table: Path = TABLE, library: Path = LIBRARY) -> str | None:
    """What ``terms-compiled.tsv`` must hold; ``None`` where there is no termbase.

    Raises:
        KnowledgeError: something is wrong with the termbase.
    """
    if not library.exists():
        return None
    head = (
        "# Made by `python -m knowledge.search.compile_terms` of terms.tsv and library/terms.yml. Not to be edited.",
        f"# tokens: {TOKENS_VERSION}",
    )
    return "\n".join((*head, *to_lines(merged(read_table(table), load_terms(library))))) + "\n"


def merged(table: Sequence[Concept], terms: Sequence[Term]) -> list[Concept]:
    """The concepts of the table, with the terms that are the same merged in, then the other terms.

    A question names a term by its name, a synonym or an everyday word; passages about it have the tokens of its name
    and synonyms, but for those that many terms share.
    """
    general = {language: _general(terms, language) for language in LANGUAGES}
    ambiguous = {language: _ambiguous(terms, language) for language in LANGUAGES}
    preferred = {
        language: _phrases((term.wordings[language].term for term in terms), language) for language in LANGUAGES
    }
    concepts = list(table)
    others = []
    for term in terms:
        concept = _concept(term, general, ambiguous, preferred)
        at = _same(term, table)
        if at is None:
            others.append(concept)
        else:
            concepts[at] = _joined(concepts[at], concept)
    return concepts + others


def _concept(
    term: Term,
    general: dict[str, set[str]],
    ambiguous: dict[str, set[Phrase]],
    preferred: dict[str, set[Phrase]],
) -> Concept:
    phrases, words = {}, {}
    for language, wording in term.wordings.items():
        # What is by its stems what another term is called ("traite" and "traité") does not name this one.
        others = preferred[language] - _phrases([wording.term], language)
        names = _phrases(wording.names, language) - others
        everyday = {
            phrase
            for phrase in _phrases(wording.everyday, language)
            if phrase not in ambiguous[language] and (len(phrase) > 1 or phrase[0] not in _common(language))
        }
        phrases[language] = frozenset(names | everyday)
        words[language] = frozenset(
            token for phrase in names for token in phrase if len(phrase) == 1 or token not in general[language]
        )
    return Concept(phrases, words)


def _same(term: Term, table: Sequence[Concept]) -> int | None:
    """The concept of the table that the term is, by its preferred names."""
    named = {language: tuple(tokenise(wording.term, language)) for language, wording in term.wordings.items()}
    shared = [sum(named[language] in concept.phrases[language] for language in named) for concept in table]
    best = max(range(len(table)), key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] >= _SAME_IN else None


def _joined(one: Concept, other: Concept) -> Concept:
    return Concept(
        {language: one.phrases[language] | other.phrases[language] for language in LANGUAGES},
        {language: one.words[language] | other.words[language] for language in LANGUAGES},
    )


def _general(terms: Sequence[Term], language: str) -> set[str]:
    """Tokens in the names of many terms."""
    counts = Counter[str]()
    for term in terms:
        counts.update({token for phrase in _phrases(term.wordings[language].names, language) for token in phrase})
    return {token for token, count in counts.items() if count > _GENERAL}


def _ambiguous(terms: Sequence[Term], language: str) -> set[Phrase]:
    """Everyday words that many terms have."""
    counts = Counter[tuple[str, ...]]()
    for term in terms:
        counts.update(_phrases(term.wordings[language].everyday, language))
    return {phrase for phrase, count in counts.items() if count > _AMBIGUOUS}


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(token for word in COMMON_WORDS[language] for token in tokenise(word, language))


def _phrases(words: Iterable[str], language: str) -> set[Phrase]:
    """Of each word its tokens; nothing of words that are stop words only."""
    return set(filter(None, (tuple(tokenise(word, language)) for word in words)))


if __name__ == "__main__":
    raise SystemExit(main())
