"""Where the parts of a build lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LEXICAL", "PASSAGES", "SPELLINGS", "vectors_folder"]

#: The passages (``Store``).
PASSAGES = "passages.sqlite"
#: The folder of the lexical index (``LexicalIndex``).
LEXICAL = "lexical"
#: How often each word occurs, as it is written (``spelling.Counts``), in JSON.
SPELLINGS = "spellings.json"


def vectors_folder(build: Path, checksum: str) -> Path:
    """The folder of one encoder's vectors (``VectorIndex``); named by checksum, since a name may hold anything."""
    return build / "vectors" / checksum
