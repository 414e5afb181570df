"""The machine and the versions that figures belong to."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path

from settings import PROJECT

__all__ = ["PACKAGES", "machine", "processor"]

#: The packages whose versions decide the figures.
PACKAGES = ("rasa", "onnxruntime", "faiss-cpu", "bm25s", "sentence-transformers", "torch", "tensorflow", "numpy")


def machine() -> dict[str, str]:
    """What stands above the table, by name."""
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    return {
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "commit": _commit(),
        **{name: importlib.metadata.version(name) for name in PACKAGES},
    }


def processor() -> str:
    """The processor's model as the system names it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found.group(1).strip() if found else platform.machine()


def _commit() -> str:
    """The checkout's commit, with ``+`` when files differ from it; empty outside a checkout."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, timeout=10)  # noqa: S607
        return done.stdout.strip()

    try:
        commit = git("rev-parse", "--short=10", "HEAD")
        return commit + ("+" if commit and git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.TimeoutExpired):
        return ""
