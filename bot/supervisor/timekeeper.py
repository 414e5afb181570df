"""How the timekeeper is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from bot.supervisor.health import Health
from bot.timekeeper.status import read

if TYPE_CHECKING:
    from pathlib import Path

    from bot.timekeeper.status import Report

__all__ = ["described", "timekeeper_health"]

#: One that has not said for so long how it is hangs: a round takes moments, and the longest some calls to a server.
SILENT = timedelta(minutes=5)


def timekeeper_health(home: Path, pid: int | None) -> Health:
    """How the process ``pid`` says it is: ``ready``; ``degraded`` with what is wrong and since when; ``loading`` before
    its first word.
    """
    report = read(home)
    if report is None or report.pid != pid:
        return Health("loading")
    return described(report, datetime.now(timezone.utc))


def described(report: Report, now: datetime) -> Health:
    """A report as health: ``ready`` or ``degraded``; in ``details`` what it says of ports and times."""
    details: dict[str, object] = {"keeps": report.keeps, "port": report.port, "published_at": report.published_at}
    if now - report.written_at > SILENT:
        return Health("degraded", f"It has not said how it is since {_time(report.written_at)}.", details)
    if report.trouble:
        since = "" if report.trouble_since is None else f" (since {_time(report.trouble_since)})"
        return Health("degraded", f"{report.trouble}{since}", details)
    return Health("ready", None, details)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
