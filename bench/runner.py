"""Runs parts of the bench one after the other, each in a child process with a time limit."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from bench.parts import PARTS
from bench.row import Part
from bot.supervisor.process import Child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings

__all__ = ["BenchRunning", "alone", "run"]

#: Folders under ``bench`` in the home folder: one that outlives a run, and the lock of the run at hand.
_KEEP, _LOCK = "keep", "LOCK"


class BenchRunning(Exception):
    """Another bench is running on this home folder, and each would spoil the other's figures."""


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One bench at a time; what one that was killed left behind (a large index, perhaps) is removed first.

    Raises:
        BenchRunning: there is another one.
    """
    folder = settings.home / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BenchRunning(f"Another bench is running on {settings.home}. Wait until it has ended.") from None
        for left in folder.iterdir():
            if left.name not in (_KEEP, _LOCK):
                shutil.rmtree(left, ignore_errors=True)
        yield


def run(name: str, settings: Settings, *, quick: bool = False, seconds: float | None = None) -> Part:
    """One part; nothing that it started runs afterwards, also when the bench itself is killed.

    Args:
        name: of the part.
        settings: of the Attaché that is measured.
        quick: small counts.
        seconds: time limit; that of ``PARTS`` when ``None``.

    Returns:
        Its figures, or why there are none.
    """
    limit = PARTS[name] if seconds is None else seconds
    folder = settings.home / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=folder, ignore_cleanup_errors=True) as place:
        workspace, result = Path(place) / "workspace", Path(place) / "result.json"
        workspace.mkdir()
        arguments = [name, "--workspace", str(workspace), "--keep", str(folder / _KEEP), "--result", str(result)]
        child = Child(
            f"part {name} of the bench",
            "bench.part",
            arguments + ["--quick"] * quick,
            environment=_environment(settings),
            log=settings.logs_dir / "bench.log",
        )
        started = time.perf_counter()
        child.start()
        try:
            while child.alive and time.perf_counter() - started <= limit:
                time.sleep(0.1)
            error = _ending(child, limit)
        finally:
            child.stop()
        if result.is_file():
            return Part.from_dict(json.loads(result.read_text(encoding="utf-8")))
        taken = datetime.now(timezone.utc).isoformat(timespec="seconds")
        return Part(name, taken, time.perf_counter() - started, 0.0, (), error)


def _ending(child: Child, limit: float) -> str:
    if child.alive:
        return f"took more than {limit:g} s and was stopped"
    return f"ended with exit status {child.exit_status}: {child.last_words}"


def _environment(settings: Settings) -> dict[str, str]:
    """This one, with no model hub, and with compiled Python kept for every process alike."""
    found = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    if found.pop("PYTHONDONTWRITEBYTECODE", ""):
        found["PYTHONPYCACHEPREFIX"] = str(settings.home / "cache" / "bytecode")
    return found
