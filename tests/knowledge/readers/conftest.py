"""Reads samples in this process, so that a failure shows where; the sandbox has tests of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.document import Document, SegmentKind
from knowledge.readers.builder import check
from knowledge.readers.child import read_bytes

Read = Callable[[str, bytes | str], Document]


@pytest.fixture
def read_here() -> Read:
    """Read a file given by name and content, and prove the invariants of its document."""

    def read(name: str, data: bytes | str) -> Document:
        document = read_bytes(name, data.encode() if isinstance(data, str) else data).build()
        check(document)
        return document

    return read


@pytest.fixture
def outline() -> Callable[[Document], list[tuple[str, int, str]]]:
    """Kind, level and text of each segment."""

    def segments(document: Document) -> list[tuple[str, int, str]]:
        return [(part.kind.value, part.level, document.text[part.start : part.end]) for part in document.segments]

    return segments


@pytest.fixture
def turns() -> Callable[[Document], list[tuple[str | None, str]]]:
    """Speaker and words of each turn."""

    def said(document: Document) -> list[tuple[str | None, str]]:
        return [
            (document.place_at(part.start).speaker, document.text[part.start : part.end])
            for part in document.segments
            if part.kind is SegmentKind.TURN
        ]

    return said
