"""The bot, or the timekeeper, as a process of its own, to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.telegram.engine import Engine
    from tests.telegram.server import BotApi

__all__ = ["Process"]

PROJECT = Path(__file__).resolve().parents[2]


class Process:
    """``python -m bot.telegram``, or another module."""

    def __init__(self, api: BotApi, engine: Engine, home: Path, module: str = "bot.telegram") -> None:
        self._module = module
        self._environment = {key: value for key, value in os.environ.items() if not key.startswith("ATTACHE_")} | {
            "ATTACHE_HOME": str(home),
            "ATTACHE_TELEGRAM_TOKEN": api.token,
            "ATTACHE_TELEGRAM_URL": api.base_url.removesuffix("/bot"),
            "ATTACHE_RASA_PORT": str(engine.port),
            "PYTHONPATH": str(PROJECT),
        }
        self._log = home / ("log.txt" if module == "bot.telegram" else f"{module}.txt")
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module], cwd=PROJECT, env=self._environment, stdout=log, stderr=log
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def strike(self) -> None:
        """Kill it, and do not wait until it is dead; any thread may."""
        self._process.send_signal(signal.SIGKILL)

    def kill(self) -> None:
        """Kill it, and wait until it is dead."""
        self.strike()
        self._process.wait(10)

    def end(self) -> int:
        """Ask it to end; its exit status."""
        self._process.terminate()
        return self._process.wait(20)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def log(self) -> str:
        return self._log.read_text()
