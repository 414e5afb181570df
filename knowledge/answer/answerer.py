"""From a question to an answer: search, judge, quote, check, cite."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.answer.citing import Citation
from knowledge.answer.confidence import Calibration, coverage, features
from knowledge.answer.demands import lacking
from knowledge.answer.quotation import NotVerbatimError, Quotation, choose, verify, whole
from knowledge.answer.signs import foreign_country
from knowledge.answer.standing import standing
from knowledge.citation import label
from knowledge.entries.kinds import INSTRUMENTS, kind_of
from knowledge.entries.texts import address_of, answer_end
from knowledge.search.distinct import place_of
from knowledge.search.entries import DEFINITION, RESOURCE
from knowledge.search.fusion import WEIGHTS
from knowledge.search.terms import Terms
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.passage import Passage
    from knowledge.search import Hit, Searcher, SearchResult

__all__ = ["Answer", "Answerer"]

logger = logging.getLogger(__name__)

#: How far below the best a passage may be, in shown score, and still be cited beside it, unless more are asked for.
_NEAR_BEST = 0.25
#: Citations of one reply; who asks for more wants to see also what is less near.
_USUAL = 3
#: Places that are quoted from for each citation wanted, so that the best quotations can come first.
_PLACES_PER_CITATION = 2
#: What a worse quotation costs its passage, in standard deviations of the search's score for each unit of fit. On the
#: tuning questions, 20 has three more first citations right of 264, and five fewer answers with a right one at all.
_FIT = 8.0
#: Hits that are looked at for each citation wanted: neighbours in one place are cited once.
_HITS_PER_CITATION = 4
#: How far below the best passage of an article another of it may be, in shown score, and still be quoted.
_NEIGHBOUR = 0.2
#: What each sentence later in an article loses when nothing but the article is asked for, and the differences that do
#: not count then.
_LATER = 0.001
_AS_WELL = 0.05
#: A quotation whose sentence stands further below the passage's cosine than this has missed the point.
_DRIFT = 0.12
#: Share of the words of a question for a resource that the resource must have to be about it.
_ABOUT = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question.

    Attributes:
        state: ``"answered"``: the first quotation answers; ``"closest"``: nothing certain, but near;
            ``"not_found"``: nothing near, and no citation.
        confidence: probability, 0 to 1, that the passages found answer the question.
        language: of the question.
        understood: the question, typing errors mended, completed from the history.
        citations: best first, distinct places; empty for ``"not_found"``.
        hits: what the search found, whatever the state; not for people when it is ``"not_found"``.
        completed: whether something of the history went into ``understood``.
        mended: words that nobody knows, each with the one that it was taken for.
        absent: ids of the instruments that the question names and of which there is no text.
        lacking: whether it asks for a quantity, and none of the passages cited gives one of that kind.
    """

    state: str
    confidence: float
    language: str
    understood: str
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    completed: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    lacking: bool = False


