"""How the process is, for ``attache up`` and ``attache doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.status_file import read_status

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["Report", "file_of", "read"]


@dataclass(frozen=True, slots=True)
class Report:
    """What the file says.

    Attributes:
        pid: the process that wrote it.
        written_at: when, UTC.
        keeps: whether it is the one that keeps the time; another one does where it is not.
        port: where calendars are served; None where they are not.
        trouble: a sentence about what is wrong; empty when nothing is.
        trouble_since: since when, UTC.
        published_at: when the CalDAV server was last found to be in step, UTC; None where it is not, or there is none.
    """

    pid: int
    written_at: datetime
    keeps: bool = True
    port: int | None = None
    trouble: str = ""
    trouble_since: datetime | None = None
    published_at: datetime | None = None


def file_of(home: Path) -> Path:
    """Where the file lies in a home folder."""
    return home / "run" / "timekeeper.json"


def read(home: Path) -> Report | None:
    """What the file of a home folder says; None when there is none."""
    report = read_status(file_of(home), Report)
    return report if report is not None and report.written_at is not None else None
