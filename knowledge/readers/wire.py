"""What crosses from the reading child to its parent: JSON, since the child has read hostile input."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from knowledge import errors
from knowledge.document import Document, Mark, Place, Segment, SegmentKind
from knowledge.readers.builder import check, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["decode_result", "encode_documents", "encode_error"]

_KINDS = {
    kind.__name__: kind
    for kind in (
        errors.BrokenFile,
        errors.EmptyFile,
        errors.EncryptedFile,
        errors.NoTextLayer,
        errors.ReadTooExpensive,
        errors.UnknownFormat,
        errors.WrongFormat,
    )
}
_SENTENCE_CHARACTERS = 500


def encode_documents(documents: Sequence[Document], hint: str) -> bytes:
    """The documents of a file, and the language that its format only suggests."""
    data = []
    for document in documents:
        fields = asdict(document)
        fields["segments"] = [[part.start, part.end, part.kind.value, part.level] for part in document.segments]
        fields["marks"] = [[mark.offset, *asdict(mark.place).values()] for mark in document.marks]
        data.append(fields)
    return json.dumps({"documents": data, "hint": hint}, ensure_ascii=False).encode("utf-8", errors="replace")


def encode_error(error: errors.ReadError) -> bytes:
    """Why there is no document."""
    return json.dumps({"error": type(error).__name__, "sentence": str(error)}).encode("utf-8", errors="replace")


def decode_result(data: bytes) -> tuple[tuple[Document, ...], str]:
    """The documents, at least one, and the hint, every field checked: the child is not to be trusted.

    Raises:
        errors.ReadError: the child says why it has none.
        ValueError: this is no result of ours.
    """
    try:
        result = json.loads(data)
        if "error" in result:
            kind = _KINDS.get(str(result["error"]), errors.BrokenFile)
            raise kind(clean(str(result["sentence"]))[:_SENTENCE_CHARACTERS])
        documents = tuple(map(_document, result["documents"]))
        hint = str(result["hint"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"Not a reader's result: {error!r}") from None
    for document in documents:
        check(document)
    parts = [document.part for document in documents]
    if not parts or len(set(parts)) != len(parts):
        raise ValueError(f"The parts of a file are {parts}; there is at least one, and none twice.")
    return documents, hint


def _document(data: dict[str, Any]) -> Document:
    return Document(
        name=_text(data["name"]),
        title=_text(data["title"]),
        language=_text(data["language"]),
        media_type=_text(data["media_type"]),
        text=_text(data["text"]),
        segments=tuple(
            Segment(_whole(start), _whole(end), SegmentKind(kind), _whole(level))
            for start, end, kind, level in data["segments"]
        ),
        marks=tuple(
            Mark(
                _whole(offset),
                Place(
                    page=None if page is None else _whole(page),
                    page_label=None if label is None else _text(label),
                    start=None if start is None else float(start),
                    end=None if end is None else float(end),
                    speaker=None if speaker is None else _text(speaker),
                ),
            )
            for offset, page, label, start, end, speaker in data["marks"]
        ),
        pages=None if data["pages"] is None else _whole(data["pages"]),
        part=_text(data["part"]),
        collection=_text(data["collection"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is not text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r:.80} is not a whole number")
    return value
