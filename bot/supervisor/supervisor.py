"""Some child processes as one: started side by side, watched, restarted, stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import EngineError, GaveUp, StartFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.supervisor.health import Health
    from bot.supervisor.process import Child

__all__ = ["Part", "Progress", "Supervisor"]

#: Told which part (``"dialogue engine"``) has come how far (``"starting"``, ``"ready"``, a sentence).
Progress = Callable[[str, str], None]

_LOOK_SECONDS = 0.2  # between two looks at the children
_HEALTH_SECONDS = 2.0  # between two looks at how they are
_ASK_SECONDS = 1.0  # between two questions whether one that was restarted is ready
_LONGEST_PAUSE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Part:
    """A child process and how to ask it how it is.

    Attributes:
        after: started when all others are ready, because it needs them.
        watched: its health is asked for while it runs, too, and every change is told.
    """

    child: Child
    health: Callable[[], Health]
    after: bool = False
    watched: bool = False


@dataclass(slots=True)
class _Course:
    """How a part has fared: its ends in a row, since when it is ready, when it is asked or started again."""

    ends: int = 0
    ready: float | None = None
    ask: float = 0.0
    due: float | None = None


class Supervisor:
    """Keeps parts running until it is stopped.

    One that ran well and then ended (out of memory, killed) is simply started again, however often that happens in a
    year. One that cannot come to run well any more is given up, for starting it once more would not help.

    Args:
        parts: what to run.
        start_seconds: time limit for all of them to be ready.
        progress: told how far each part has come.
        restarts: how often in a row a part may end without having run well before it is given up.
        pause_seconds: before the first restart; doubles with each in a row, up to half a minute.
        steady_seconds: a part that has been ready for so long runs well.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        start_seconds: float,
        progress: Progress | None = None,
        restarts: int = 5,
        pause_seconds: float = 1.0,
        steady_seconds: float = 10.0,
    ) -> None:
        self._parts = tuple(parts)
        self._start_seconds = start_seconds
        self._progress = progress or (lambda part, status: None)
        self._news = _News(self._progress)
        self._restarts = restarts
        self._pause_seconds = pause_seconds
        self._steady_seconds = steady_seconds
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None
        self._failure: EngineError | None = None

    def start(self) -> None:
        """Start all parts, return when each is ready or has said why it is not wholly.

        Raises:
            StartFailed: one ended or took too long; all are stopped then.
        """
        try:
            deadline = time.monotonic() + self._start_seconds
            for after in (False, True):
                turn = [part for part in self._parts if part.after is after]
                for part in turn:
                    part.child.start()
                    self._progress(part.child.name, "starting")
                self._wait_until_ready(turn, deadline)
        except BaseException:
            self.stop()
            raise
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._watcher.start()

    def wait(self) -> None:
        """Return when ``stop`` was called.

        Raises:
            GaveUp: a part ended too often.
        """
        while not self._stopping.wait(timeout=_LOOK_SECONDS):  # short waits, so that signals are taken
            if self._failure is not None:
                raise self._failure

    def stop(self) -> None:
        """Stop all parts at the same time. Harmless when nothing runs."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join()  # or it might restart what we stop
        stoppers = [threading.Thread(target=part.child.stop) for part in self._parts]
        for stopper in stoppers:
            stopper.start()
        for stopper in stoppers:
            stopper.join()

    def _wait_until_ready(self, parts: Sequence[Part], deadline: float) -> None:
        waiting = list(parts)
        while True:
            for part in list(waiting):
                if part.child.exit_status is not None:
                    raise StartFailed(_obituary(part.child))
                health = part.health()
                if health.started:
                    waiting.remove(part)
                    self._news.tell(part.child.name, _state(health))
            if not waiting:
                return
            if time.monotonic() > deadline:
                names = " and the ".join(part.child.name for part in waiting)
                raise StartFailed(
                    f"The {names} did not become ready within {self._start_seconds:g} seconds. "
                    f"The log is {waiting[0].child.log}; ATTACHE_START_SECONDS gives more time."
                )
            time.sleep(_LOOK_SECONDS)

    def _watch(self) -> None:
        """Restart what ended, later each time; give up on what does not come to run well."""
        courses = [(part, _Course(ready=time.monotonic())) for part in self._parts]
        while not self._stopping.wait(timeout=_LOOK_SECONDS):
            for part, course in courses:
                now = time.monotonic()
                if part.child.exit_status is None:
                    self._look(part, course, now)
                elif course.due is None:
                    self._ended(part, course, now)
                elif now >= course.due:
                    course.due, course.ready, course.ask = None, None, now
                    part.child.start()
            if self._failure is not None:
                return

    def _look(self, part: Part, course: _Course, now: float) -> None:
        """One that was restarted: is it ready? One that is watched: is it still?"""
        if course.ready is not None:
            self._news.look(part, now)
        elif now >= course.ask:
            health = part.health()
            if health.started:
                course.ready = now
                self._news.tell(part.child.name, _state(health))
            course.ask = now + _ASK_SECONDS

    def _ended(self, part: Part, course: _Course, now: float) -> None:
        """Say when it is started again, or give it up."""
        child = part.child
        if course.ready is not None and now - course.ready >= self._steady_seconds:
            course.ends = 0
        course.ends += 1
        if course.ends > self._restarts:
            self._failure = GaveUp(f"{_obituary(child)} It was restarted {self._restarts} times already.")
            return
        pause = min(self._pause_seconds * 2.0 ** (course.ends - 1), _LONGEST_PAUSE_SECONDS)
        self._news.tell(child.name, f"ended; it is started again in {pause:g} s (log: {child.log})")
        course.due = now + pause


class _News:
    """Tells when the health of a watched part changes."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._next: dict[str, float] = {}
        self._said: dict[str, str] = {}

    def look(self, part: Part, now: float) -> None:
        """Ask ``part`` how it is, if it is watched and was not asked just before (``now``: of a monotonic clock)."""
        name = part.child.name
        if not part.watched or now < self._next.get(name, 0.0):
            return
        self._next[name] = now + _HEALTH_SECONDS
        health = part.health()
        if health.started and _state(health) != self._said.get(name):
            self.tell(name, _state(health))

    def tell(self, name: str, said: str) -> None:
        """Tell how a part is."""
        self._said[name] = said
        self._progress(name, said)


def _state(health: Health) -> str:
    return "ready" if health.works else health.reason or health.status


def _obituary(child: Child) -> str:
    said = f": {child.last_words}" if child.last_words else "."
    return f"The {child.name} ended (exit status {child.exit_status}){said} The log is {child.log}."
