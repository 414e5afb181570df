"""The search: dense vectors first, words and cited places beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.reading import Reading
from knowledge.encoder.texts import SEPARATOR
from knowledge.entries.kinds import kind_of
from knowledge.language import identify
from knowledge.search.distinct import distinct
from knowledge.search.entries import Entries
from knowledge.search.filters import rows_passing
from knowledge.search.follow_up import complete
from knowledge.search.fusion import WEIGHTS, Weights, fuse, shown
from knowledge.search.leaning import Leaning
from knowledge.search.lifting import Lifting
from knowledge.search.own_language import Nearness, nearness
from knowledge.search.places import Places
from knowledge.search.result import Hit, SearchResult
from knowledge.search.second_voice import Heard, SecondEncoder, SecondVoice
from knowledge.search.signposts import signposts
from knowledge.search.spelt_out import spelt_out
from knowledge.search.terms import Terms
from knowledge.simplified import simplified
from knowledge.spelling import Correction, Speller
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.index import Index
    from knowledge.instruments import Instruments, Reference

__all__ = ["QuestionEncoder", "Searcher"]

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

_NO_ROWS: Rows = np.empty(0, np.int64)

#: Candidates from each side.
CANDIDATES = 100
#: What a synonym, or a word of another language for the same, counts beside the word itself.
SYNONYM = 0.5
#: Most BM25 that all the synonyms of one idea bring.
SYNONYMS_AT_MOST = 4.0
#: Nearest passages of a named instrument that become candidates however far down they are.
_OF_INSTRUMENT = 20
_COMPARED_HERE = 2_000
#: Nearest entries, by their text in the asker's language, that become candidates.
_ENTRIES = 20
#: Passages that are looked for by the words of a named place.
_CITING = 40


class QuestionEncoder(Protocol):
    """What the search wants of an encoder."""

    @property
    def name(self) -> str: ...  # noqa: D102

    def tuned_for(self, language: str) -> bool:
        """Whether questions in a language have another vector here than where they are understood."""

    def read_question(self, text: str, language: str) -> Reading:
        """One question as it is compared."""


class Searcher:
    """Searches one open index with one encoder. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        encoder: QuestionEncoder,
        instruments: Instruments,
        *,
        second: SecondEncoder | None = None,
        weights: Weights = WEIGHTS,
    ) -> None:
        """Args:
        index: open with the vectors of the encoder.
        encoder: of questions in all languages.
        instruments: that questions may name.
        second: of passages in English; heard as well where the index has its vectors.
        weights: of what makes up a score.
        """
        self.index = index
        self.instruments = instruments
        self._encoder = encoder
        heard = second is not None and weights.second > 0 and index.has_vectors(second.name)
        self._second = SecondVoice(index, second) if second is not None and heard else None
        self._weights = weights
        self._places = Places(index, instruments)
        self._lifting = Lifting(index, instruments, self._places, weights)
        self._entries = Entries(index, instruments)
        self._terms = Terms.load()
        self._leaning = Leaning.load()
        self._spellers: dict[str, Speller] = {}
        checksums = {record.name: record.checksum for record in index.manifest.encoders}
        self._checksum = checksums.get(encoder.name, "")
        self._in_language = {
            spoken: _mask(index.rows_where(language=spoken), len(index))
            for spoken in sorted({item.language for item in index.documents})
        }

    @property
    def encoder(self) -> str:
        """Name of the encoder in the index."""
        return self._encoder.name

    def search(
        self,
        question: str,
        *,
        top: int = 10,
        language: str | None = None,
        collection: str | None = None,
        document: str | None = None,
        history: Sequence[str] = (),
        vector: Vector | None = None,
        hint: str | None = None,
    ) -> SearchResult:
        """The passages nearest to a question.

        Args:
            question: in any of the six languages.
            top: hits at most, from 1.
            language: only passages in this language.
            collection: only passages of this collection, in any case.
            document: only passages of this document: its key, file name, title, or an instrument's usual name.
            history: earlier questions, oldest first; what ``question`` leaves out comes from the last.
            vector: of ``question``, in simplified characters if it is Chinese, if it has been embedded already. A
                question with typing errors is embedded again without them, and one in a language that the encoder has
                been tuned for.
            hint: the language of the conversation, for questions too short to tell.

        Raises:
            KnowledgeError: a filter has a value that nothing in the index has; the text names those there are.
            ValueError: ``top`` is below 1.
        """
        if top < 1:
            raise ValueError(f"Give a top of at least 1; it is {top}.")
        question = simplified(question)
        spoken = identify(question, hint)
        corrected = self._corrected(question, spoken)
        history = [self._corrected(simplified(earlier), spoken).text for earlier in history]
        if corrected.changes:
            # The vector that came along is that of the errors.
            question, vector = corrected.text, None
        reading = self._read(question, spoken, vector) if question.strip() else None
        leans = (
            reading is not None
            and self._leaning.leans(question, history, spoken, reading.vector, self._checksum)
            and not self._entries.asked_by_name(question, spoken)
        )
        understood = complete(question, history, spoken, leans)
        result = SearchResult(question, understood, spoken, mended=corrected.changes)
        rows = rows_passing(self.index, self.instruments, language, collection, document)
        allowed = _mask(rows, len(self.index))
        pivot = language.lower() if language else self._entries.pivot(spoken)
        rows = among = self._entries.competing(rows, pivot)
        if rows is not None and len(rows) < CANDIDATES:
            # The few that pass would be measured by their own spread, which says nothing of how near they are.
            among = self._entries.competing(None, pivot)
        if reading is None or not understood.strip() or not len(self.index) or (rows is not None and not len(rows)):
            return result
        aspect = reading.vector
        if understood != question:
            # A passage has to be about the whole, and one of its sentences about what is new in it: in one vector the
            # new would be lost in the old, or the old in the new.
            reading = self._read(understood, spoken)
            if question.strip() not in understood:  # it only points back
                aspect = reading.vector
        result = replace(result, vector=reading.vector, aspect=aspect)
        voice = self._second.hear(self._spelt_out(understood), spoken, reading) if self._second else None
        followed = self._followed(question, understood, spoken, rows)
        references = tuple(self._current(self.instruments.recognise(understood), question, understood))
        found = self._found(result, voice, references, rows, among, top, pivot, followed, allowed)
        return replace(found, hits=tuple(self._shown(hit, language or spoken, allowed) for hit in found.hits))

    def _read(self, question: str, language: str, vector: Vector | None = None) -> Reading:
        """The question as it is compared: by the vector that came along with it, where that is the same."""
        spelt = self._spelt_out(question)
        if vector is None or vector.shape == (0,) or spelt != question or self._encoder.tuned_for(language):
            return self._encoder.read_question(spelt, language)
        return Reading(vector)

    def _spelt_out(self, question: str) -> str:
        return spelt_out(question, self.instruments, lambda identity: len(self._places.of_instrument(identity)) > 0)

    def _corrected(self, text: str, language: str) -> Correction:
        """The text without typing errors, as far as the words of the index and of the language tell."""
        speller = self._spellers.get(language)
        if speller is None:
            own = self.index.counts.of(language)
            speller = self._spellers[language] = Speller(language, own, self.index.has_token)
        return speller.correct(text)

    def _followed(self, question: str, understood: str, language: str, rows: Rows | None) -> Rows:
        """The passages of the document that the question before a follow-up was about; entries are about nothing more.

        Who asks on mostly stays with the instrument.
        """
        new = question.strip()
        before = understood.removesuffix(new).strip(SEPARATOR)
        if understood == question or new not in understood or not before.strip():
            return _NO_ROWS
        vector = self._read(before, language).vector
        _, nearest = self.index.vectors_search(self._encoder.name, vector, 1, rows)
        passages = self.index.passages(nearest)
        if not passages or kind_of(passages[0]):
            return _NO_ROWS
        found = self.index.rows_where(document=passages[0].document)
        return _NO_ROWS if found is None else found

    def _nearness(self, result: SearchResult, pivot: str) -> Nearness | None:
        """How near the entries are, where they compete in another language than the asker's."""
        rows = self._entries.translated(pivot, result.language)
        return nearness(self.index, self._encoder.name, result.vector, result.aspect, *rows) if rows else None

    def _shown(self, hit: Hit, language: str, allowed: Mask) -> Hit:
        """The hit with the entry in the reader's language, wherever the filters let that pass."""
        row = self._entries.shown(hit.row, language)
        if row == hit.row or not allowed[row]:
            return hit
        return replace(hit, row=row, passage=self.index.passage(row))

    @cached_property
    def _signposts(self) -> Mask:
        return signposts(self.index)

    @staticmethod
    def _current(references: Sequence[Reference], question: str, understood: str) -> Iterator[Reference]:
        """Without the articles of the earlier question where the later one names its own."""
        new = understood.rfind(question.strip()) if understood != question else 0
        replaced = any(reference.article and reference.start >= new for reference in references)
        for reference in references:
            if reference.start >= new or not reference.article or not replaced:
                yield reference

    def _found(
        self,
        result: SearchResult,
        voice: Heard | None,
        references: tuple[Reference, ...],
        rows: Rows | None,
        among: Rows | None,
        top: int,
        pivot: str,
        followed: Rows,
        allowed: Mask,
    ) -> SearchResult:
        """The hits among ``rows``; the nearest of ``among``, which holds these, give the unit of their scores.

        Entries that are asked for are among them as well where the filters have ``allowed`` them.
        """
        name = self._encoder.name
        vector = result.vector
        _, near_rows = self.index.vectors_search(name, vector, max(CANDIDATES, top), among)
        subject = self._subject(result.understood, result.language, references)
        texts = [subject or result.understood]
        if result.new and result.new != result.understood:
            texts.append(result.new)
        tokens = [tokenise(text, result.language) for text in texts]
        passing = _mask(rows, len(self.index))
        asked_for = self._entries.asked(result.new, result.language, pivot, references)
        passing[asked_for.rows] = allowed[asked_for.rows]  # records pass only when they are asked for
        entries = self._nearness(result, pivot)
        in_own = entries.nearest(_ENTRIES) if entries else np.empty(0, np.int64)
        candidates = np.unique(
            np.concatenate(
                [
                    near_rows,
                    _NO_ROWS if rows is None or rows is among else rows,
                    in_own[passing[in_own]],
                    voice.nearest(among) if voice else _NO_ROWS,
                    self._nearest(asked_for.rows[passing[asked_for.rows]], vector, CANDIDATES),
                    *(found for each in tokens for found in self._with_words(each, result.language, rows)),
                    *self._named(references, vector, passing),
                ]
            )
        )
        dense = self.index.passage_vectors(name, candidates) @ vector
        sentence = self.index.nearest_sentences(name, candidates, result.aspect)
        if result.aspect is not vector:
            sentence = (sentence + self.index.nearest_sentences(name, candidates, vector)) / 2
        if entries:
            entries.put(candidates, dense, sentence)
        lexical = np.sum([self._words(each, result.language, candidates) for each in tokens], axis=0)
        own = self._in_language.get(result.language, np.zeros(len(self.index), bool))
        second = voice.cosines(candidates) if voice else np.full(len(candidates), np.nan, np.float32)
        fused = fuse(
            dense,
            sentence,
            lexical,
            np.isin(candidates, near_rows),
            foreign=~own[candidates],
            second=second,
            carried=voice is not None and voice.carried,
            weights=self._weights,
        )
        lifts = self._lifting.lifts(references, candidates, fused)
        asked = asked_for.at(candidates)
        fused = fused + self._weights.followed * np.isin(candidates, followed)
        fused = fused + np.maximum(lifts, asked) - self._entries.unasked(candidates, asked)
        fused = fused - self._weights.signpost * self._signposts[candidates]
        order = np.argsort(-fused, kind="stable")
        order = order[passing[candidates[order]]]
        scores = shown(fused)
        nearest = sentence
        if result.aspect is not vector:
            nearest = np.maximum(nearest, self.index.nearest_sentences(name, candidates, vector))
        found = distinct(self.index, self.instruments, candidates, order, top)
        places = np.unique([at for ranked in found for at, _ in ranked]).astype(np.int64)
        worded = np.zeros(len(candidates), np.float32)
        if voice:
            worded[places] = np.nan_to_num(voice.worded(candidates[places]))
        hits, neighbours = (
            tuple(
                Hit(
                    int(candidates[at]),
                    passage,
                    # What took the place of a part of it stands there with no less than what follows.
                    max(float(scores[each]) for each, _ in ranked[place:]),
                    float(dense[at]),
                    float(nearest[at]),
                    float(lexical[at]),
                    float(lifts[at]),
                    float(asked[at]),
                    float(np.nan_to_num(second[at])),
                    float(worded[at]),
                )
                for place, (at, passage) in enumerate(ranked)
            )
            for ranked in found
        )
        return replace(
            result,
            references=references,
            absent=self._absent(references),
            hits=hits,
            neighbours=neighbours,
            subject=subject,
            beside=asked_for.beside,
        )

    def _absent(self, references: Sequence[Reference]) -> tuple[str, ...]:
        named = dict.fromkeys(reference.instrument for reference in references if reference.instrument)
        return tuple(identity for identity in named if not len(self._places.of_instrument(identity)))

    def _subject(self, text: str, language: str, references: Sequence[Reference]) -> str:
        """What is asked of an instrument whose text is there, without its name, which all of that text has."""
        there = any(
            reference.instrument and len(self._places.of_instrument(reference.instrument)) for reference in references
        )
        if not there:
            return text
        subject = self.instruments.subject(text)
        return subject if tokenise(subject, language) else ""

    def _with_words(self, tokens: Sequence[str], language: str, rows: Rows | None) -> Iterator[Rows]:
        """Rows that have most of the question's own words, and of those that the index's languages have for them."""
        yield self.index.lexical_scores(tokens, CANDIDATES, rows)[1]
        expanded = {
            token
            for spoken in self._in_language
            for synonyms in self._terms.expand(tokens, language, spoken)
            for token in synonyms
        }
        if expanded:
            yield self.index.lexical_scores(expanded.difference(tokens), CANDIDATES, rows)[1]

    def _words(self, tokens: Sequence[str], language: str, candidates: Rows) -> Vector:
        """BM25 of the candidates ``[n]``, by the question's words and by those a passage's language has for them."""
        words = np.zeros(len(candidates), np.float32)
        for spoken, rows in self._in_language.items():
            inside = rows[candidates]
            some = candidates[inside]
            if not len(some):
                continue
            scores = np.zeros(len(some), np.float32)
            if spoken == language:
                scores += self.index.lexical_scores(tokens, rows=some)[0]
            for synonyms in self._terms.expand(tokens, language, spoken):
                # One idea counts once, however many of its words a passage has.
                same = self.index.lexical_scores(synonyms.difference(tokens), rows=some)[0]
                scores += SYNONYM * np.minimum(same, SYNONYMS_AT_MOST)
            words[inside] = scores
        return words

    def _named(self, references: Sequence[Reference], vector: Vector, passing: Mask) -> list[Rows]:
        """Rows of the instruments and articles that the question names."""
        found: list[Rows] = []
        for reference in references:
            article = self._places.of_article(reference)
            whole = self._places.of_instrument(reference.instrument) if reference.instrument else article
            for part, most in ((article, CANDIDATES), (whole, _OF_INSTRUMENT)):
                found.append(self._nearest(part[passing[part]], vector, most))
            if reference.instrument and reference.article:
                # Who writes "ICRMW art 25" means what others call Article 25 of the Migrant Workers Convention.
                for spoken in self._in_language:
                    name = self.instruments.short_name(reference.instrument, spoken)
                    tokens = tokenise(f"{name} {reference.article}", spoken)
                    citing = self.index.lexical_scores(tokens, _CITING)[1]
                    found.append(citing[passing[citing]])
        return found

    def _nearest(self, rows: Rows, vector: Vector, most: int) -> Rows:
        """The nearest ``most`` of some rows; a few are compared here, which is faster than a filtered search."""
        if len(rows) <= most:
            return rows
        if len(rows) > _COMPARED_HERE:
            found: Rows = self.index.vectors_search(self._encoder.name, vector, most, rows)[1]
            return found
        cosines = self.index.passage_vectors(self._encoder.name, rows) @ vector
        nearest: Rows = rows[np.argpartition(-cosines, most)[:most]]
        return nearest


def _mask(rows: Rows | None, length: int) -> Mask:
    """Which of all rows are among some; all when ``None``."""
    mask = np.full(length, rows is None)
    if rows is not None:
        mask[rows] = True
    return mask
