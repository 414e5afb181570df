"""What can go wrong in this room. Every text says the value, the limit and the next step."""

from __future__ import annotations

from typing import Any

__all__ = [
    "BadIndex",
    "BrokenFile",
    "BrokenIndex",
    "CacheError",
    "EmptyFile",
    "EncoderError",
    "EncryptedFile",
    "IndexBusy",
    "IndexMismatch",
    "IndexNotWritten",
    "KnowledgeError",
    "NoIndex",
    "NoTextLayer",
    "NothingIndexed",
    "ReadError",
    "ReadTooExpensive",
    "UnknownFormat",
    "WrongFormat",
]


class KnowledgeError(Exception):
    """Base of every error that this room raises on purpose; its text is fit to be shown to a person."""


class ReadError(KnowledgeError):
    """One file could not be read. Costs the run one row, never more.

    Attributes:
        word: one stable word for the kind of failure, used in reports and tests.
    """

    word = "unreadable"


class EncryptedFile(ReadError):
    """The file wants a password."""

    word = "encrypted"


class EmptyFile(ReadError):
    """The file has no bytes, or no text at all."""

    word = "empty"


class NoTextLayer(ReadError):
    """Pages are pictures of text (a scan): text recognition is needed first."""

    word = "scanned"


class WrongFormat(ReadError):
    """The name says one format, the bytes another."""

    word = "misnamed"


class BrokenFile(ReadError):
    """The parser cannot make sense of the bytes."""

    word = "broken"


class ReadTooExpensive(ReadError):
    """Reading went over the time or the memory limit and was stopped."""

    word = "too expensive"


class UnknownFormat(ReadError):
    """A format that Attaché does not read; such files are skipped, not failed."""

    word = "unknown format"


class EncoderError(KnowledgeError):
    """The encoder's files are missing, cut off or not the ones that were asked for."""


class CacheError(KnowledgeError):
    """Vectors cannot be kept: the disk is full or the folder cannot be written."""


class BadIndex(KnowledgeError):
    """Base of what is wrong with an index."""


class NoIndex(BadIndex):
    """There is no index in that folder yet."""


class BrokenIndex(BadIndex):
    """Files of the index are missing, cut off or not what its manifest says."""


class IndexNotWritten(BadIndex):
    """The new index could not be written, e.g. on a full disk; the one before it is still there."""


class IndexMismatch(BadIndex):
    """The index was made with another model, other settings or another version."""


class IndexBusy(BadIndex):
    """Another process is writing this index."""


class NothingIndexed(BadIndex):
    """A run found nothing at all that it could index.

    Attributes:
        report: what happened to each file (``knowledge.index.Report``).
    """

    def __init__(self, text: str, report: Any = None) -> None:
        super().__init__(text)
        self.report = report
