"""The entries of an index: in which language they compete for a question, and which of them it asks for.

An entry says the same in six languages, and an encoder finds text in the question's own language nearer than text in
another that answers it better. So entries compete in the language that the rest of the index speaks, on equal terms
with it, and are shown in the asker's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.kinds import INSTRUMENTS, KINDS, SUFFIXES
from knowledge.entries.texts import traits_of
from knowledge.search.folding import folded
from knowledge.search.records import BINDING, DATE, NAME, Records
from knowledge.search.term_names import TermNames, name_tokens
from knowledge.search.titles import Titles
from knowledge.search.wishes import WISHES
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from re import Pattern

    from knowledge.index import Index, IndexedDocument
    from knowledge.instruments import Instruments, Reference
    from knowledge.passage import Passage

__all__ = ["DEFINITION", "RESOURCE", "Asked", "Entries"]

Rows = NDArray[np.int64]
Vector = NDArray[np.float32]

_NONE: Rows = np.empty(0, np.int64)

# Lifts in units of the fused score. A question that is nothing but the wish for an entry lifts it above everything
# that is merely near, and leaves the article that it names above it.
#: For what the question calls by its own words: a term or resource by its name, a frequent question.
DEFINITION = 4.0
#: For a resource, where the question asks for one.
RESOURCE = 2.0
_PERHAPS = 1.0
#: For each trait that the question names: kind, audience, way to take part.
_FITTING = 0.5
#: What entries lose that nobody asked for, by kind: the law itself, and who explains it, come first. Chosen on the
#: tuning questions, where treaties lose one point of hit@1 to entries and frequent questions stay first when asked.
_UNASKED = {"faq": 0.5, "instruments": 1.0, "resources": 1.0, "terms": 1.0}
#: For the record of an instrument, by what is wanted of it. What a name stands for, its own text says as well.
_RECORD = {DATE: DEFINITION, BINDING: DEFINITION, NAME: RESOURCE}
#: From this share of the other passages on, the index speaks a language.
_SPOKEN = 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """The entries that a question asks for.

    Attributes:
        rows: ascending.
        lifts: of each, above 0.
        beside: of a question for a resource, its text without the wish for one ("mayors" of "is there anything for
            mayors" is part of the wish, "detention" of "any courses on detention" is not); ``None`` for all others.
    """

    rows: Rows = _NONE
    lifts: Vector = _NONE.astype(np.float32)  # noqa: RUF009 - never written to
    beside: str | None = None

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
        records = {spoken: rows for (kind, spoken), rows in self._rows.items() if kind == INSTRUMENTS}
        self._records = Records(index, instruments, records)
        self._siblings = _siblings(index)
        self._others = Counter[str]()
        for item in index.documents:
            if (item.collection, item.language) not in self._rows:
                self._others[item.language] += item.passages
        self._competing: dict[str, Rows] = {}
        self._names: dict[str, TermNames] = {}
        self._titles: dict[str, Titles] = {}

    def pivot(self, language: str) -> str:
        """The language in which entries compete for a question in ``language``: its own, if the rest speaks it too."""
        others = sum(self._others.values())
        if not others or self._others[language] >= _SPOKEN * others:
            return language
        most = self._others.most_common(1)[0][0]
        return most if any(spoken == most for _, spoken in self._rows) else language

    def shown(self, row: int, language: str) -> int:
        """The row that says in ``language`` what the entry in ``row`` says; ``row`` itself where there is none."""
        return self._siblings.get(row, {}).get(language, row)

    def translated(self, pivot: str, language: str) -> tuple[Rows, Rows] | None:
        """The rows of all entries in ``pivot``, ascending, and of the same in ``language``; ``None`` where it is one.

        Raises:
            KeyError: never; entries without that translation are left out.
        """
        if pivot == language:
            return None
        rows = sorted(
            int(row)
            for (kind, spoken), found in self._rows.items()
            if spoken == pivot and kind != INSTRUMENTS
            for row in found
            if language in self._siblings.get(int(row), {})
        )
        if not rows:
            return None
        return np.array(rows, np.int64), np.array([self._siblings[row][language] for row in rows], np.int64)

    def competing(self, rows: Rows | None, language: str) -> Rows | None:
        """Of some rows, or of all when ``None``, those that compete: of entries only those in ``language``, no records.

        Where nothing would be left (a filter names a document in another language), all of ``rows`` do.
        """
        if not any(spoken != language or kind == INSTRUMENTS for kind, spoken in self._rows):
            return rows
        if language not in self._competing:
            mask = np.ones(len(self._index), bool)
            for (kind, spoken), of_kind in self._rows.items():
                mask[of_kind] = spoken == language and kind != INSTRUMENTS
            self._competing[language] = np.flatnonzero(mask)
        own = self._competing[language]
        if rows is None:
            return own if len(own) else None
        mask = np.zeros(len(self._index), bool)
        mask[own] = True
        kept: Rows = rows[mask[rows]]
        return kept if len(kept) else rows

    @cached_property
    def _handicaps(self) -> Vector:
        handicaps = np.zeros(len(self._index), np.float32)
        for (kind, _), rows in self._rows.items():
            handicaps[rows] = _UNASKED[kind]
        return handicaps

    def unasked(self, candidates: Rows, asked: Vector) -> Vector:
        """What each candidate loses, from 0, because it is an entry and was not asked for."""
        lost: Vector = np.where(asked == 0, self._handicaps[candidates], np.float32(0))
        return lost

    def asked(self, question: str, language: str, pivot: str = "", references: Sequence[Reference] = ()) -> Asked:
        """What the question asks for: what the table says of an instrument, an entry by its own words, or any resource.

        Args:
            question: as asked now.
            language: of the question.
            pivot: language of the rows to give; that of the question when empty.
            references: that it makes. Who names an article asks for that; who names an instrument, hardly for a
                resource.
        """
        if language not in WISHES or not self._rows:
            return Asked()
        text = folded(question)
        pivot = pivot or language
        article = any(each.article for each in references)
        cites = bool(references) and not article
        wanted = "" if article else self._records.wanted(question, language, references)
        of = {each.instrument for each in references if each.instrument}
        records = self._records.rows(of, pivot) if wanted else []
        called = self._called(question, text, language, cites=cites)
        named = {self.shown(row, pivot) for row in called}
        if wanted and records:
            # "What is the Global Compact for Migration?" is answered by the table or the term, whichever comes nearer.
            asked = self._titles_in(language).questions(question)  # "Is it legally binding?" is a frequent question too
            rows = sorted({*records, *(named if wanted == NAME else {self.shown(row, pivot) for row in asked})})
            return Asked(np.array(rows, np.int64), np.full(len(rows), _RECORD[wanted], np.float32))
        if named:  # even where the name has an article in it: "SDG target 10.7"
            return Asked(np.array(sorted(named), np.int64), np.full(len(named), DEFINITION, np.float32))
        return Asked() if article else self._resources_asked(text, language, pivot, cites=cites)

    def asked_by_name(self, question: str, language: str) -> bool:
        """Whether it is a frequent question in its own words, or asks what a term or resource is, and names it.

        Such a question leans on none before it. A name and nothing else may: "and in detention?"
        """
        if language not in WISHES or not self._rows:
            return False
        text, titles = folded(question), self._titles_in(language)
        *defining, _ = WISHES[language].defining
        terms = self._terms_asked(question, text, language, defining, cites=False)
        return bool(titles.questions(question) or terms or self._resources_called(text, language, titles, defining))

    def _called(self, question: str, text: str, language: str, *, cites: bool) -> set[int]:
        """Rows of what the question calls by its own words: frequent questions, terms, resources."""
        titles, defining = self._titles_in(language), WISHES[language].defining
        return {
            *titles.questions(question),
            *self._terms_asked(question, text, language, defining, cites=cites),
            *titles.resources(name_tokens(text, language)),
            *self._resources_called(text, language, titles, defining),
        }

    def _resources_called(self, text: str, language: str, titles: Titles, defining: Sequence[Pattern[str]]) -> set[int]:
        filler = set(tokenise(WISHES[language].filler, language))
        patterns = (*defining, *WISHES[language].finding)
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            tokens = name_tokens(match["term"], language)
            for wanted in (tokens, tuple(token for token in tokens if token not in filler)):
                if rows := titles.resources(wanted):
                    return rows
        return set()

    def _terms_asked(
        self, question: str, text: str, language: str, defining: Sequence[Pattern[str]], *, cites: bool
    ) -> list[int]:
        names = self._term_names(language)
        filler = set(tokenise(WISHES[language].filler, language))
        alone = WISHES[language].defining[-1]
        for pattern in defining:
            for match in pattern.finditer(text):
                term = match["term"]
                tokens = name_tokens(term, language)
                if pattern is alone and len(term.split()) > len(tokens) + 1:
                    continue  # it says more than a name, in words that carry no meaning
                bare = tuple(token for token in tokens if token not in filler)
                # "a refugee under the 1951 Convention"
                rest = name_tokens(self._instruments.subject(term), language) if cites else ()
                for wanted in (tokens, bare, rest):
                    if wanted in names:
                        return names.meant(wanted, question)
        return []

    def _resources_asked(self, text: str, language: str, pivot: str, *, cites: bool) -> Asked:
        rows = self._rows.get(("resources", pivot), _NONE)
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
        if "course" in named["kind"]:
            named["kind"].add("e-learning")  # which is a course, too
        lifts = np.full(len(rows), lift, np.float32)
        if any(named.values()):
            for at, passage in enumerate(self._index.passages(rows)):
                traits = traits_of(passage)
                lifts[at] += _FITTING * sum(bool(named[field] & traits[field]) for field in named)
        beside = text
        for pattern in (
            wishes.resources,
            wishes.perhaps,
            *(each for table in (wishes.kinds, wishes.audiences, wishes.modes) for each in table.values()),
        ):
            beside = pattern.sub(" ", beside)
        return Asked(rows, lifts, beside)

    def _term_names(self, language: str) -> TermNames:
        if language not in self._names:
            self._names[language] = TermNames(self._passages("terms", language), language)
        return self._names[language]

    def _titles_in(self, language: str) -> Titles:
        if language not in self._titles:
            questions, resources = self._passages("faq", language), self._passages("resources", language)
            self._titles[language] = Titles(questions, resources, language)
        return self._titles[language]

    def _passages(self, kind: str, language: str) -> Iterator[tuple[int, Passage]]:
        rows = self._rows.get((kind, language), _NONE)
        return zip(map(int, rows), self._index.passages(rows), strict=True)


def _siblings(index: Index) -> dict[int, dict[str, int]]:
    """By row of an entry, the rows of the same entry by language."""
    files: dict[str, list[IndexedDocument]] = {}
    for item in index.documents:
        if item.part:
            files.setdefault(item.file_key, []).append(item)
    found = {}
    for items in files.values():
        # One passage for each entry; where a long one was divided in one language, the places no longer agree.
        if len({item.passages for item in items}) == 1:
            for rows in zip(*(item.rows for item in items), strict=True):
                same = {item.language: row for item, row in zip(items, rows, strict=True)}
                found.update(dict.fromkeys(rows, same))
    return found
