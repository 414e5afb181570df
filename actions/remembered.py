"""What a conversation remembers of its last answer: the slot ``answer``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Remembered"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Enough of the last answer for "more", "show the source", "why" and a rating; a few hundred bytes.

    Attributes:
        state: value of ``bot.replies.State``.
        confidence: 0 to 1.
        build: the build of the index that answered.
        searched: number of passages that were searched; 0 when the question was chosen from a list.
        asked: the question in the person's own words, when an earlier question completed it; else empty.
        mended: words that nobody knows, each with the one that it was taken for.
        instruments: short names of the instruments that the question names and whose text there is.
        absent: short names of those whose text there is not.
        passages: ids of the passages shown so far, in the order they were shown.
        labels: label of each of ``passages``.
        sections: heading path of each of ``passages``.
        position: where in ``passages`` the last reply began: its best one.
        quote: the quotation of the passage at ``position``.
    """

    state: str
    confidence: float
    build: str
    searched: int
    asked: str = ""
    mended: tuple[tuple[str, str], ...] = ()
    instruments: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    position: int = 0
    quote: str = ""

    def to_slot(self) -> dict[str, Any]:
        """JSON-ready."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_slot(cls, value: object) -> Remembered | None:
        """The reverse; ``None`` for an empty slot and for one that another version of Attaché wrote."""
        if not isinstance(value, dict):
            return None
        try:
            fields: dict[str, Any] = {n: tuple(item) if isinstance(item, list) else item for n, item in value.items()}
            return cls(**fields | {"mended": tuple(tuple(pair) for pair in fields.get("mended", ()))})
        except TypeError:
            return None
