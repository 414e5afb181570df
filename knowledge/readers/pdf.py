"""PDF: paragraphs with their physical page and, where it differs, the page as printed.

PDFium does the parsing (by pypdfium2): of the libraries at hand it is the only one that gives Arabic in the order in
which it is read, and by far the fastest.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from knowledge.document import Place, SegmentKind
from knowledge.errors import BrokenFile, EmptyFile, EncryptedFile, NoTextLayer
from knowledge.readers.builder import Builder, clean
from knowledge.readers.pdf_furniture import furniture, printed_numbers
from knowledge.readers.pdf_layout import Paragraph, paragraphs_of
from knowledge.readers.pdf_lines import Line, lines_of
from knowledge.readers.textual import BULLET
from knowledge.readers.titles import usable_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["read"]

#: Fewer letters than this a page, with pictures beside them, are the stamp on a scan and not its text.
_LEAST_LETTERS = 20

#: More than this share of characters without meaning: the fonts do not say which letters they draw.
_MOST_UNKNOWN = 0.3

_OUTLINE_DEPTH = 6


def read(data: bytes, builder: Builder) -> None:
    """Add a PDF to the builder.

    Raises:
        EncryptedFile: it wants a password.
        NoTextLayer: its pages are pictures, or fonts that do not say which letters they draw.
        EmptyFile: it has no page, or nothing on any.
        BrokenFile: no page of it can be read.
    """
    document = _open(data, builder.name)
    count = len(document)
    if not count:
        raise EmptyFile(f"{builder.name} has no page; one with text is needed. Export it anew.")
    pages, pictures, broken = _pages(document)
    if broken == count:
        raise BrokenFile(f"None of the {count} pages of {builder.name} can be read. Export it anew.")
    _refuse_without_text(pages, pictures, builder.name)
    builder.pages = count
    dropped = furniture(pages)
    labels = _labels(document, count) or printed_numbers(pages, dropped)
    body = [[line for line in lines if line not in dropped] for lines in pages]
    paragraphs = paragraphs_of(body, _outline(document))
    _add(paragraphs, labels, builder)
    builder.title = _title(document, paragraphs)


def _open(data: bytes, name: str) -> Any:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(f"{name} is protected by a password. Save a copy without a password.") from None
        raise BrokenFile(f"{name} is damaged and cannot be read as PDF. Export it anew.") from None


def _pages(document: Any) -> tuple[list[list[Line]], int, int]:
    """Lines of each page, the number of pages with a picture, and of pages that cannot be read."""
    import pypdfium2

    pages: list[list[Line]] = []
    pictures = broken = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            pages.append([])
            broken += 1
            continue
        pages.append(lines_of(page, number))
        if not pages[-1] or len(pages[-1]) < 3:
            pictures += next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])), None) is not None
        page.close()
    return pages, pictures, broken


def _refuse_without_text(pages: Sequence[Sequence[Line]], pictures: int, name: str) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    letters = sum(map(str.isalpha, text))
    if pictures and letters < _LEAST_LETTERS * len(pages) and pictures >= len(pages) / 2:
        raise NoTextLayer(
            f"{name} is a scan: {len(pages)} pages with {letters} letters that can be read. Run text recognition first."
        )
    if not text.strip():
        raise EmptyFile(f"{name} has {len(pages)} pages and no text. Check the file.")
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " " for character in text)
    if unknown > _MOST_UNKNOWN * len(text):
        raise NoTextLayer(
            f"{name} does not say which letters it shows: {unknown} of {len(text)} characters are unknown."
            " Run text recognition first."
        )


def _labels(document: Any, count: int) -> dict[int, str]:
    """Printed page by physical page, from the file's page labels; empty where it has none."""
    labels = {number: clean(document.get_page_label(number - 1)) for number in range(1, count + 1)}
    return {number: label for number, label in labels.items() if label}


def _outline(document: Any) -> dict[str, int]:
    return {
        clean(entry.get_title()).casefold(): entry.level + 1
        for entry in document.get_toc(max_depth=_OUTLINE_DEPTH)
        if clean(entry.get_title())
    }


def _add(paragraphs: Sequence[Paragraph], labels: Mapping[int, str], builder: Builder) -> None:
    words = _words(paragraphs)
    for paragraph in paragraphs:
        runs = paragraph.runs(words)
        bullet = BULLET.match(runs[0][1]) if paragraph.kind is SegmentKind.LIST_ITEM else None
        if bullet:
            runs[0] = (runs[0][0], runs[0][1][bullet.end() :])
        placed = [(_place(page, labels), text) for page, text in runs]
        builder.add_runs(paragraph.kind, placed, level=paragraph.level)


def _place(page: int, labels: Mapping[int, str]) -> Place:
    label = labels.get(page)
    return Place(page=page, page_label=label if label != str(page) else None)


def _words(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """How often each word stands whole inside a line."""
    words: Counter[str] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            words.update(word.strip(".,;:!?()[]“”\"'«»").lower() for word in line.text.split())
    return words


def _title(document: Any, paragraphs: Sequence[Paragraph]) -> str:
    """The title of the file's properties where its words stand on the first pages, else the largest first heading."""
    stated = usable_title(document.get_metadata_value("Title"))
    head = " ".join(part.text for part in paragraphs if part.lines[0].page <= 3).casefold()
    words = [word for word in stated.casefold().split() if len(word) > 3] or stated.casefold().split()
    if words and sum(word in head for word in words) > len(words) / 2:
        return stated
    headings = [part for part in paragraphs if part.kind is SegmentKind.HEADING]
    first = [part for part in headings if part.lines[0].page == headings[0].lines[0].page] if headings else []
    return max(first, key=lambda part: part.size).text if first else stated
