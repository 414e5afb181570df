"""Files of entries (YAML): frequent questions, instruments, resources or terms, one document a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.document import SegmentKind
from knowledge.entries.faq import parse_faq
from knowledge.entries.kinds import kind_of_data
from knowledge.entries.loading import parse
from knowledge.entries.records import parse_instruments
from knowledge.entries.resources import parse_resources
from knowledge.entries.terms import parse_terms
from knowledge.entries.texts import heading, paragraphs
from knowledge.entries.words import TITLES
from knowledge.errors import BrokenFile, KnowledgeError, UnknownFormat
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.entries.faq import Faq
    from knowledge.entries.resources import Resource
    from knowledge.entries.terms import Term
    from knowledge.instruments import Instrument
    from knowledge.readers.builder import Builder

__all__ = ["read"]

_PARSERS: dict[str, Callable[[object, str], Sequence[Faq | Instrument | Resource | Term]]] = {
    "faq": parse_faq,
    "instruments": parse_instruments,
    "resources": parse_resources,
    "terms": parse_terms,
}


def read(data: bytes, builder: Builder) -> None:
    """Add a part for each of the six languages, with a section for each entry."""
    try:
        content = parse(data, builder.name)
        kind = kind_of_data(content)
        entries = _PARSERS[kind](content, builder.name) if kind else ()
    except KnowledgeError as error:
        raise BrokenFile(str(error)) from None
    if kind is None:
        raise UnknownFormat(
            f"{builder.name} is YAML, but no list of questions, instruments, resources or terms as Attaché reads "
            "them: its first entry has none of their fields."
        )
    instruments = Instruments.load()
    for language in LANGUAGES:
        part = builder.part(language)
        part.title = TITLES[kind][language]
        part.language = language
        part.collection = kind
        for entry in entries:
            part.add(SegmentKind.HEADING, heading(entry, language), level=2)
            for text in paragraphs(entry, language, instruments):
                part.add(SegmentKind.PARAGRAPH, text)
