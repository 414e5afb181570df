"""The table on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.row import Part

__all__ = ["show"]


def show(parts: Sequence[Part]) -> None:
    """Print it, wide enough to be read in a log."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 220, highlight=False).print(table(parts))
