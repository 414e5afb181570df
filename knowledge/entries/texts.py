"""Entries as the text that is indexed, and what of that text is the answer.

An entry is a heading and some paragraphs: first what is quoted, then lines that help to find it ("Also called: ...").
The lines are written and read back here, by the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.citation import provision_label
from knowledge.entries import words
from knowledge.entries.faq import Faq
from knowledge.entries.kinds import FAQ, INSTRUMENTS, kind_of
from knowledge.entries.records import record
from knowledge.entries.resources import Resource
from knowledge.instruments import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.entries.terms import Term, Wording
    from knowledge.instruments import Instruments
    from knowledge.passage import Passage

__all__ = ["address_of", "answer_end", "heading", "names_of", "paragraphs", "traits_of"]

_BREAK = "\n\n"


def heading(entry: Faq | Instrument | Resource | Term, language: str) -> str:
    """What an entry is called in one language: the question, the name, the term."""
    if isinstance(entry, Faq):
        return entry.question[language]
    if isinstance(entry, Instrument):
        return entry.names[language]
    return entry.name[language] if isinstance(entry, Resource) else entry.wordings[language].term


def paragraphs(entry: Faq | Instrument | Resource | Term, language: str, instruments: Instruments) -> list[str]:
    """The text of an entry in one language, what is quoted first."""
    if isinstance(entry, Faq):
        return [entry.answer[language]]
    if isinstance(entry, Instrument):
        return [record(entry, language)]
    if isinstance(entry, Resource):
        return _resource(entry, language)
    return _term(entry, entry.wordings[language], language, instruments)


def answer_end(passage: Passage) -> int:
    """How many characters of an entry's passage are its answer.

    All of a question's and of an instrument's; the description of a resource; the definition of a term with the places
    that lay it down.
    """
    parts = passage.text.split(_BREAK)
    if kind_of(passage) in (FAQ, INSTRUMENTS) or len(parts) == 1:
        return len(passage.text)
    defined = kind_of(passage) == "terms" and parts[1].startswith(words.DEFINED_IN.get(passage.language, _BREAK))
    return len(_BREAK.join(parts[:2])) if defined else len(parts[0])


def address_of(passage: Passage) -> str | None:
    """The address of a resource; ``None`` for all else."""
    if kind_of(passage) != "resources":
        return None
    line = _line(passage, words.ADDRESS)
    return line if line.startswith("https://") else None


def names_of(passage: Passage, *, everyday: bool = False) -> list[str]:
    """The term that a passage defines, with its synonyms, and everyday words if wanted."""
    named = [passage.section[-1]] if passage.section else []
    for opening in (words.ALSO, words.EVERYDAY)[: 2 if everyday else 1]:
        line = _line(passage, opening)
        named += [word for each in line.split(words.SEPARATORS[passage.language].strip()) if (word := each.strip())]
    return named


def traits_of(passage: Passage) -> dict[str, frozenset[str]]:
    """``kind``, ``audience`` and ``mode`` of a resource: keys of the tables in `words`."""
    return {
        "kind": _values(passage, words.TYPE, words.RESOURCE_KINDS),
        "audience": _values(passage, words.FOR, words.AUDIENCES),
        "mode": _values(passage, words.FORMAT, words.MODES),
    }


def _resource(entry: Resource, language: str) -> list[str]:
    def line(opening: dict[str, str], values: Iterable[str]) -> str:
        return opening[language] + words.SEPARATORS[language].join(values)

    return [
        entry.description[language],
        line(words.TYPE, [words.RESOURCE_KINDS[entry.kind][language]]),
        line(words.ORGANISATION, [entry.organisation]),
        line(words.FORMAT, [words.MODES[entry.mode][language]]),
        line(words.LANGUAGES_LINE, [words.LANGUAGE_NAMES[each][language] for each in entry.languages]),
        line(words.FOR, [words.AUDIENCES[each][language] for each in entry.audience]),
        line(words.ADDRESS, [entry.address]),
    ]


def _term(entry: Term, wording: Wording, language: str, instruments: Instruments) -> list[str]:
    found = [wording.definition]
    places = [provision_label(instruments, each.instrument, each.article, language) for each in entry.instruments]
    for opening, listed in (
        (words.DEFINED_IN, places),
        (words.ALSO, wording.synonyms),
        (words.EVERYDAY, wording.everyday),
    ):
        if listed:
            found.append(opening[language] + words.SEPARATORS[language].join(listed))
    return found


def _values(passage: Passage, opening: dict[str, str], table: dict[str, dict[str, str]]) -> frozenset[str]:
    """The keys whose words stand behind an opening."""
    listed = _line(passage, opening).split(words.SEPARATORS.get(passage.language, _BREAK).strip())
    said = {each.strip() for each in listed}
    return frozenset(key for key, names in table.items() if names.get(passage.language) in said)


def _line(passage: Passage, openings: dict[str, str]) -> str:
    """What stands behind an opening in its line of the passage; empty where there is no such line."""
    # White space at the seams was collapsed when the text was read.
    opening = openings.get(passage.language, _BREAK).strip()
    for part in passage.text.split(_BREAK):
        if part.startswith(opening):
            return part[len(opening) :].strip()
    return ""
