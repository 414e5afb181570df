"""Word documents: headings, paragraphs, lists with computed numbers, tables, footnotes, pages where Word noted them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from knowledge.document import Place, SegmentKind
from knowledge.errors import BrokenFile
from knowledge.readers.archive import open_archive
from knowledge.readers.builder import CELLS, Builder, clean
from knowledge.readers.docx_numbering import Numbering
from knowledge.readers.headings import is_heading
from knowledge.readers.textual import BULLET, language_code, marker
from knowledge.readers.titles import usable_title

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = (("footnotes", "footnoteReference", "footnote"), ("endnotes", "endnoteReference", "endnote"))
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

# Deleted or moved away by whoever revised the text, or told elsewhere.
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "instrText", "delText"))
_HEADING_NAME = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title$", re.IGNORECASE)


def read(data: bytes, builder: Builder) -> None:
    """Add a Word document to the builder."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    open_archive(data, builder.name).close()
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, AttributeError, KeyError, SyntaxError, ValueError):
        raise BrokenFile(f"{builder.name} lacks parts that every Word document has. Save it anew in Word.") from None
    _Reader(document, builder).read()


class _Reader:
    """Goes through the body once."""

    def __init__(self, document: Any, builder: Builder) -> None:
        self._document = document
        self._builder = builder
        self._body = document.element.body
        self._numbering = Numbering(document)
        self._styles = {style.style_id: style for style in document.styles}
        self._paged = next(self._body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._heading = ""
        self._last_level = 1
        self._notes = {reference: self._note_texts(part, tag) for part, reference, tag in _NOTES}

    def read(self) -> None:
        for element in _blocks(self._body):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self._paragraph(element)
        if self._paged:
            self._builder.pages = self._page
        properties = self._document.core_properties
        self._builder.title = self._builder.title or usable_title(properties.title) or self._heading
        self._builder.hint = language_code(properties.language)

    def _paragraph(self, element: Any) -> None:
        runs = list(self._runs(element))
        words = clean("".join(words for _, words in runs))
        number = self._numbering.number(element)
        text = clean(number + words)
        listed = self._numbering.is_listed(element)
        runs = [(runs[0][0], number), *runs]
        level = self._level(element)
        if not words and level is None:
            pass
        elif level is not None and text:
            if level == 0:
                self._builder.title = self._builder.title or text
            self._heading = self._heading or text
            self._last_level = max(level, 1)
            self._builder.add_runs(SegmentKind.HEADING, runs, level=self._last_level)
        elif is_heading(text):
            self._heading = self._heading or text
            self._builder.add_runs(SegmentKind.HEADING, runs, level=self._last_level + 1)
        else:
            bullet = BULLET.match(runs[1][1].lstrip())
            if bullet:
                runs[1] = (runs[1][0], runs[1][1].lstrip()[bullet.end() :])
            kind = SegmentKind.LIST_ITEM if listed or bullet or marker(text) else SegmentKind.PARAGRAPH
            self._builder.add_runs(kind, runs)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                for inner in _blocks(box):
                    self._builder.add(SegmentKind.PARAGRAPH, "".join(words for _, words in self._runs(inner)))
        self._add_notes(element)

    def _add_notes(self, element: Any) -> None:
        for reference, texts in self._notes.items():
            for mark in element.iter(f"{_W}{reference}"):
                self._builder.add(SegmentKind.NOTE, texts.get(mark.get(f"{_W}id"), ""))

    def _table(self, table: Any) -> None:
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue
            cells = [
                clean(" ".join("".join(words for _, words in self._runs(part)) for part in cell.iter(f"{_W}p")))
                for cell in row.iter(f"{_W}tc")
                if next(cell.iterancestors(f"{_W}tr")) is row
            ]
            if any(cells):
                self._builder.add(SegmentKind.TABLE_ROW, CELLS.join(cells), place=self._place())
            self._add_notes(row)

    def _place(self) -> Place | None:
        return Place(page=self._page) if self._paged else None

    def _runs(self, paragraph: Any) -> Iterator[tuple[Place | None, str]]:
        """The words of a paragraph, cut where a page ends, as far as Word noted it when it last showed the document."""
        words: list[str] = []
        stack = list(reversed(list(paragraph)))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _GONE or tag == _FALLBACK:
                continue
            if tag == f"{_W}t":
                words.append(element.text or "")
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                words.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                words.append("-")
            elif tag == f"{_W}lastRenderedPageBreak":
                if words:
                    yield self._place(), "".join(words)
                words = []
                self._page += 1
            else:
                stack.extend(reversed(list(element)))
        yield self._place(), "".join(words)

    def _level(self, element: Any) -> int | None:
        """Depth of a heading, 0 for the document's title, ``None`` for text: the style's name or its outline level."""
        properties = element.find(f"{_W}pPr")
        own = properties.find(f"{_W}outlineLvl") if properties is not None else None
        if own is not None and (own.get(f"{_W}val") or "9") in "012345678":
            return int(own.get(f"{_W}val")) + 1
        reference = properties.find(f"{_W}pStyle") if properties is not None else None
        style = self._styles.get(reference.get(f"{_W}val")) if reference is not None else None
        for _ in range(10):
            if style is None:
                return None
            named = _HEADING_NAME.match(style.name or "")
            if named:
                return int(named.group(1))
            if _TITLE_NAME.match(style.name or ""):
                return 0
            outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and (outline.get(f"{_W}val") or "9") in "012345678":
                return int(outline.get(f"{_W}val")) + 1
            style = style.base_style
        return None

    def _note_texts(self, part: str, tag: str) -> dict[str, str]:
        """Text of each footnote or endnote by its id."""
        from docx.oxml.parser import parse_xml

        for relation in self._document.part.rels.values():
            if relation.reltype == _RELATIONSHIP + part and not relation.is_external:
                root = parse_xml(relation.target_part.blob)
                return {
                    note.get(f"{_W}id"): "\n".join(
                        "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
                        for paragraph in note.iter(f"{_W}p")
                    )
                    for note in root.iter(f"{_W}{tag}")
                    if note.get(f"{_W}type") in (None, "normal")
                }
        return {}


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in reading order, also those inside content controls."""
    stack = list(reversed(list(container)))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
            stack.extend(reversed(list(element)))
