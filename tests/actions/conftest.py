"""A knowledge base over the shipped library, with the real encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import settings
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
def nothing_planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A programme without sessions, opened when it is asked."""
    store = Store(settings.load().copy(update={"home": tmp_path_factory.mktemp("programme")}))
    yield store
    store.close()


@pytest.fixture(autouse=True)
def programme_of_its_own(nothing_planned: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the programme of this machine."""
    monkeypatch.setattr(database, "shared", lambda: nothing_planned)


@pytest.fixture
def knowledge(library: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The actions of this test ask the library."""
    monkeypatch.setattr(knowledge_base, "shared", lambda: library)
    return library
