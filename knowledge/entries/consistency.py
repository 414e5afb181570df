"""What holds of the whole library: every article that it cites exists, every date that it gives is the table's.

``python -m knowledge.entries.consistency`` prints what does not.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.entries.dates import Stated, find_dates
from knowledge.entries.faq import load_faq
from knowledge.entries.resources import load_resources
from knowledge.entries.terms import load_terms
from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments
from knowledge.provisions import canonical, parse_number
from knowledge.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.instruments import Instrument, Reference

__all__ = ["LIBRARY", "check", "main"]

#: The library that ships.
LIBRARY = Path(__file__).resolve().parents[1] / "library"

#: Material that is text as it stands.
_TEXTS = (".md", ".vtt")
_TIMING = re.compile(r"-->|^WEBVTT|^\d+$")
#: Where another clause begins; not at the brackets of "Article 33(1)".
_CLAUSES = re.compile(r"[,;:،؛，；：（）]|\s[–—]\s|\((?=[^)]{5,})")
#: Characters between an instrument and its date at most, and words that another text comes in with.
_FAR = 120
_ANOTHER = re.compile(
    r"[;；؛]|\b(?:protoc\w+|amend\w+|add\w+|annex\w*|both|amendé\w*|enmiend\w*|enmend\w*|протокол\w*|поправ\w*)\b"
    r"|بروتوكول|تعديل|议定书|修正",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^>]*>|[*_`]")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A text of the library, and where it stands."""

    place: str
    language: str
    text: str


def main() -> int:
    """Check the library that ships, and print what is wrong.

    Returns:
        0, or 1 when anything is.
    """
    problems = check(LIBRARY)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return int(bool(problems))


def check(library: Path, instruments: Instruments | None = None) -> list[str]:
    """What is wrong with a library, a line each, sorted by place; empty when nothing is.

    Args:
        library: its folder; files that are not there are not missed.
        instruments: the table; the one that ships when ``None``.
    """
    table = instruments or Instruments.load()
    problems: list[str] = []
    for statement in _statements(library, table, problems):
        for start, end in split(statement.text, statement.language):
            sentence = statement.text[start:end]
            faults = (*_articles(sentence, table), *_dates(sentence, statement.language, table))
            problems += [f"{statement.place}: {fault}" for fault in faults]
    return list(dict.fromkeys(problems))


def _statements(library: Path, table: Instruments, problems: list[str]) -> Iterator[_Statement]:
    """All texts of the library. Files that cannot be read add to ``problems``."""
    for path in sorted(library.rglob("*")):
        if path.suffix in _TEXTS:
            name = path.relative_to(library).as_posix()
            for number, text in _paragraphs(path):
                yield _Statement(f"{name}, line {number}", "en", text)
    try:
        if (library / "faq.yml").exists():
            for question in load_faq(library / "faq.yml"):
                for language in question.answer:
                    place = f"faq.yml: {question.id} ({language})"
                    yield _Statement(place, language, question.question[language])
                    yield _Statement(place, language, question.answer[language])
    except KnowledgeError as error:
        problems += str(error).splitlines()
    try:
        if (library / "resources.yml").exists():
            for resource in load_resources(library / "resources.yml"):
                for language, text in resource.description.items():
                    yield _Statement(f"resources.yml: {resource.id} ({language})", language, text)
    except KnowledgeError as error:
        problems += str(error).splitlines()
    try:
        if (library / "terms.yml").exists():
            for term in load_terms(library / "terms.yml", table):
                for defined in term.instruments:
                    fault = _missing(table[defined.instrument], defined.article)
                    if fault:
                        problems.append(f"terms.yml: {term.id}: {fault}")
                for language, wording in term.wordings.items():
                    yield _Statement(f"terms.yml: {term.id} ({language})", language, wording.definition)
    except KnowledgeError as error:
        problems += str(error).splitlines()


def _paragraphs(path: Path) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with the number of its first line; captions without their times."""
    first, lines = 0, []
    for number, line in enumerate((*path.read_text(encoding="utf-8").splitlines(), ""), 1):
        if line.strip() and not _TIMING.search(line):
            first = first or number
            lines.append(_MARKUP.sub("", line).strip())
        elif not line.strip() and lines:
            yield first, " ".join(lines)
            first, lines = 0, []


def _articles(sentence: str, table: Instruments) -> Iterator[str]:
    """What is wrong with the articles of a sentence, clause by clause: in another clause, another text may be meant."""
    for clause in _CLAUSES.split(sentence):
        for reference in table.recognise(clause):
            if reference.instrument and reference.article:
                instrument = table[reference.instrument]
                if reference.kind == instrument.provision:
                    fault = _missing(instrument, reference.article)
                    if fault:
                        yield fault


def _missing(instrument: Instrument, article: str) -> str:
    """Why the instrument has no such article; empty where it has, or where that is not known."""
    parsed = parse_number(article)
    number = re.match(r"\d+", canonical(parsed[0])) if parsed else None
    if instrument.articles is None or number is None or 1 <= int(number[0]) <= instrument.articles:
        return ""
    name = instrument.names["en"]
    return f"there is no {instrument.provision} {article} in the {name}, which has {instrument.articles}."


def _dates(sentence: str, language: str, table: Instruments) -> Iterator[str]:
    references = table.recognise(sentence)
    for stated in find_dates(sentence, language):
        if not stated.possible:
            yield f"there is no day {stated.text!r}."
            continue
        owner = _owner(sentence, stated, references)
        if owner is None:
            continue
        instrument = table[owner]
        known = instrument.adopted if stated.field == "adopted" else instrument.in_force
        if known is not None and (stated.year != known.year or stated.day not in (None, known)):
            said = "was adopted on" if stated.field == "adopted" else "is in force since"
            yield f"the {instrument.names['en']} {said} {stated.text!r} here, and {known} in the table."


def _owner(sentence: str, stated: Stated, references: list[Reference]) -> str | None:
    """The instrument that a date is of: the last one named before it, unless what lies between speaks of another."""
    before = [each for each in references if each.instrument and each.end <= stated.start]
    if not before:
        return None
    between = sentence[before[-1].end : stated.start]
    return before[-1].instrument if len(between) <= _FAR and not _ANOTHER.search(between) else None


if __name__ == "__main__":
    raise SystemExit(main())
