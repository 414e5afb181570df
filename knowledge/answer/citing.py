"""A citation: the place, the passage, and the words quoted from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.document import Place
    from knowledge.passage import Passage

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One quotation with its place.

    Attributes:
        passage: that the quotation stands in.
        quote: one to three sentences, of an entry all that answers, word for word from ``passage.text``.
        label: the place as one writes it in a note, in the asker's language.
        place: page or time at which the quotation begins.
        score: 0 to 1, comparable within one answer only.
        url: where the document can be read; ``None`` when it has none.
        address: of the resource that the passage describes; ``None`` for all else.
    """

    passage: Passage
    quote: str
    label: str
    place: Place
    score: float
    url: str | None = None
    address: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the keys of a reply's citation; absent values are ``None``."""
        return {
            "document": self.passage.name,
            "title": self.passage.title,
            "label": self.label,
            "text": self.passage.text,
            "quote": self.quote,
            "section": self.passage.section_path or None,
            "page": self.place.page,
            "page_label": self.place.page_label,
            "start": self.place.start,
            "end": self.place.end,
            "speaker": self.place.speaker,
            "score": round(self.score, 4),
            "url": self.url,
            "address": self.address,
        }
