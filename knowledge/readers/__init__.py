"""Files in, documents out: each file is read in a child process with limits of time and memory."""

from __future__ import annotations

from knowledge.readers.formats import SUFFIXES
from knowledge.readers.sandbox import read

__all__ = ["READER_VERSION", "SUFFIXES", "read"]

#: Raised whenever the same file would give another document; the index reads its files again then.
READER_VERSION = 1
