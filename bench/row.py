"""A measured figure beside its target and its peer, and what one part of the bench brings back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

__all__ = ["Part", "Row"]

Better = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: what was measured.
        ours: the figure, in ``unit``.
        target: what was promised, in ``unit``; ``None`` where nothing was.
        better: whether a lower or a higher figure is the better one.
        peer_name: what was measured beside it in the same run; empty where there is none.
        peer: its figure in ``unit``; ``None`` where it has none.
        note: what one has to know to read the figure.
    """

    name: str
    ours: float
    unit: str
    target: float | None = None
    better: Better = "lower"
    peer_name: str = ""
    peer: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` where there is none."""
        if self.target is None:
            return None
        return self.ours <= self.target if self.better == "lower" else self.ours >= self.target

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer, below 1 when worse; ``None`` without a peer's figure."""
        if self.peer is None or self.peer <= 0 or self.ours <= 0:
            return None
        return self.peer / self.ours if self.better == "lower" else self.ours / self.peer

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with what follows from the figures."""
        return {**asdict(self), "met": self.met, "ratio": self.ratio}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Row:
        """The reverse of ``to_dict``; what follows from the figures is computed anew."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the bench brought back.

    Attributes:
        name: the part's.
        taken: when it ended, ISO 8601 with time zone.
        seconds: how long it took.
        busy: how much of the processors was busy in the second before it began, in percent; above 10 something else
            was running.
        rows: its figures; empty when it failed.
        error: why it failed, empty otherwise.
    """

    name: str
    taken: str
    seconds: float
    busy: float
    rows: tuple[Row, ...] = ()
    error: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**asdict(self), "rows": [row.to_dict() for row in self.rows]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Part:
        """The reverse of ``to_dict``."""
        return cls(**{**data, "rows": tuple(Row.from_dict(row) for row in data["rows"])})
