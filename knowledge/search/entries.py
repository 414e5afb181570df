"""The entries of an index: who of them competes for a question, and which it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.kinds import KINDS, SUFFIXES
from knowledge.entries.texts import names_of, traits_of
from knowledge.search.folding import folded
from knowledge.search.wishes import WISHES
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.index import Index
    from knowledge.instruments import Instruments

__all__ = ["DEFINITION", "RESOURCE", "Asked", "Entries"]

Rows = NDArray[np.int64]
Vector = NDArray[np.float32]

_NONE: Rows = np.empty(0, np.int64)

# Lifts in units of the fused score. A question that is nothing but the wish for an entry lifts it above everything
# that is merely near, and leaves the article that it names above it.
#: For the term that the question asks the meaning of.
DEFINITION = 4.0
#: For a resource, where the question asks for one.
RESOURCE = 3.0
_PERHAPS = 1.0
#: For each trait that the question names: kind, audience, way to take part.
_FITTING = 0.6
#: What terms and resources lose that nobody asked for: the law itself, and who explains it, come first.
_UNASKED = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """The entries that a question asks for.

    Attributes:
        rows: ascending.
        lifts: of each, above 0.
    """

    rows: Rows = _NONE
    lifts: Vector = _NONE.astype(np.float32)  # noqa: RUF009 - never written to

    def at(self, candidates: Rows) -> Vector:
        """The lift of each candidate, 0 for most."""
        lifts = np.zeros(len(candidates), np.float32)
        if len(self.rows):
            found = np.minimum(np.searchsorted(self.rows, candidates), len(self.rows) - 1)
            same = self.rows[found] == candidates
            lifts[same] = self.lifts[found[same]]
        return lifts


class Entries:
    """The entries of one index. Safe to share between threads: what is made lazily is made the same twice."""

    def __init__(self, index: Index, instruments: Instruments) -> None:
        self._index = index
        self._instruments = instruments
        self._rows: dict[tuple[str, str], Rows] = {}
        for item in index.documents:
            if item.collection in KINDS and item.name.lower().endswith(SUFFIXES):
                kind = (item.collection, item.language)
                rows = np.arange(item.rows.start, item.rows.stop)
                self._rows[kind] = np.concatenate([self._rows.get(kind, _NONE), rows])
        self._competing: dict[str, Rows] = {}
        self._names: dict[str, Mapping[tuple[str, ...], list[int]]] = {}

    def competing(self, rows: Rows | None, language: str) -> Rows | None:
        """Of some rows, or of all when ``None``, those that compete for a question in ``language``.

        An entry exists in six languages and says the same in each: only the asker's own competes. Where nothing would
        be left (a filter names a document in another language), all of ``rows`` do.
        """
        if not any(spoken != language for _, spoken in self._rows):
            return rows
        if language not in self._competing:
            mask = np.ones(len(self._index), bool)
            for (_, spoken), foreign in self._rows.items():
                mask[foreign] = spoken == language
            self._competing[language] = np.flatnonzero(mask)
        own = self._competing[language]
        if rows is None:
            return own if len(own) else None
        mask = np.zeros(len(self._index), bool)
        mask[own] = True
        kept: Rows = rows[mask[rows]]
        return kept if len(kept) else rows

    @cached_property
    def _reserved(self) -> NDArray[np.bool_]:
        """Which rows are terms and resources."""
        mask = np.zeros(len(self._index), bool)
        for (kind, _), rows in self._rows.items():
            mask[rows] = kind != "faq"
        return mask

    def unasked(self, candidates: Rows, asked: Vector) -> Vector:
        """What each candidate loses, from 0, because it is a term or a resource and was not asked for."""
        lost: Vector = np.where(self._reserved[candidates] & (asked == 0), _UNASKED, 0).astype(np.float32)
        return lost

    def asked(self, question: str, language: str, *, cites: bool = False) -> Asked:
        """The terms whose meaning the question asks for, or else the resources, where it asks for these.

        Args:
            question: as asked now.
            language: of the question.
            cites: whether it names an instrument or article; then it hardly asks for a resource.
        """
        if language not in WISHES or not self._rows:
            return Asked()
        text = folded(question)
        terms = self._terms_asked(text, language)
        if terms:
            return Asked(np.array(terms, np.int64), np.full(len(terms), DEFINITION, np.float32))
        return self._resources_asked(text, language, cites=cites)

    def _terms_asked(self, text: str, language: str) -> list[int]:
        names = self._term_names(language)
        if not names:
            return []
        filler = set(tokenise(WISHES[language].filler, language))
        for pattern in WISHES[language].defining:
            for match in pattern.finditer(text):
                term = match["term"]
                tokens = tokenise(term, language)
                bare = [token for token in tokens if token not in filler]
                for wanted in (tokens, bare, tokenise(self._instruments.subject(term), language)):
                    if wanted and tuple(wanted) in names:
                        return names[tuple(wanted)]
        return []

    def _resources_asked(self, text: str, language: str, *, cites: bool) -> Asked:
        rows = self._rows.get(("resources", language), _NONE)
        wishes = WISHES[language]
        lift = RESOURCE if wishes.resources.search(text) else _PERHAPS if wishes.perhaps.search(text) else 0.0
        lift = min(lift, _PERHAPS) if cites else lift
        if not lift or not len(rows):
            return Asked()
        named = {
            field: {trait for trait, pattern in patterns.items() if pattern.search(text)}
            for field, patterns in (
                ("kind", wishes.kinds),
                ("audience", wishes.audiences),
                ("mode", wishes.modes),
            )
        }
        lifts = np.full(len(rows), lift, np.float32)
        if any(named.values()):
            for at, passage in enumerate(self._index.passages(rows)):
                traits = traits_of(passage)
                lifts[at] += _FITTING * sum(bool(named[field] & traits[field]) for field in named)
        return Asked(rows, lifts)

    def _term_names(self, language: str) -> Mapping[tuple[str, ...], list[int]]:
        """Rows by the tokens of a term's name; everyday words where no term is called so."""
        if language not in self._names:
            rows = self._rows.get(("terms", language), _NONE)
            passages = self._index.passages(rows)
            found: dict[tuple[str, ...], list[int]] = {}
            for everyday in (False, True):
                taken = frozenset(found)
                for row, passage in zip(rows, passages, strict=True):
                    for tokens in _tokens(names_of(passage, everyday=everyday), language):
                        if tokens not in taken and int(row) not in found.setdefault(tokens, []):
                            found[tokens].append(int(row))
            self._names[language] = {tokens: sorted(each) for tokens, each in found.items()}
        return self._names[language]


def _tokens(names: Iterable[str], language: str) -> Iterable[tuple[str, ...]]:
    return filter(None, (tuple(tokenise(name, language)) for name in names))
