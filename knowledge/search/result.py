"""What a search brings back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.instruments import Reference
    from knowledge.passage import Passage

__all__ = ["Hit", "SearchResult"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        row: in the index.
        score: 0 to 1, comparable within one result only.
        dense: cosine of question and passage.
        sentence: cosine of the question, or of what is new in it, and the passage's nearest sentence.
        lexical: BM25 score, 0 where the languages differ.
        lifted: how much the question's references lifted it, 0 where they did not.
        asked: how much it was lifted as an entry that the question asks for, 0 for all else.
        second: how near it is by the second encoder, -1 to 1; 0 where that is not heard, or does not understand it.
        worded: how near the words of the question come to its own by that, -1 to 1; 0 where words are not compared.
    """

    row: int
    passage: Passage
    score: float
    dense: float
    sentence: float = 0.0
    lexical: float = 0.0
    lifted: float = 0.0
    asked: float = 0.0
    second: float = 0.0
    worded: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was asked, how it was understood, and what was found.

    Attributes:
        question: as it was asked, typing errors mended, Chinese in simplified characters.
        understood: completed from the history; equal to ``question`` when that says all.
        language: of the question.
        references: instruments and articles that it names.
        absent: ids of the instruments that it names and of which the index has no text, in the order it names them.
        hits: best first, each of another place (article, section, passage of a recording).
        neighbours: what else was found in these places, best first.
        vector: of ``understood``; passages are compared with it.
        aspect: of what is asked now (``new``); sentences are compared with it.
        subject: ``understood`` without the instruments and articles that it names, where their text is in the index;
            empty when it asks nothing but these ("article 33 of the 1951 Convention").
        mended: words of the question that nobody knows, each with the one that it was taken for.
        beside: of a question for a resource, its text without the wish for one; ``None`` for all others.
    """

    question: str
    understood: str
    language: str
    references: tuple[Reference, ...] = ()
    hits: tuple[Hit, ...] = ()
    neighbours: tuple[Hit, ...] = ()
    vector: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32), repr=False)
    aspect: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32), repr=False)
    subject: str = ""
    beside: str | None = None
    absent: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()

    @property
    def new(self) -> str:
        """What is asked now: the addition of a follow-up, else the whole question."""
        return self.question if self.question.strip() in self.understood else self.understood
