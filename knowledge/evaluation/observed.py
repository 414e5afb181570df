"""A searcher that is looked at while it works, and that can do without a part of itself."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.search import Searcher
from knowledge.search.fusion import WEIGHTS, Weights
from knowledge.search.terms import Terms
from knowledge.spelling import Correction

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.encoder.reading import Reading
    from knowledge.index import Index
    from knowledge.instruments import Instruments
    from knowledge.search import SearchResult
    from knowledge.search.searcher import QuestionEncoder
    from knowledge.search.second_voice import SecondEncoder

__all__ = ["PARTS", "Observed", "Remembering", "weights_without"]

#: Parts that the search can do without, and the weights that are zero then.
PARTS: dict[str, tuple[str, ...]] = {
    "passage": ("passage",),
    "sentence": ("sentence",),
    "words": ("words", "foreign_words"),
    "terms": (),  # the table itself is left out
    "instrument": ("instrument", "mention", "article", "cited", "paragraph"),
    "signpost": ("signpost",),
    "second": ("second", "carried"),
    "spelling": (),  # every word is taken as it stands
}


def weights_without(parts: Collection[str], weights: Weights = WEIGHTS) -> Weights:
    """The weights with some `PARTS` at zero.

    Raises:
        KnowledgeError: there is no such part, or nothing would be left to compare a question with.
    """
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise KnowledgeError(f"The search has no part {', '.join(unknown)}; its parts are {', '.join(PARTS)}.")
    if {"passage", "sentence"} <= set(parts):
        raise KnowledgeError("Without passage and sentence nothing of the meaning is compared: leave one of them.")
    return replace(weights, **{name: 0.0 for part in parts for name in PARTS[part]})


class Observed(Searcher):
    """The search, with how long it took. For one thread.

    Attributes:
        seconds: that the last search took, embedding included.
    """

    def __init__(
        self,
        index: Index,
        encoder: QuestionEncoder,
        instruments: Instruments,
        *,
        second: SecondEncoder | None = None,
        without: Collection[str] = (),
    ) -> None:
        super().__init__(index, encoder, instruments, second=second, weights=weights_without(without))
        if "terms" in without:
            self._terms = Terms([])
        self._as_written = "spelling" in without
        self.seconds = 0.0

    def _corrected(self, text: str, language: str) -> Correction:
        return Correction(text) if self._as_written else super()._corrected(text, language)

    def search(self, question: str, **options: Any) -> SearchResult:
        """As ``Searcher.search``."""
        began = time.perf_counter()
        result = super().search(question, **options)
        self.seconds = time.perf_counter() - began
        return result


class Remembering:
    """An encoder that embeds a question once, for several searches with the same questions."""

    def __init__(self, encoder: QuestionEncoder) -> None:
        self._encoder = encoder
        self._read: dict[tuple[str, str], Reading] = {}

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    def tuned_for(self, language: str) -> bool:
        """As the encoder says."""
        return self._encoder.tuned_for(language)

    def read_question(self, text: str, language: str) -> Reading:
        """As the encoder has read it once."""
        if (text, language) not in self._read:
            self._read[text, language] = self._encoder.read_question(text, language)
        return self._read[text, language]
