"""The whole engine, started once a run over the shipped library: real Rasa, real action server, real index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue import Dialogue
from bot.supervisor import Engine
from programme.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from settings import Settings


@pytest.fixture(scope="session")
def ready_settings(library_settings: Settings, trained_model: Path) -> Settings:
    """The library's settings, with the dialogue model in their home."""
    if not library_settings.models_dir.exists():
        library_settings.models_dir.symlink_to(trained_model.parent)
    return library_settings


@pytest.fixture(scope="session")
def engine(ready_settings: Settings) -> Iterator[Engine]:
    """A running engine on free ports."""
    with Engine(ready_settings, own_ports=True) as running:
        yield running


@pytest.fixture(scope="session")
def dialogue(engine: Engine) -> Iterator[Dialogue]:
    """The client of that engine."""
    with Dialogue(engine.url, seconds=60) as client:
        yield client


@pytest.fixture(scope="session")
def programme(engine: Engine) -> Iterator[Database]:
    """The database of that engine's programme, for sessions to talk about."""
    database = Database(engine.settings.database)
    database.create()
    yield database
    database.close()
