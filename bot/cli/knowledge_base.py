"""Encoder, index and answerer opened together, for commands that need no conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.answer import Answer, Answerer
    from settings import Settings

__all__ = ["Asked", "Found", "KnowledgeBase"]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as ``attache search`` prints it; absent values are ``None``.

    Attributes:
        document: the file's name.
        label: the place as people write it.
        section: heading path joined by ``" > "``.
        page: page or slide of the quotation, or of the passage's beginning where nothing of it is quoted.
        start: seconds from the beginning of the recording to the quotation's beginning, or the passage's.
        end: the same to its end.
        score: 0 to 1, comparable within one answer only.
    """

    document: str
    title: str
    section: str | None
    page: int | None
    start: float | None
    end: float | None
    speaker: str | None
    text: str
    score: float
    label: str

    def to_dict(self) -> dict[str, Any]:
        """What is printed, in this order."""
        return {
            "document": self.document,
            "title": self.title,
            "section": self.section,
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker,
            "text": self.text,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer as ``attache search`` prints it."""

    state: str
    confidence: float
    language: str
    passages: tuple[Found, ...]

    def to_dict(self, identity: Any) -> dict[str, Any]:
        """What is printed; ``identity`` is the line's own ``id``."""
        return {
            "id": identity,
            "state": self.state,
            "confidence": round(self.confidence, 4),
            "language": self.language,
            "passages": [passage.to_dict() for passage in self.passages],
        }


class KnowledgeBase:
    """What a question is answered from."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    @classmethod
    def open(cls, settings: Settings, folder: Path | None = None) -> KnowledgeBase:
        """Open the index in ``folder``, or the one of the settings.

        Raises:
            EncoderError: the encoder is missing or damaged.
            NoIndex: there is no index yet.
            IndexMismatch: the index was made with another encoder.
        """
        from knowledge.answer import Answerer
        from knowledge.encoder import Encoder
        from knowledge.instruments import Instruments
        from knowledge.search import Searcher, open_index

        encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
        index, second = open_index(
            folder or settings.index_dir, encoder, settings.second_encoder_dir, threads=settings.encoder_threads
        )
        return cls(Answerer(Searcher(index, encoder, Instruments.load(), second=second)))

    def ask(
        self,
        question: str,
        *,
        top: int = 10,
        language: str | None = None,
        collection: str | None = None,
        document: str | None = None,
        history: Sequence[str] = (),
        hint: str | None = None,
    ) -> Asked:
        """The state of the answer and the passages nearest to the question, best first.

        Args:
            question: in any of the six languages.
            top: passages at most.
            language: only passages in this language.
            collection: only passages of this collection.
            document: only passages of this document.
            history: earlier questions, oldest first.
            hint: the question's language, where it is too short to tell.

        Raises:
            KnowledgeError: a filter has a value that nothing in the index has.
        """
        answer = self._answerer.answer(
            question, top=top, language=language, collection=collection, document=document, history=history, hint=hint
        )
        return Asked(answer.state, answer.confidence, answer.language, _passages(answer))


def _passages(answer: Answer) -> tuple[Found, ...]:
    """All that was found; what is cited stands at the place of its quotation."""
    from knowledge.citation import label

    cited = {citation.passage.id: citation for citation in answer.citations}
    found = []
    for hit in answer.hits:
        passage, citation = hit.passage, cited.get(hit.passage.id)
        first, last = passage.sentences[0], passage.sentences[-1]
        place = citation.place if citation else first.place
        found.append(
            Found(
                document=passage.name,
                title=passage.title,
                section=passage.section_path or None,
                page=place.page,
                start=place.start,
                end=last.place.end if citation is None else place.end,
                speaker=place.speaker,
                text=passage.text,
                score=hit.score,
                label=citation.label if citation else label(passage, first, answer.language),
            )
        )
    return tuple(found)
