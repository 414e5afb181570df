"""Progress of long steps, on standard error: moving on a terminal, one line a step elsewhere."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from bot.cli.output import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

__all__ = ["Steps", "steps"]


class Steps:
    """Named steps, one after another; a step may say what it does and how far it is."""

    def __init__(self, bars: Progress, *, moving: bool) -> None:
        self._bars = bars
        self._moving = moving
        self._task: TaskID | None = None
        self._name = ""
        self._began = time.monotonic()

    def begin(self, name: str) -> None:
        """A new step."""
        self._name, self._began = name, time.monotonic()
        if self._moving:
            self._task = self._bars.add_task(name, total=None)
        else:
            self._bars.console.print(f"{name} ...")

    def tell(self, doing: str, done: float | None = None, total: float | None = None) -> None:
        """What the step does now, and how much of it is done."""
        if self._moving and self._task is not None:
            described = f"{self._name}: {doing}" if doing else self._name
            self._bars.update(self._task, description=described, completed=done or 0, total=total)

    def end(self, result: str = "done") -> None:
        """The step is over."""
        if self._moving and self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None
        self._bars.console.print(f"{self._name}: {result} ({time.monotonic() - self._began:.1f} s)")


@contextlib.contextmanager
def steps() -> Iterator[Steps]:
    """Show steps while the body runs."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = messages()
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bars:
        yield Steps(bars, moving=console.is_terminal)
