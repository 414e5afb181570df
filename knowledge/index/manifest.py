"""What an index is made of: which models, versions and settings, which documents, which files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import BrokenIndex, IndexMismatch
from knowledge.tokens import TOKENS_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FORMAT", "EncoderRecord", "IndexedDocument", "Manifest"]

#: Version of the files of a build. An index of another format is built again, never converted.
FORMAT = 1
_NAME = "manifest.json"
_AGAIN = "Build it again with `make ready`, or with `attache index` and its sources."


@dataclass(frozen=True, slots=True)
class EncoderRecord:
    """One encoder whose vectors are in the index."""

    name: str
    checksum: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One document; its passages are rows ``first`` to ``first + passages``.

    Attributes:
        key: unique in the index: path from the source folder's name on (``corpus/udhr-1948.md``).
        path: absolute path of the file, the identity of the document between runs.
        source: absolute path of the source it was found under; equals ``path`` for a single file.
        name: the file's name.
        collection: name of the folder that holds the file.
        sha256: hex digest of the file's bytes.
        part: which of the documents of its file it is; empty where the file holds one. Its key then ends in ``#part``.
    """

    key: str
    path: str
    source: str
    name: str
    title: str
    language: str
    collection: str
    media_type: str
    sha256: str
    pages: int | None
    first: int
    passages: int
    part: str = ""

    @property
    def file_key(self) -> str:
        """The key without the part: what all documents of one file have in common."""
        return self.key.removesuffix(f"#{self.part}") if self.part else self.key

    @property
    def rows(self) -> range:
        """The rows of its passages, in reading order."""
        return range(self.first, self.first + self.passages)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole index in words and numbers.

    Attributes:
        build: name of the build's folder.
        created: ISO 8601, UTC.
        reader: version of the readers (``readers.READER_VERSION``).
        cutting: version of the cutting (``cutting.CUTTING_VERSION``).
        tokens: version of the tokeniser (``tokens.TOKENS_VERSION``).
        words: shortest and longest passage that was aimed at, in words.
        files: size in bytes of each of the build's files, by path below the build.
    """

    build: str
    created: str
    reader: int
    cutting: int
    tokens: int
    words: tuple[int, int]
    encoders: tuple[EncoderRecord, ...]
    documents: tuple[IndexedDocument, ...]
    files: Mapping[str, int]
    format: int = FORMAT

    @property
    def passages(self) -> int:
        """Number of passages in the index."""
        return sum(document.passages for document in self.documents)

    def encoder(self, name: str) -> EncoderRecord | None:
        """The record of an encoder, ``None`` where the index has no vectors of it."""
        return next((record for record in self.encoders if record.name == name), None)

    def check(self, encoders: Mapping[str, str]) -> None:
        """See that the index can be searched with these encoders (name to checksum).

        Reader and cutting may be of another version: what they made is still word for word what the files say.

        Raises:
            IndexMismatch: the text says what differs.
        """
        if self.tokens != TOKENS_VERSION:
            raise IndexMismatch(
                f"The index was made with version {self.tokens} of the tokeniser; this is version {TOKENS_VERSION}. "
                f"{_AGAIN}"
            )
        for name, checksum in encoders.items():
            record = self.encoder(name)
            if record is None:
                inside = ", ".join(item.name for item in self.encoders) or "none"
                raise IndexMismatch(f"The index has no vectors of the encoder {name} (it has: {inside}). {_AGAIN}")
            if record.checksum != checksum:
                raise IndexMismatch(
                    f"The index was made with another {name}: its checksum is {record.checksum}, "
                    f"that of the encoder in use {checksum}. {_AGAIN}"
                )

    def check_files(self, build: Path) -> None:
        """See that no file is missing or cut off.

        Raises:
            BrokenIndex: the text names the file.
            FileNotFoundError: the whole build is gone.
        """
        build.stat()
        for name, size in self.files.items():
            try:
                actual = (build / name).stat().st_size
            except FileNotFoundError:
                build.stat()
                raise BrokenIndex(f"The index is not whole: {build / name} is missing. {_AGAIN}") from None
            if actual != size:
                raise BrokenIndex(
                    f"The index is not whole: {build / name} has {actual} bytes instead of {size}. {_AGAIN}"
                )

    def write(self, build: Path) -> None:
        """Write it as the last file of a build."""
        # ASCII, because a file's name need not be valid UTF-8.
        (build / _NAME).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="ascii")

    @classmethod
    def read(cls, build: Path) -> Manifest:
        """Read the manifest of a build.

        Raises:
            FileNotFoundError: there is none.
            IndexMismatch: it is of another format.
            BrokenIndex: it cannot be made sense of.
        """
        path = build / _NAME
        try:
            data: dict[str, Any] = json.loads(path.read_bytes())
            found = data["format"]
            if found != FORMAT:
                raise IndexMismatch(f"The index has format {found}; this version reads format {FORMAT}. {_AGAIN}")
            return cls(
                **{
                    **data,
                    "words": tuple(data["words"]),
                    "encoders": tuple(EncoderRecord(**item) for item in data["encoders"]),
                    "documents": tuple(IndexedDocument(**item) for item in data["documents"]),
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenIndex(f"The index is not whole: {path} cannot be read ({error}). {_AGAIN}") from error
