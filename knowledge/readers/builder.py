"""Puts a document together so that its invariants hold, whatever a reader hands over."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from math import isfinite
from pathlib import PurePath
from typing import TYPE_CHECKING

from knowledge.document import Document, Mark, Place, Segment, SegmentKind
from knowledge.readers.headings import nest

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CELLS", "SEPARATOR", "Block", "Builder", "check", "clean"]

#: Between two segments of a document's text.
SEPARATOR = "\n\n"

#: Between the cells of a table's row.
CELLS = " | "

# Scripts that are written without spaces: a line that ends inside a sentence is joined to the next without one.
_UNSPACED = r"\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_UNSPACED_BREAK = re.compile(rf"(?<=[{_UNSPACED}])[ \t\u3000]*\n\s*(?=[{_UNSPACED}])")

# Not text: controls, soft hyphens, zero-width spaces, byte order marks and directional overrides. The last would let a
# quotation show its words in another order than it holds them.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

# Letters as a printer's font has them (ligatures, Arabic positional forms), which nobody types into a question.
_PRESENTATION_FORMS = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+")

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A segment before it has offsets; ``text`` may still hold line ends and runs of spaces."""

    kind: SegmentKind
    text: str
    level: int = 0


def clean(text: str) -> str:
    """The text of a segment: composed (NFC), without what is no text, white space collapsed to single spaces."""
    text = _NOT_TEXT.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _UNSPACED_BREAK.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


class Builder:
    """Collects segments and places in reading order.

    Attributes:
        name: the file's name, without folders.
        title: what the document calls itself; the file's stem is used while it is empty.
        language: ISO 639-1 code that the document states on purpose; empty where it does not.
        hint: a language that its format carries along and that is often wrong (an office suite's default).
        pages: number of pages or slides, ``None`` where the format has none.
        collection: that the document belongs to by what it is; empty where its folder says it.
    """

    def __init__(self, name: str, media_type: str) -> None:
        self.name = name
        self.media_type = media_type
        self.collection = ""
        self._part = ""
        self._parts: list[Builder] = []
        self.title = ""
        self.language = ""
        self.hint = ""
        self.pages: int | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._headings: list[tuple[int, str]] = []
        self._marks: list[Mark] = []

    def __len__(self) -> int:
        """Number of segments so far, of all parts."""
        return len(self._segments) + sum(map(len, self._parts))

    @property
    def characters(self) -> int:
        """Length of the text so far."""
        return self._length

    def part(self, name: str) -> Builder:
        """A document of its own within the same file; the file then is its parts and nothing else."""
        part = Builder(self.name, self.media_type)
        part._part = name
        self._parts.append(part)
        return part

    def add(self, kind: SegmentKind, text: str, *, level: int = 0, place: Place | None = None) -> None:
        """Add one segment; one without text is left out."""
        self.add_runs(kind, [(place, text)], level=level)

    def add_runs(self, kind: SegmentKind, runs: Iterable[tuple[Place | None, str]], *, level: int = 0) -> None:
        """Add one segment made of runs that stand at different places (pages of a paragraph, cues of a turn).

        Two runs are joined by a space where either has white space at the seam.

        Args:
            kind: what the segment is.
            runs: place and text of each; ``None`` as a place goes on with the place before.
            level: depth of a heading, from 1.
        """
        start = -1
        before = ""
        for place, raw in runs:
            text = clean(raw)
            if not text:
                before += raw
                continue
            if start < 0:
                self._append(SEPARATOR if self._pieces else "")
                start = self._length
            else:
                self._append(_seam(before, raw))
            if place is not None:
                self._mark(place)
            self._append(text)
            before = raw
        if start < 0:
            return
        if kind is SegmentKind.HEADING:
            self._headings.append((max(level, 1), self._tail(start)))
        self._segments.append(Segment(start, self._length, kind, max(level, 1) if kind is SegmentKind.HEADING else 0))

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Add each block as one segment."""
        for block in blocks:
            self.add(block.kind, block.text, level=block.level)

    def build_all(self) -> tuple[Document, ...]:
        """The documents of the file: its parts, or the one that it is."""
        return tuple(part.build() for part in self._parts if len(part)) if self._parts else (self.build(),)

    def build(self) -> Document:
        """The document; its language is what it states, ``"und"`` where it states none."""
        levels = iter(nest(self._headings))
        segments = tuple(
            Segment(part.start, part.end, part.kind, next(levels)) if part.kind is SegmentKind.HEADING else part
            for part in self._segments
        )
        return Document(
            name=self.name,
            title=clean(self.title) or clean(PurePath(self.name).stem) or self.name,
            language=self.language or "und",
            media_type=self.media_type,
            text="".join(self._pieces),
            segments=segments,
            marks=tuple(self._marks),
            pages=self.pages,
            part=self._part,
            collection=self.collection,
        )

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _tail(self, start: int) -> str:
        """Text from ``start`` on, which is a boundary between pieces."""
        length, at = self._length, len(self._pieces)
        while length > start:
            at -= 1
            length -= len(self._pieces[at])
        return "".join(self._pieces[at:])

    def _mark(self, place: Place) -> None:
        if place != (self._marks[-1].place if self._marks else Place()):
            self._marks.append(Mark(self._length, place))


def _seam(before: str, after: str) -> str:
    """What stands between two runs: nothing inside a word and inside unspaced scripts, else one space."""
    gap = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
    if not gap:
        return ""
    joined = clean(f"{before.rstrip()[-1:]}{gap}{after.lstrip()[:1]}")
    return " " if " " in joined else ""


def check(document: Document) -> None:
    """Prove the invariants that ``knowledge.document.Document`` states.

    Raises:
        ValueError: one does not hold; the text says which.
    """
    text, end = document.text, 0
    for number, part in enumerate(document.segments):
        expected = 0 if number == 0 else end + len(SEPARATOR)
        if part.start != expected or (number and text[end : part.start] != SEPARATOR):
            raise ValueError(f"Segment {number} starts at {part.start} instead of {expected}.")
        if not part.start < part.end <= len(text):
            raise ValueError(f"Segment {number} ends at {part.end} in a text of {len(text)} characters.")
        inside = text[part.start : part.end]
        if inside != " ".join(inside.split()):
            raise ValueError(f"Segment {number} has white space that is not collapsed.")
        if not (1 <= part.level <= 6 if part.kind is SegmentKind.HEADING else part.level == 0):
            raise ValueError(f"Segment {number} is a {part.kind.value} of level {part.level}.")
        end = part.end
    if end != len(text):
        raise ValueError(f"The segments end at {end}, the text at {len(text)}.")
    offsets = [mark.offset for mark in document.marks]
    if offsets != sorted(set(offsets)) or any(not 0 <= offset < len(text) for offset in offsets):
        raise ValueError("The marks are not sorted inside the text.")
    for mark in document.marks:
        _check_place(mark.place, document.pages)
    if not document.name or not document.title.strip() or not document.language:
        raise ValueError("A document has a name, a title and a language.")


def _check_place(place: Place, pages: int | None) -> None:
    if place.page is not None and not 1 <= place.page <= (pages or 0):
        raise ValueError(f"A mark stands on page {place.page} of {pages}.")
    if not all(isfinite(seconds) for seconds in (place.start or 0.0, place.end or 0.0)):
        raise ValueError("A mark stands at a time that is no number.")
    if place.start is not None and place.start < 0:
        raise ValueError(f"A mark starts {place.start} seconds into the recording.")
    if place.end is not None and place.end < (place.start or 0):
        raise ValueError(f"A mark ends at {place.end} seconds, before it starts.")
