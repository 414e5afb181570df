"""Which engine runs on a home folder: a locked file that says where it listens.

The lock, not the process id in it, tells whether it still runs: the system drops it when the
supervisor ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO

from bot.errors import AlreadyRunning

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Running", "StateFile", "running"]

_NAME = "engine.json"


@dataclass(frozen=True, slots=True)
class Running:
    """Where a running engine listens.

    Attributes:
        pid: the supervisor's process.
        url: the dialogue engine's address.
        actions_url: the action server's address.
        started: when, in ISO 8601 (UTC).
    """

    pid: int
    url: str
    actions_url: str
    started: str


class StateFile:
    """Held by the one supervisor of a home folder for as long as it runs."""

    def __init__(self, home: Path) -> None:
        self._path = home / "run" / _NAME
        self._file: BinaryIO | None = None

    def hold(self) -> None:
        """Take the lock.

        Raises:
            AlreadyRunning: another supervisor has it.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        if not _locked(file):
            other = _parse(file.read())
            file.close()
            who = f" (process {other.pid})" if other else ""
            raise AlreadyRunning(
                f"Attaché already runs on {self._path.parent.parent}{who}. "
                "Talk to it with `attache chat`, stop it, or set ATTACHE_HOME to another folder."
            )
        file.truncate(0)
        self._file = file

    def publish(self, state: Running) -> None:
        """Say where the engine listens, now that it does."""
        assert self._file is not None, "hold() comes first"  # noqa: S101
        self._file.seek(0)
        self._file.write(json.dumps(asdict(state)).encode())
        self._file.truncate()
        self._file.flush()

    def release(self) -> None:
        """Nothing runs here any more."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None


def running(home: Path) -> Running | None:
    """The engine that runs on ``home`` and is ready; ``None`` when there is none."""
    try:
        with (home / "run" / _NAME).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return _parse(file.read())
            return None
    except FileNotFoundError:
        return None


def _locked(file: BinaryIO) -> bool:
    """Whether we got the lock; somebody who only looks holds it for a moment too."""
    for _ in range(5):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # noqa: PERF203 - five rounds at most
            time.sleep(0.05)
        else:
            return True
    return False


def _parse(content: bytes) -> Running | None:
    try:
        return Running(**json.loads(content))
    except (ValueError, TypeError):
        return None
