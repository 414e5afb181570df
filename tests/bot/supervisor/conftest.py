"""Small real child processes."""

from __future__ import annotations

import os

import pytest

from bot.supervisor.process import Child


@pytest.fixture
def child(tmp_path, script):
    """Make a child that runs some code; all are stopped at the end."""
    made: list[Child] = []

    def make(code: str, *arguments: str, name: str = "helper", hidden: tuple[str, ...] = ()) -> Child:
        module = script(f"script_{len(made)}", code)
        path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
        made.append(
            Child(
                name,
                module,
                arguments,
                environment={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
                log=tmp_path / "logs" / f"{name}.log",
                hidden=hidden,
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.stop(0.5)
