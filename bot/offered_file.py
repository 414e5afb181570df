"""Files that staff offer: under what name they are kept, and what reading one says, as JSON between two processes."""

from __future__ import annotations

import json
import os
import re
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

__all__ = ["FAILURES", "SUFFIXES", "Reading", "kept_name", "library_name", "plain_name", "put_away"]

#: Endings of files that the library takes: all that ``knowledge.readers`` reads, but for lists of entries.
SUFFIXES = frozenset(
    {".docx", ".epub", ".htm", ".html", ".markdown", ".md", ".pdf", ".pptx", ".srt", ".txt", ".vtt", ".xhtml"}
)
#: Why a file could not be read, as ``knowledge.errors`` tells them apart.
FAILURES = ("encrypted", "empty", "scan", "format", "broken", "expensive")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file brought.

    Attributes:
        title: of the document; empty when it was not read.
        pages: pages or slides; None where the format has none.
        failure: one of ``FAILURES``; empty when it was read.
        reason: the sentence about it.
    """

    title: str = ""
    pages: int | None = None
    failure: str = ""
    reason: str = ""

    def to_json(self) -> str:
        """On one line."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, written: bytes) -> Reading:
        """The same again.

        Raises:
            ValueError: it is something else.
        """
        try:
            reading = cls(**json.loads(written))
        except TypeError:
            raise ValueError("no reading") from None
        known = isinstance(reading.title, str) and isinstance(reading.pages, (int, type(None)))
        if not known or (reading.failure not in FAILURES if reading.failure else not reading.title):
            raise ValueError("no reading")
        return reading


def kept_name(name: str) -> str:
    """A new name for a file that somebody calls ``name``: nothing of theirs is in it but the ending.

    Raises:
        ValueError: the library takes no file with this ending.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(suffix)
    return f"{secrets.token_hex(16)}{suffix}"


def library_name(number: int, name: str) -> str:
    """The name of an accepted file in the library: what is safe of what it was called, and its number."""
    plain = PurePath(plain_name(name))
    return f"{plain.stem}-{number}{plain.suffix}"


def plain_name(name: str) -> str:
    """What is safe in a name of what a file was called: letters, figures, hyphens, and the ending."""
    path = PurePath(unicodedata.normalize("NFC", name))
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-_")[:_LONGEST].strip("-_") or "document"
    return f"{stem}{path.suffix.lower()}"


def put_away(folder: Path, name: str, content: bytes) -> Path:
    """Write a file for its owner's eyes only, and not to be executed; it is there when this returns.

    Raises:
        OSError: the folder cannot be written, or the disk is full; nothing is left then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    path, beside = folder / name, folder / f".{name}"
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return path
