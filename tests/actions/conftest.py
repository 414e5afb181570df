"""A knowledge base over the shipped library, with the real encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import settings
from actions import knowledge_base
from actions.knowledge_base import KnowledgeBase
from knowledge import encoder
from knowledge.encoder import Encoder
from knowledge.index import update
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def encoder_dir() -> Path:
    """The folder of the checkout's encoder, built where it is missing."""
    configured = settings.load()
    encoder.build(configured.encoder_dir, hub=configured.encoder_hub)
    return configured.encoder_dir


@pytest.fixture(scope="session")
def config(encoder_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings, with an index of their own that holds the shipped library."""
    home = tmp_path_factory.mktemp("home")
    found = settings.load().copy(update={"home": home, "index_path": None, "encoder_path": encoder_dir})
    update(
        [found.library_path],
        found.index_dir,
        encoders=[Encoder.load(encoder_dir)],
        cache_dir=settings.load().vectors_dir,
        shipped=found.library_path / "vectors",
    )
    return found


@pytest.fixture(scope="session")
def library(config: Settings) -> Iterator[KnowledgeBase]:
    """The knowledge base, opened."""
    opened = KnowledgeBase(config)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def knowledge(library: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The actions of this test ask the library."""
    monkeypatch.setattr(knowledge_base, "shared", lambda: library)
    return library