class Answerer:
    """Answers from one searcher. Safe to share between threads."""

    def __init__(self, searcher: Searcher, calibration: Calibration | None = None) -> None:
        self._searcher = searcher
        self._calibration = calibration or Calibration.load()
        record = searcher.index.manifest.encoder(searcher.encoder)
        if record is not None and record.checksum != self._calibration.encoder:
            logger.warning(
                "The confidence was calibrated on another encoder (%s, in use %s): states are less sure. "
                "Make it again with `python -m knowledge.answer.calibrate`.",
                self._calibration.encoder,
                record.checksum,
            )

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        collection: str | None = None,
        document: str | None = None,
        history: Sequence[str] = (),
        vector: NDArray[np.float32] | None = None,
        citations: int = 3,
        top: int = 10,
        hint: str | None = None,
    ) -> Answer:
        """Answer a question with quotations.

        Args:
            question: in any of the six languages.
            language: only from passages in this language.
            collection: only from this collection.
            document: only from this document.
            history: earlier questions, oldest first.
            vector: of ``question``, if it has been embedded already.
            citations: at most this many, from 1.
            top: hits at most in the answer, from 1.
            hint: the language of the conversation, for questions too short to tell, and of the labels.

        Raises:
            KnowledgeError: a filter has a value that nothing in the index has.
            ValueError: ``citations`` or ``top`` is below 1.
        """
        if citations < 1:
            raise ValueError(f"Ask for at least 1 citation; it was {citations}.")
        result = self._searcher.search(
            question,
            top=max(top, citations * _HITS_PER_CITATION),
            language=language,
            collection=collection,
            document=document,
            history=history,
            vector=vector,
            hint=hint,
        )
        completed = result.understood != result.question
        if not result.hits:
            return Answer(
                "not_found", 0.0, result.language, result.understood, completed=completed, mended=result.mended
            )
        confidence = self._confidence(result)
        state = self._calibration.state(confidence)
        cited = () if state == "not_found" else tuple(self._citations(result, citations))
        if not cited and state != "not_found":
            state = "not_found"  # not one quotation stood the check
        return Answer(
            state,
            confidence,
            result.language,
            result.understood,
            cited,
            result.hits[:top],
            completed,
            result.mended,
            result.absent,
            bool(cited) and lacking(result.understood, [citation.passage for citation in cited]),
        )

    def _confidence(self, result: SearchResult) -> float:
        """What the model says, within what is known of entries that were asked for.

        What the table says of an instrument is an answer, and none where a country is named: when that has signed, the
        table does not say.
        """
        found = self._calibration.confidence(features(result), result.vector, standing(result))
        best = result.hits[0]
        if not best.asked or kind_of(best.passage) != INSTRUMENTS:
            return max(found, self._certain(result))
        if foreign_country(result.understood, result.language, [best.passage]):
            return min(found, self._calibration.closest)
        return max(found, self._calibration.answered)

    def _certain(self, result: SearchResult) -> float:
        """The least confidence in an entry that was asked for, whatever the model makes of so few words.

        A term or resource by its own name is an answer, and a frequent question in its own words. So is a resource,
        where the question says what it is about and the resource has these words, or where it asks for nothing beside
        the wish ("I need help").
        """
        best = result.hits[0]
        if best.asked >= DEFINITION:
            return self._calibration.answered
        if best.asked < RESOURCE or result.beside is None:
            return 0.0
        tokens = tokenise(result.beside, result.language)
        if tokens and coverage(tokens, result.language, best.passage) < _ABOUT:
            return 0.0
        return self._calibration.answered if best.asked > RESOURCE else self._calibration.closest

    def _citations(self, result: SearchResult, most: int) -> list[Citation]:
        """Citations at distinct places; when more than the usual three are wanted, also those that are less near."""
        tokens = tokenise(result.new if result.new != result.understood else result.subject, result.language)
        places: dict[tuple[str, str], list[Hit]] = {}
        for hit in _named(result):
            places.setdefault(place_of(hit.passage), []).append(hit)
        quoted: list[tuple[Quotation, Hit, float]] = []
        for hits in list(places.values())[: _PLACES_PER_CITATION * most]:
            # The neighbours of one article compete for the quotation.
            fitting = [
                (quotation, hit)
                for hit in hits
                if hit.score >= hits[0].score - _NEIGHBOUR and (quotation := self._quote(hit, result, tokens))
            ]
            if fitting:
                best = max(quotation.fit for quotation, _ in fitting)
                if not result.subject:  # of passages that do as well, the first
                    fitting = [each for each in fitting if each[0].fit >= best - _AS_WELL]
                    quotation, hit = min(fitting, key=lambda each: each[1].row)
                else:
                    quotation, hit = max(fitting, key=lambda each: each[0].fit)
                quoted.append((quotation, hit, hits[0].score))
        if not quoted:
            return []
        fit = max(quotation.fit for quotation, _, _ in quoted)
        scored = [
            # What the question names stays where the search has put it; what only mentions the instrument does not.
            (
                quotation,
                hit,
                score if hit.lifted > WEIGHTS.mention or hit.asked else _lowered(score, fit - quotation.fit),
            )
            for quotation, hit, score in quoted
        ]
        scored.sort(key=lambda each: -each[2])
        near = [each for each in scored if most > _USUAL or each[2] >= scored[0][2] - _NEAR_BEST]
        return [
            Citation(
                hit.passage,
                quotation.text,
                label(hit.passage, quotation.sentence, result.language),
                quotation.place,
                score,
                address=address_of(hit.passage),
            )
            for quotation, hit, score in near[:most]
        ]

    def _quote(self, hit: Hit, result: SearchResult, tokens: Sequence[str]) -> Quotation | None:
        """The checked quotation of a hit; ``None`` when there is none that may be shown."""
        try:
            quotation = self._entry(hit) if kind_of(hit.passage) else self._sentences(hit, result, tokens)
            if quotation is not None:
                verify(quotation, hit.passage)
        except NotVerbatimError:
            logger.exception("A quotation was not word for word and is not shown.")
            return None
        return quotation

    @staticmethod
    def _entry(hit: Hit) -> Quotation:
        """All of an entry that answers. What is near is its heading, which only the whole has, as often as its text."""
        return whole(hit.passage, answer_end(hit.passage), max(hit.dense, hit.sentence))

    def _sentences(self, hit: Hit, result: SearchResult, tokens: Sequence[str]) -> Quotation | None:
        """The sentences of a hit that answer; ``None`` when they miss the point."""
        sentences = self._searcher.index.sentence_vectors(self._searcher.encoder, hit.row)
        closeness = sentences @ result.aspect
        overlap = _overlap(hit.passage, tokens, result.language)
        if not result.subject and hit.lifted >= WEIGHTS.article:
            # The article itself is asked for: it is read from its beginning.
            closeness = closeness.max(initial=0) - _LATER * np.arange(len(closeness), dtype=np.float32)
        paragraph = next((reference.paragraph for reference in result.references if reference.paragraph), None)
        quotation = choose(hit.passage, closeness, overlap, paragraph)
        if result.aspect is not result.vector:
            # The new part of a follow-up chooses the sentence; among passages, the whole of it counts as much.
            at = hit.passage.sentences.index(quotation.sentence)
            entire = float(sentences[at] @ result.vector)
            quotation = replace(quotation, fit=quotation.fit + (entire - quotation.closeness) / 2)
        return quotation if quotation.closeness >= hit.dense - _DRIFT or hit.lifted else None


