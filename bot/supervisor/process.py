"""One child process: started, logged, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING

from bot.supervised import GRACE_SECONDS
from bot.supervisor.logs import LogFile
from settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Child"]


class Child:
    """A Python module in a process of its own, which ends with this one (``bot.supervised``).

    Attributes:
        name: what people call it: ``"dialogue engine"``.
        log: its log file.
    """

    def __init__(
        self,
        name: str,
        module: str,
        arguments: Sequence[str] = (),
        *,
        environment: Mapping[str, str],
        log: Path,
        hidden: Iterable[str] = (),
        folder: Path = PROJECT,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "bot.supervised", module, *arguments]
        self._environment = dict(environment)
        self._hidden = tuple(hidden)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._pump: threading.Thread | None = None
        self._last: deque[str] = deque(maxlen=50)

    def start(self) -> None:
        """Start it. Its output goes to the log, line by line."""
        self._last.clear()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
            env=self._environment,
            start_new_session=True,  # Ctrl-C reaches the supervisor, which then stops us in order
        )
        self._pump = threading.Thread(target=self._copy, args=(self._process,), name=f"log of {self.name}", daemon=True)
        self._pump.start()

    @property
    def pid(self) -> int | None:
        """Process id; ``None`` before the first start."""
        return None if self._process is None else self._process.pid

    @property
    def exit_status(self) -> int | None:
        """``None`` while it runs (and before the first start)."""
        return None if self._process is None else self._process.poll()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The last line it wrote that is not empty; empty when there is none."""
        if not self.alive and self._pump is not None:
            self._pump.join(timeout=1.0)
        return next((line.strip() for line in reversed(self._last) if line.strip()), "")

    def stop(self, seconds: float = GRACE_SECONDS) -> None:
        """Ask it to end, wait for ``seconds``, then end it. Does nothing when it does not run."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        if process.poll() is None:
            _signal_group(process, signal.SIGTERM)
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)
                process.wait()
        if self._pump is not None:
            self._pump.join(timeout=1.0)

    def _copy(self, process: subprocess.Popen[bytes]) -> None:
        log = LogFile(self.log, self._hidden)
        assert process.stdout is not None  # noqa: S101 - asked for above
        with process.stdout as output:
            for line in iter(lambda: output.readline(65_536), b""):
                self._last.append(log.write(line.decode("utf-8", errors="replace")))
        log.close()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the child and what it started: it leads a group of its own, and is not reaped yet."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
