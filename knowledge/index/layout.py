"""Where the parts of a build lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LEXICAL", "PASSAGES", "vectors_folder"]

#: The passages (``Store``).
PASSAGES = "passages.sqlite"
#: The folder of the lexical index (``LexicalIndex``).
LEXICAL = "lexical"


def vectors_folder(build: Path, checksum: str) -> Path:
    """The folder of one encoder's vectors (``VectorIndex``); named by checksum, since a name may hold anything."""
    return build / "vectors" / checksum
