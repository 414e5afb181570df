"""What one run did, file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

__all__ = ["Report", "Row", "Status"]

Status = Literal["added", "changed", "failed", "removed", "skipped", "unchanged"]


@dataclass(frozen=True, slots=True)
class Row:
    """One file and what became of it.

    Attributes:
        file: path below the source as it was given, so that it can be opened from where one is.
        reason: why it failed or was skipped, or what else is worth knowing; empty otherwise.
        pages: pages or slides, ``None`` where the format has none or the file is not in the index.
        passages: how many of its passages are in the index now.
    """

    file: str
    status: Status
    reason: str = ""
    pages: int | None = None
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One run.

    Attributes:
        rows: one a file, sorted by file.
        notes: what holds for the whole run, e.g. that everything was embedded again and why.
        documents: documents in the index after the run.
        passages: passages in the index after the run.
        swapped: a new index was put in place; ``False`` when nothing had to change.
    """

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    documents: int = 0
    passages: int = 0
    swapped: bool = field(default=False)

    def count(self, status: Status) -> int:
        """How many files have this status."""
        return Counter(row.status for row in self.rows)[status]

    def to_list(self) -> list[dict[str, Any]]:
        """JSON-ready: what ``attache index --json`` prints."""
        return [asdict(row) for row in self.rows]
