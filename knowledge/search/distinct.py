"""Which of the ranked passages are shown: each text once, each place once, the rest of a place beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
#: From this share of its words on, a passage is part of another in a document of the same title: the slides of a module
#: have its text, cut otherwise.
_PART = 0.9
#: Further passages of the places shown that are kept, for each place.
_BESIDE = 2

Ranked = list[tuple[int, "Passage"]]


@dataclass(frozen=True, slots=True)
class _Text:
    """What a passage is compared by.

    Attributes:
        words: in small letters.
        owner: the instrument that it belongs to, empty for all else.
        title: of its document, in small letters.
        document: its key.
    """

    words: frozenset[str]
    owner: str
    title: str
    document: str

    def alike(self, other: _Text) -> bool:
        """Whether one of the two is shown: they say the same, or one is part of the other."""
        if len(self.words & other.words) >= _SAME_TEXT * len(self.words | other.words):
            return not (self.owner and other.owner and self.owner != other.owner)
        return self.part_of(other) or other.part_of(self)

    def part_of(self, other: _Text) -> bool:
        """Whether another document of the same title has it, and more."""
        same_work = bool(self.title) and self.title == other.title and self.document != other.document
        shorter = len(self.words) < _SAME_TEXT * len(other.words)
        return same_work and shorter and len(self.words & other.words) >= _PART * len(self.words)


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
        says; a passage takes the place of those before it that are part of it.
    """
    kept: list[tuple[int, Passage] | None] = []
    beside: Ranked = []
    places: set[tuple[str, str]] = set()
    seen: list[tuple[_Text, int | None]] = []
    step = top + 10
    for start in range(0, len(order), step):
        part = order[start : start + step]
        for at, passage in zip(part, index.passages(candidates[part]), strict=True):
            text, place = _text(passage, instruments), place_of(passage)
            alike = [(other, shown) for other, shown in seen if text.alike(other)]
            parts = [shown for other, shown in alike if shown is not None and other.part_of(text)]
            if alike and (place in places or not parts):
                continue
            if parts:
                seen = [each for each in seen if each[1] not in parts]
                for shown in parts:
                    kept[shown] = None
                kept[parts[0]] = (int(at), passage)
                seen.append((text, parts[0]))
                places.add(place)
                continue
            seen.append((text, None if place in places else len(kept)))
            if place in places:
                if len(beside) < _BESIDE * top:
                    beside.append((int(at), passage))
                continue
            places.add(place)
            kept.append((int(at), passage))
            if len(kept) - kept.count(None) == top:
                return [each for each in kept if each], beside
    return [each for each in kept if each], beside


def place_of(passage: Passage) -> tuple[str, str]:
    """Passages with the same are cited once: an article, a heading; in a recording each passage is a place."""
    provision = provision_of(passage.section)
    if provision:
        return passage.document, f"{provision.container}/{provision.kind}/{provision.number}"
    return passage.document, passage.section_path or passage.id


def _text(passage: Passage, instruments: Instruments) -> _Text:
    instrument = instruments.of_title(passage.title)
    words = frozenset(re.findall(r"\w+", passage.text.casefold()))
    return _Text(words, instrument.id if instrument else "", passage.title.casefold(), passage.document)
