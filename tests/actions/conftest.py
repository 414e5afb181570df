"""A knowledge base over the shipped library, with the real encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions import knowledge_base
from actions.knowledge_base import KnowledgeBase

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


@pytest.fixture
def knowledge(library: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The actions of this test ask the library."""
    monkeypatch.setattr(knowledge_base, "shared", lambda: library)
    return library
