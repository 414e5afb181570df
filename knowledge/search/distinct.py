"""Which of the ranked passages are shown: each text once, each place once, the rest of a place beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.citation import provision_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.index import Index
    from knowledge.instruments import Instruments
    from knowledge.passage import Passage

    Rows = NDArray[np.int64]

__all__ = ["distinct", "place_of"]

#: From this share of common words on, one of two passages is shown once.
_SAME_TEXT = 0.9
#: Further passages of the places shown that are kept, for each place.
_BESIDE = 2

Ranked = list[tuple[int, "Passage"]]


def distinct(index: Index, instruments: Instruments, candidates: Rows, order: Rows, top: int) -> tuple[Ranked, Ranked]:
    """The best passage of each of the first places, and others of these places.

    Args:
        index: that the candidates are rows of.
        instruments: both Covenants begin with the same article, and both are law.
        candidates: rows ``[n]``.
        order: numbers of candidates, best first ``[n]``.
        top: places at most.

    Returns:
        Numbers of candidates with their passages, best first, at most ``top``; and, in the same way, what else stands
        in the same places and comes before the last of them. Nothing that says in the same words what one before it
        says.
    """
    kept: Ranked = []
    beside: Ranked = []
    places: set[tuple[str, str]] = set()
    seen: list[tuple[frozenset[str], str]] = []
    step = top + 10
    for start in range(0, len(order), step):
        part = order[start : start + step]
        for at, passage in zip(part, index.passages(candidates[part]), strict=True):
            words = frozenset(re.findall(r"\w+", passage.text.casefold()))
            instrument = instruments.of_title(passage.title)
            owner = instrument.id if instrument else ""
            if any(_alike(words, other) and not (owner and whose and owner != whose) for other, whose in seen):
                continue
            seen.append((words, owner))
            place = place_of(passage)
            if place in places:
                if len(beside) < _BESIDE * top:
                    beside.append((int(at), passage))
                continue
            places.add(place)
            kept.append((int(at), passage))
            if len(kept) == top:
                return kept, beside
    return kept, beside


def place_of(passage: Passage) -> tuple[str, str]:
    """Passages with the same are cited once: an article, a heading; in a recording each passage is a place."""
    provision = provision_of(passage.section)
    if provision:
        return passage.document, f"{provision.container}/{provision.kind}/{provision.number}"
    return passage.document, passage.section_path or passage.id


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_TEXT * len(one | other)
