"""The whole dialogue engine as two child processes: started side by side, watched, stopped."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot.errors import EngineError, GaveUp, NotBuilt, StartFailed
from bot.supervisor import endpoints, ports, stores
from bot.supervisor.health import Health, ask
from bot.supervisor.logs import secrets
from bot.supervisor.process import Child
from bot.supervisor.state import Running, StateFile

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from settings import Settings

__all__ = ["Engine", "Progress", "newest_model"]

#: Told which part (``"dialogue engine"``) has come how far (``"starting"``, ``"ready"``, a sentence).
Progress = Callable[[str, str], None]

_LOOK_SECONDS = 0.2  # between two looks at the children
_RESTARTS = 5  # so many times within ...
_RESTART_WINDOW_SECONDS = 600.0  # ... this time, then it is given up
_LONGEST_PAUSE_SECONDS = 30.0


class Engine:
    """The dialogue engine (Rasa) and the action server on this machine.

    Usage::

        with Engine(settings, own_ports=True) as engine:
            Dialogue(engine.url).turn("me", "What is non-refoulement?")

    Args:
        settings: where everything is.
        own_ports: listen on two free ports instead of those in the settings, unseen by other commands.
        progress: told how far each part has come.
    """

    def __init__(self, settings: Settings, *, own_ports: bool = False, progress: Progress | None = None) -> None:
        self._public = not own_ports
        if own_ports:
            settings = settings.copy(
                update={"rasa_port": ports.free(settings.host), "actions_port": ports.free(settings.host)}
            )
        self.settings = settings
        self._progress = progress or (lambda part, status: None)
        self._state = StateFile(settings.home)
        self._children: list[Child] = []
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None
        self._failure: EngineError | None = None

    @property
    def url(self) -> str:
        """Base address of the dialogue engine, for ``bot.dialogue``."""
        return ports.address(self.settings.host, self.settings.rasa_port)

    @property
    def actions_url(self) -> str:
        """Base address of the action server."""
        return ports.address(self.settings.host, self.settings.actions_port)

    def start(self) -> None:
        """Start both and return when both answer.

        Raises:
            AlreadyRunning, NotBuilt, PortInUse, StoreUnreachable, StartFailed: nothing of ours runs then.
        """
        if self._public:
            self._state.hold()
        try:
            self._children = self._prepare()
            for child in self._children:
                child.start()
                self._progress(child.name, "starting")
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        if self._public:
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            self._state.publish(Running(pid=os.getpid(), url=self.url, actions_url=self.actions_url, started=now))
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._watcher.start()

    def wait(self) -> None:
        """Return when ``stop`` was called.

        Raises:
            GaveUp: a process ended too often.
        """
        while not self._stopping.wait(timeout=1.0):  # short waits, so that signals are taken
            if self._failure is not None:
                raise self._failure

    def stop(self) -> None:
        """Stop both. Harmless when nothing runs."""
        self._stopping.set()
        stoppers = [threading.Thread(target=child.stop) for child in self._children]
        for stopper in stoppers:
            stopper.start()
        for stopper in stoppers:
            stopper.join()
        if self._watcher is not None and self._watcher is not threading.current_thread():
            self._watcher.join()
        self._state.release()

    def __enter__(self) -> Engine:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _prepare(self) -> list[Child]:
        """Everything that can be known to go wrong, before anything is started."""
        settings = self.settings
        model = newest_model(settings.models_dir)
        if model is None:
            raise NotBuilt(f"There is no trained model in {settings.models_dir} yet. Run `make ready`.")
        stores.check(settings)
        ports.claim(settings.host, settings.rasa_port, "ATTACHE_RASA_PORT")
        ports.claim(settings.host, settings.actions_port, "ATTACHE_ACTIONS_PORT")
        folder = settings.home / "run" / str(settings.rasa_port)
        endpoints_file, credentials_file = endpoints.write(settings, folder)
        environment, hidden = endpoints.environment(settings), secrets(settings)
        files = ["--model", str(model), "--endpoints", str(endpoints_file), "--credentials", str(credentials_file)]
        return [
            Child(
                "dialogue engine",
                "bot.rasa_server",
                files,
                environment=environment,
                log=settings.logs_dir / "rasa.log",
                hidden=hidden,
            ),
            Child(
                "action server",
                "actions.server",
                environment=environment,
                log=settings.logs_dir / "actions.log",
                hidden=hidden,
            ),
        ]

    def _health(self, child: Child, *, seconds: float = 2.0) -> Health:
        if child.name == "action server":
            return ask(f"{self.actions_url}/health", seconds=seconds)
        return ask(f"{self.url}/webhooks/rest/", seconds=seconds)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + self.settings.start_seconds
        waiting = list(self._children)
        while waiting:
            for child in list(waiting):
                if child.exit_status is not None:
                    raise StartFailed(_sentence_about(child))
                health = self._health(child)
                if health.started:
                    waiting.remove(child)
                    self._progress(child.name, "ready" if health.works else health.reason or health.status)
            if waiting and time.monotonic() > deadline:
                names = " and the ".join(child.name for child in waiting)
                raise StartFailed(
                    f"The {names} did not become ready within {self.settings.start_seconds} seconds. "
                    f"Its log is {waiting[0].log}; ATTACHE_START_SECONDS gives it more time."
                )
            if waiting:
                time.sleep(_LOOK_SECONDS)

    def _watch(self) -> None:
        """Restart what ended, slower each time; give up when it ends again and again."""
        ended: dict[str, deque[float]] = {child.name: deque() for child in self._children}
        while not self._stopping.wait(timeout=_LOOK_SECONDS):
            for child in self._children:
                if child.exit_status is None:
                    continue
                times = ended[child.name]
                times.append(time.monotonic())
                while times and times[0] < times[-1] - _RESTART_WINDOW_SECONDS:
                    times.popleft()
                if len(times) > _RESTARTS:
                    self._failure = GaveUp(f"{_sentence_about(child)} It was restarted {_RESTARTS} times already.")
                    return
                pause = min(2.0 ** (len(times) - 1), _LONGEST_PAUSE_SECONDS)
                self._progress(child.name, f"ended; starting it again in {pause:.0f} s (log: {child.log})")
                if self._stopping.wait(timeout=pause):
                    return
                child.start()


def newest_model(folder: Path) -> Path | None:
    """The Rasa model that was trained last; ``None`` when there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime) if folder.is_dir() else []
    return models[-1] if models else None


def _sentence_about(child: Child) -> str:
    said = f": {child.last_words}" if child.last_words else "."
    return f"The {child.name} ended (exit status {child.exit_status}){said} Its log is {child.log}."
