"""Memory of processes that share some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["family", "megabytes"]


def family(pid: int) -> list[int]:
    """The process and everything that it started and that started in turn."""
    import psutil

    process = psutil.Process(pid)
    return [pid, *(child.pid for child in process.children(recursive=True))]


def megabytes(pids: Sequence[int]) -> float:
    """Memory of the processes together, shared pages counted once (proportional set size), in MB of a million bytes.

    Where the system does not tell shares (macOS), what each has for itself alone. A process that is gone counts
    nothing.
    """
    import psutil

    total = 0
    for pid in pids:
        try:
            found = psutil.Process(pid).memory_full_info()
        except psutil.NoSuchProcess:
            continue
        total += getattr(found, "pss", found.uss)
    return total / 1e6
