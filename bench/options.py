"""What every part of the bench is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.questions import Question, questions

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How much to measure, and of what.

    Attributes:
        settings: of the Attaché that is measured; encoder, index and model are there (``make ready``).
        quick: small counts, to see that all runs; the figures say nothing.
        workspace: an empty folder for this part alone, removed after it.
        keep: a folder that outlives the run, for what is costly to make (the peer's trained model).
    """

    settings: Settings
    quick: bool
    workspace: Path
    keep: Path

    def count(self, usual: int, quick: int) -> int:
        """How many of something."""
        return quick if self.quick else usual

    def questions(self) -> list[Question]:
        """The questions to ask."""
        return questions(12 if self.quick else None)
