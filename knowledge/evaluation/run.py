"""Asks every question of an index, and writes down what came of each."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from knowledge.answer import Answerer, Calibration
from knowledge.language import identify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from knowledge.answer import Answer, Citation
    from knowledge.evaluation.observed import Observed
    from knowledge.evaluation.questions import Question
    from knowledge.evaluation.sections import Sections
    from knowledge.passage import Passage
    from knowledge.search import Hit

__all__ = ["AMONG", "Outcome", "run"]

#: Among the first this many hits a right section is looked for.
AMONG = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    Attributes:
        id: of the question, as are the texts that follow.
        set: name of the question set.
        group: ``"asked"``, ``"unanswerable"``, ``"follow_up"`` or ``"variant"``.
        document: file name of the document that answers it best; empty without an answer.
        seen: whether the encoder may have learned from that document; ``None`` without an answer.
        of: ``id`` of the question that this one is a variant of.
        rank: of the first right section among the first `AMONG` hits, from 1; ``None`` where it is not among them.
        rank_whole: the same for a follow-up's question asked in full, alone.
        state: of the answer, with the thresholds that ship.
        confidence: 0 to 1.
        cited_first: whether the first place cited is right, also where the state keeps it from being shown.
        cited_any: whether any place cited is.
        citations: how many places are cited.
        verbatim: whether every quotation is word for word in the passage that it is said to be from.
        first: the first hit, for people.
        understood: the question as completed from its history.
        search_ms: milliseconds for embedding and search.
        answer_ms: milliseconds for all of it: embedding, search, judging and quoting.
    """

    id: str
    set: str
    group: str
    language: str
    kind: str
    question: str
    document: str
    seen: bool | None
    of: str
    rank: int | None
    rank_whole: int | None
    state: str
    confidence: float
    cited_first: bool
    cited_any: bool
    citations: int
    verbatim: bool
    first: str
    understood: str
    search_ms: float
    answer_ms: float

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Outcome:
        """What ``to_dict`` gave.

        Raises:
            KeyError: a value is missing.
        """
        return cls(**{field.name: data[field.name] for field in fields(cls)})


def run(
    searcher: Observed,
    questions: Sequence[Question],
    sections: Sections,
    *,
    held_out: Collection[str] = (),
    calibration: Calibration | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Outcome]:
    """Ask all questions, one after another.

    Args:
        searcher: of the index that ``sections`` are of.
        questions: to ask.
        sections: that are right.
        held_out: file names of documents that the encoder has not learned from.
        calibration: of the confidence; the one that ships when ``None``.
        progress: told how many are asked, and of how many.
    """
    calibration = calibration or Calibration.load()
    # What is kept back as not found is quoted all the same: a curve over all thresholds needs to know how right it is.
    answerer = Answerer(searcher, replace(calibration, closest=0.0))
    if questions:
        answerer.answer(questions[0].question)  # tables and models that are read once are no part of the times
    outcomes = []
    for number, question in enumerate(questions, 1):
        outcomes.append(_ask(question, searcher, answerer, calibration, sections, held_out))
        if progress:
            progress(number, len(questions))
    return outcomes


def _ask(
    question: Question,
    searcher: Observed,
    answerer: Answerer,
    calibration: Calibration,
    sections: Sections,
    held_out: Collection[str],
) -> Outcome:
    right = sections.rows(question)
    # A conversation has the language of the turn before.
    hint = identify(question.history[-1]) if question.history else None
    began = time.perf_counter()
    answer = answerer.answer(question.question, history=question.history, hint=hint, top=AMONG)
    answer_seconds, search_seconds = time.perf_counter() - began, searcher.seconds
    cited = [searcher.index.row_of(citation.passage.id) in right for citation in answer.citations]
    document = question.places[0][0] if question.answerable else ""
    return Outcome(
        id=question.id,
        set=question.set,
        group=question.group,
        language=question.language,
        kind=question.kind,
        question=question.question,
        document=document,
        seen=document not in held_out if question.answerable else None,
        of=question.of,
        rank=_rank(answer.hits, right),
        rank_whole=_rank(searcher.search(question.whole, top=AMONG).hits, right) if question.whole else None,
        state=_state(answer, calibration),
        confidence=round(answer.confidence, 6),
        cited_first=cited[:1] == [True],
        cited_any=any(cited),
        citations=len(cited),
        verbatim=all(_verbatim(searcher, citation) for citation in answer.citations),
        first=_named(answer.hits[0].passage) if answer.hits else "",
        understood=answer.understood,
        search_ms=round(1000 * search_seconds, 3),
        answer_ms=round(1000 * answer_seconds, 3),
    )


def _rank(hits: Iterable[Hit], right: Collection[int]) -> int | None:
    return next((rank for rank, hit in enumerate(hits, 1) if hit.row in right), None)


def _state(answer: Answer, calibration: Calibration) -> str:
    """The state that the answer has with the thresholds that ship."""
    return calibration.state(answer.confidence) if answer.citations else "not_found"


def _verbatim(searcher: Observed, citation: Citation) -> bool:
    """Whether the words quoted stand in the passage as the index has it, read anew."""
    row = searcher.index.row_of(citation.passage.id)
    return row is not None and citation.quote in searcher.index.passage(row).text


def _named(passage: Passage) -> str:
    return f"{passage.name}: {passage.section_path}" if passage.section else passage.name
