"""A knowledge base over the shipped library, with the real encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions import knowledge_base
from actions.knowledge_base import KnowledgeBase
from actions.sessions import database
from actions.sessions.database import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings


@pytest.fixture(scope="session")
def library(library_settings: Settings) -> Iterator[KnowledgeBase]:
    """The knowledge base, opened."""
    opened = KnowledgeBase(library_settings)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def nothing_planned(library_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A programme without sessions."""
    store = Store(library_settings.copy(update={"home": tmp_path_factory.mktemp("programme")}))
    yield store
    store.close()


@pytest.fixture
def knowledge(library: KnowledgeBase, nothing_planned: Store, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The actions of this test ask the library, beside a programme without sessions."""
    monkeypatch.setattr(knowledge_base, "shared", lambda: library)
    monkeypatch.setattr(database, "shared", lambda: nothing_planned)
    return library
