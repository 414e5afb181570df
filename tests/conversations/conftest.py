"""The whole engine, started once a run over the shipped library: real Rasa, real action server, real index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue import Dialogue
from bot.supervisor import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings


@pytest.fixture(scope="session")
def engine(library_settings: Settings) -> Iterator[Engine]:
    """A running engine on free ports."""
    with Engine(library_settings, own_ports=True) as running:
        yield running


@pytest.fixture(scope="session")
def dialogue(engine: Engine) -> Iterator[Dialogue]:
    """The client of that engine."""
    with Dialogue(engine.url, seconds=60) as client:
        yield client
