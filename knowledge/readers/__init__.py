"""Files in, documents out: each file is read in a child process with limits of time and memory."""

from __future__ import annotations

from knowledge.readers.formats import SUFFIXES
from knowledge.readers.sandbox import read, read_documents

__all__ = ["READER_VERSION", "SUFFIXES", "read", "read_documents"]

#: Raised whenever the same file would give another document; the index reads its files again then.
READER_VERSION = 1
