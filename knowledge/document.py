"""A document as its reader hands it over: one text, its structure, and where each part stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

__all__ = ["Document", "Mark", "Place", "Segment", "SegmentKind"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands in its source; what does not apply is ``None``.

    Attributes:
        page: physical page or slide, from 1.
        page_label: the page as printed, where it differs from the physical number (``"xii"``).
        start: seconds from the beginning of a recording.
        end: seconds from the beginning of a recording, not before ``start``.
        speaker: who speaks, as the recording names them.
    """

    page: int | None = None
    page_label: str | None = None
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


class SegmentKind(str, Enum):
    """What a segment is. Passages never cross a heading or a change of speaker."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    NOTE = "note"  # speaker notes of a slide, footnotes
    TURN = "turn"  # what one speaker says without a break


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, heading, row or turn: characters ``start`` to ``end`` of the document's text.

    Attributes:
        level: depth of a heading, 1 to 6; 0 for everything else.
    """

    start: int
    end: int
    kind: SegmentKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """From character ``offset`` on, the text stands at ``place`` (until the next mark)."""

    offset: int
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    r"""One file, read.

    ``text`` is the segments' texts in reading order with ``"\n\n"`` between them, white space
    inside a segment collapsed to single spaces. Segments are sorted, do not overlap and cover all
    of ``text`` but the separators. Marks are sorted by offset.

    Attributes:
        name: the file's name, without folders.
        title: what the document calls itself; the file's stem where it says nothing.
        language: ISO 639-1 code of most of the text, ``"und"`` where it cannot be told.
        media_type: e.g. ``"application/pdf"``.
        pages: number of pages or slides, ``None`` where the format has none.
        part: which of the documents of its file it is (a language); empty where the file holds one.
        collection: that it belongs to by what it is; empty where its folder says it.
    """

    name: str
    title: str
    language: str
    media_type: str
    text: str
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...] = ()
    pages: int | None = None
    part: str = ""
    collection: str = ""

    def place_at(self, offset: int) -> Place:
        """The place of the character at ``offset``; an empty place where the source has none."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark.offset) - 1
        return self.marks[at].place if at >= 0 else Place()