def _named(result: SearchResult) -> Sequence[Hit]:
    """Where the very article that was named is there, or what cites it: only those.

    A follow-up may have left the article of the earlier question, so there only the article itself counts.
    """
    enough = WEIGHTS.article if result.new != result.understood else WEIGHTS.cited
    found = (*result.hits, *result.neighbours)
    if any(hit.lifted >= enough for hit in found):
        return [hit for hit in found if hit.lifted >= WEIGHTS.cited]
    return found


def _lowered(score: float, behind: float) -> float:
    """The shown score of a passage whose quotation fits worse than the best one."""
    odds = score / max(1 - score, 1e-6)
    lowered = odds * math.exp(-_FIT * behind)
    return lowered / (1 + lowered)


def _overlap(passage: Passage, tokens: Sequence[str], language: str) -> NDArray[np.float32]:
    """Share, 0 to 1, of the question's words, or of their translations, in each sentence."""
    wanted = [{token} for token in dict.fromkeys(tokens)] if passage.language == language else []
    wanted += [set(words) for words in Terms.load().expand(list(tokens), language, passage.language)]
    shares = []
    for sentence in passage.sentences:
        there = set(tokenise(passage.text[sentence.start : sentence.end], passage.language))
        shares.append(sum(bool(words & there) for words in wanted) / max(len(wanted), 1))
    return np.array(shares, np.float32)
