"""What passages gain because the question names an instrument or an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.search.places import cites, has_paragraph, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.index import Index
    from knowledge.instruments import Instruments, Reference
    from knowledge.passage import Passage
    from knowledge.search.fusion import Weights
    from knowledge.search.places import Places

__all__ = ["Lifting"]

Rows = NDArray[np.int64]
Vector = NDArray[np.float32]

#: Candidates whose text is read for citations of a named place.
_READ = 100


class Lifting:
    """Lifts the candidates of one index that stand at, or cite, what a question names."""

    def __init__(self, index: Index, instruments: Instruments, places: Places, weights: Weights) -> None:
        self._index = index
        self._instruments = instruments
        self._places = places
        self._weights = weights

    def lifts(self, references: Sequence[Reference], candidates: Rows, fused: Vector) -> Vector:
        """What each candidate gains, in units of ``fused``; the largest of its gains, not the sum.

        Args:
            references: that the question makes.
            candidates: rows ``[n]``.
            fused: their scores ``[n]``; of the other candidates, the best are read for citations.
        """
        lifts = np.zeros_like(fused)
        for reference in references:
            lifts = np.maximum(lifts, self._of(reference, candidates, fused))
        return lifts

    def _of(self, reference: Reference, candidates: Rows, fused: Vector) -> Vector:
        weights = self._weights
        of_instrument = np.zeros(len(candidates), bool)
        if reference.instrument:
            of_instrument = np.isin(candidates, self._places.of_instrument(reference.instrument))
        of_article = np.isin(candidates, self._places.of_article(reference))
        lift = np.zeros_like(fused)
        lift[of_instrument] = weights.instrument
        # A number alone is a weak sign: every instrument has an article 3.
        lift[of_article] = weights.article if reference.instrument else weights.mention
        read = np.flatnonzero(of_article) if reference.paragraph else np.empty(0, np.int64)
        for at, passage in zip(read, self._index.passages(candidates[read]), strict=True):
            lift[at] += weights.paragraph * has_paragraph(passage, reference)
        others = np.flatnonzero(~of_instrument & ~of_article)
        others = others[np.argsort(-fused[others])][:_READ]
        for at, passage in zip(others, self._index.passages(candidates[others]), strict=True):
            lift[at] = self._mention(reference, passage)
        return lift

    def _mention(self, reference: Reference, passage: Passage) -> float:
        """The lift of a passage that is not the instrument itself but speaks of it."""
        if reference.instrument is None:
            return self._weights.mention if cites(passage, reference) else 0.0
        instrument = self._instruments[reference.instrument]
        if not mentions(passage, instrument):
            return 0.0
        return self._weights.cited if cites(passage, reference, instrument) else self._weights.mention
