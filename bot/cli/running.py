"""The engine for one command: the one that runs, or one of its own for as long as the command takes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.cli.output import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings

__all__ = ["engine_url"]


@contextlib.contextmanager
def engine_url(settings: Settings) -> Iterator[str]:
    """The address of a dialogue engine that is ready.

    Raises:
        EngineError: none runs and none could be started.
    """
    from bot.supervisor import Engine, running

    found = running(settings.home)
    if found is not None:
        yield found.url
        return
    console = messages()
    parts: dict[str, str] = {}
    waiting = console.status("Starting")

    def tell(part: str, state: str) -> None:
        parts[part] = state
        late = ", ".join(name for name, how in parts.items() if how == "starting")
        waiting.update(f"Starting (longer the first time), waiting for: {late or 'nothing more'}")
        if state not in ("starting", "ready"):
            console.print(f"{part}: {state}")

    engine = Engine(settings, own_ports=True, progress=tell)
    with waiting:
        engine.start()
    try:
        yield engine.url
    finally:
        engine.stop()
