"""Passages of any place, for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.document import Place
from knowledge.passage import Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def place() -> Callable[..., Passage]:
    """Makes a passage of one sentence: name, heading, text, language."""

    def make(name: str, heading: str, text: str, language: str = "en") -> Passage:
        sentences = (Sentence(0, len(text), Place()),)
        return Passage("0" * 32, name, name, "Title", "", language, (heading,), 0, len(text), text, sentences)

    return make
