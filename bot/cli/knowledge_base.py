"""Encoder, index and answerer opened together, for commands that need no conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.answer import Answer, Answerer

    from knowledge.passage import Passage
    from settings import Settings

__all__ = ["Asked", "Found", "KnowledgeBase"]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as ``attache search`` prints it; absent values are ``None``.

    Attributes:
        document: the file's name.
        label: the place as people write it.
        section: heading path joined by ``" > "``.
        page: page or slide of the quotation, or of the passage's beginning where nothing is quoted.
        start: seconds from the beginning of the recording.
        end: seconds from the beginning of the recording.
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
        from knowledge.instruments import Instruments
        from knowledge.search import Searcher

        from knowledge.encoder import Encoder
        from knowledge.index import Index

        encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
        index = Index.open(folder or settings.index_dir, encoders={encoder.name: encoder.checksum})
        return cls(Answerer(Searcher(index, encoder, Instruments.load())))

    def ask(
        self,
        question: str,
        *,
        top: int = 10,
        language: str | None = None,
        collection: str | None = None,
        document: str | None = None,
        history: Sequence[str] = (),
    ) -> Asked:
        """The state of the answer and the passages nearest to the question, best first."""
        answer = self._answerer.answer(
            question, top=top, language=language, collection=collection, document=document, history=history
        )
        return Asked(
            state=getattr(answer.state, "value", answer.state),
            confidence=answer.confidence,
            language=answer.language,
            passages=_passages(answer),
        )


def _passages(answer: Answer) -> tuple[Found, ...]:
    return tuple(_found(hit.passage, hit.score) for hit in answer.hits)


def _found(passage: Passage, score: float) -> Found:
    from knowledge.citation import label

    first, last = passage.sentences[0], passage.sentences[-1]
    return Found(
        document=passage.name,
        title=passage.title,
        section=passage.section_path or None,
        page=first.place.page,
        start=first.place.start,
        end=last.place.end,
        speaker=first.place.speaker,
        text=passage.text,
        score=score,
        label=label(passage, first),
    )
