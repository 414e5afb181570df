"""Where the instruments of the table stand in an index, and which passages cite them."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.citation import provision_of
from knowledge.provisions import UNITS, canonical, figures, fold, paragraph_key

if TYPE_CHECKING:
    from knowledge.index import Index
    from knowledge.instruments import Instrument, Instruments, Reference
    from knowledge.passage import Passage

__all__ = ["Places", "cites", "has_paragraph", "mentions"]

Rows = NDArray[np.int64]

_NONE: Rows = np.empty(0, np.int64)
_UNITS = "|".join(sorted((re.escape(word) for words in UNITS.values() for word in words), key=len, reverse=True))


class Places:
    """The rows of instruments and of their provisions in one index, looked up by reference."""

    def __init__(self, index: Index, instruments: Instruments) -> None:
        self._index = index
        self._instruments = instruments

    def of_instrument(self, identity: str) -> Rows:
        """The rows of the documents that are that instrument, ascending."""
        return self._documents.get(identity, _NONE)

    def of_article(self, reference: Reference) -> Rows:
        """The rows of the provision; of that number in every instrument when the reference names none."""
        if reference.article is None:
            return _NONE
        number = canonical(reference.article)
        wanted = [reference.instrument] if reference.instrument else list(self._documents)
        found: list[int] = []
        for identity in wanted:
            # "2.1.8" is paragraph 8 of section 2.1 in an annex.
            pointed = ".".join((number, *paragraph_key(reference.paragraph or "")[:1]))
            found += self._provisions.get((identity, pointed)) or self._provisions.get((identity, number), [])
        return np.array(sorted(set(found)), np.int64)

    @cached_property
    def _documents(self) -> dict[str, Rows]:
        rows: dict[str, list[int]] = {}
        for document in self._index.documents:
            instrument = self._instruments.of_title(document.title)
            if instrument:
                rows.setdefault(instrument.id, []).extend(document.rows)
        return {identity: np.array(found, np.int64) for identity, found in rows.items()}

    @cached_property
    def _provisions(self) -> dict[tuple[str, str], list[int]]:
        owner = {
            document.key: instrument
            for document in self._index.documents
            if (instrument := self._instruments.of_title(document.title))
        }
        found: dict[tuple[str, str], list[int]] = {}
        for document, path, rows in self._index.sections():
            provision = provision_of(path) if document in owner else None
            # Article 1 of an annex is not Article 1; "Annex, 2.1" can be meant by nothing else.
            if provision and (not provision.container or provision.kind == "section"):
                found.setdefault((owner[document].id, canonical(provision.number)), []).extend(rows.tolist())
        return found


_LISTED = re.compile("[;；؛]")


def mentions(passage: Passage, instrument: Instrument) -> bool:
    """Whether the passage, its title or headings write the instrument in one of the usual ways."""
    text = _folded(passage)
    return any(_stands_in(spelling, text) for spelling in _spellings(instrument))


def cites(passage: Passage, reference: Reference, instrument: Instrument | None = None) -> bool:
    """Whether the passage writes the reference's article with its number, as part of a list or not.

    With ``instrument``, whether it does in a sentence that writes the instrument as well, or below a heading that does:
    elsewhere it may be the same article of another.
    """
    if reference.article is None:
        return False
    article = _article(reference.article)
    if instrument is None:
        return article.search(_folded(passage)) is not None
    spellings = _spellings(instrument)
    above = _fold(" ".join((passage.title, *passage.section)))
    headed = any(_stands_in(spelling, above) for spelling in spellings)
    for sentence in passage.sentences:
        # Of a list ("ICESCR, Article 11; ICRMW, Article 43") each item speaks for itself.
        for text in _LISTED.split(_fold(passage.text[sentence.start : sentence.end])):
            if article.search(text) and (headed or any(_stands_in(spelling, text) for spelling in spellings)):
                return True
    return False


def has_paragraph(passage: Passage, reference: Reference) -> bool:
    """Whether a sentence of the passage belongs to the reference's paragraph."""
    wanted = paragraph_key(reference.paragraph or "")
    return bool(wanted) and any(
        paragraph_key(sentence.paragraph)[: len(wanted)] == wanted for sentence in passage.sentences
    )


def _folded(passage: Passage) -> str:
    return _fold(" ".join((passage.title, *passage.section, passage.text)))


@lru_cache(maxsize=4_096)
def _fold(text: str) -> str:
    return fold(figures(text)).casefold()


@lru_cache(maxsize=256)
def _spellings(instrument: Instrument) -> tuple[str, ...]:
    return tuple({_fold(spelling) for spelling in instrument.spellings})


def _stands_in(spelling: str, text: str) -> bool:
    """Whether it stands there as words: "CAT" not in "category"."""
    at = text.find(spelling)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(spelling) : at + len(spelling) + 1]
        # Chinese has no spaces around words, Arabic puts particles in front of them.
        if not any(character.isascii() and character.isalnum() for character in around):
            return True
        at = text.find(spelling, at + 1)
    return False


@lru_cache(maxsize=512)
def _article(number: str) -> re.Pattern[str]:
    written = re.escape(number.casefold())
    return re.compile(
        rf"(?:{_UNITS})\.?\s*(?:[\d.]+(?:\([^)]*\))*\s*(?:,|and|et|y|и|و|或|和|to|à|a)\s*)*{written}(?![\d-])|第{written}[条條]"
    )
