"""Terms of migration law: what they mean, where that is laid down, and how else people call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.entries.loading import Checker, read
from knowledge.entries.words import SEPARATORS
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Defined", "Term", "Wording", "load_terms", "parse_terms"]

_FIELDS = ("id", "instruments", "related", *LANGUAGES)
_WORDING = ("term", "definition", "synonyms", "everyday")


@dataclass(frozen=True, slots=True)
class Defined:
    """A place that lays down what a term means, or governs it.

    Attributes:
        instrument: its id in the table of instruments.
        article: as lawyers write it, ``"33(1)"``; empty for the instrument as a whole.
    """

    instrument: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A term in one language.

    Attributes:
        term: the preferred one.
        definition: one or two sentences.
        synonyms: formal variants and abbreviations.
        everyday: words that lay people type.
    """

    term: str
    definition: str
    synonyms: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its synonyms."""
        return (self.term, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Term:
    """One concept.

    Attributes:
        id: unique in its file.
        instruments: where it is defined.
        related: ids of other terms.
        wordings: by language, in all six.
    """

    id: str
    instruments: tuple[Defined, ...]
    related: tuple[str, ...]
    wordings: Mapping[str, Wording]


def load_terms(path: Path, instruments: Instruments | None = None) -> tuple[Term, ...]:
    """The terms in a file.

    Args:
        path: the file.
        instruments: that a term may be defined in; the table that ships when ``None``.

    Raises:
        KnowledgeError: something is wrong with it; a line for each fault names file, id and fault.
    """
    return parse_terms(read(path), path.name, instruments)


def parse_terms(data: object, name: str, instruments: Instruments | None = None) -> tuple[Term, ...]:
    """The terms in what was read from the file ``name``.

    Raises:
        KnowledgeError: as `load_terms`.
    """
    known = {instrument.id for instrument in instruments or Instruments.load()}
    check = Checker(name, _FIELDS)
    ids = {entry.get("id") for entry in data if isinstance(entry, dict)} if isinstance(data, list) else set()
    found = []
    for entry in check.entries(data):
        related = check.listed(entry, "related", required=False)
        for other in related:
            if other not in ids or other == entry["id"]:
                check.wrong(f"the related id {other!r} is no other term of this file.")
        wordings = {language: _wording(check, entry, language) for language in LANGUAGES}
        found.append(Term(entry["id"], tuple(_defined(check, entry, known)), related, wordings))
    check.finish()
    return tuple(found)


def _defined(check: Checker, entry: Mapping[str, Any], known: set[str]) -> list[Defined]:
    value = entry.get("instruments")
    if value is None:
        return []
    if not isinstance(value, list):
        check.wrong("instruments is no list.")
        return []
    found = []
    for each in value:
        if not isinstance(each, dict) or not set(each) <= {"instrument", "article"}:
            check.wrong(f"instruments has {each!r:.60}; each has an instrument and an article.")
            continue
        identity, article = each.get("instrument"), each.get("article")
        if identity not in known:
            check.wrong(f"there is no instrument {identity!r} in instruments.yml.")
        elif article is not None and not isinstance(article, (str, int)):
            check.wrong(f"the article {article!r} is no text; put it in quotes.")
        else:
            found.append(Defined(str(identity), "" if article is None else str(article).strip()))
    return found


def _wording(check: Checker, entry: Mapping[str, Any], language: str) -> Wording:
    value = entry.get(language)
    if not isinstance(value, dict):
        check.wrong(f"it has no term in {language}.")
        return Wording("", "")
    named = {f"{language}.{field}": text for field, text in value.items()}
    for field in sorted(map(str, set(value) - set(_WORDING))):
        check.wrong(f"{language} has a field {field!r}; it has {', '.join(_WORDING)}.")
    wording = Wording(
        check.text(named, f"{language}.term"),
        check.text(named, f"{language}.definition"),
        check.listed(named, f"{language}.synonyms", required=False),
        check.listed(named, f"{language}.everyday", required=False),
    )
    for word in (*wording.synonyms, *wording.everyday):
        if SEPARATORS[language].strip() in word:
            check.wrong(f"{language} has {word!r:.60} with a {SEPARATORS[language].strip()!r}: that is two words.")
    return wording
