"""The lines of a PDF's pages with their position and type size, as PDFium finds them."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Line", "lines_of"]

_CARRIAGE_RETURN, _LINE_FEED = 0x0D, 0x0A
# PDFium's sign for a hyphen that splits a word at the end of a line.
_HYPHEN = 0x02
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; positions in points from the lower left corner of the page.

    Attributes:
        page: physical page, from 1.
        text: its characters; a hyphen at the end is ``"-"``.
        size: height of its type, in points, ascent to descent.
        bold: whether it is set in a bold face.
        split: whether it ends in a hyphen that PDFium takes for the split of a word.
    """

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    split: bool = False

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return len(_RIGHT_TO_LEFT.findall(self.text)) * 2 > sum(map(str.isalpha, self.text))


def lines_of(page: Any, number: int) -> list[Line]:
    """The lines of one page, in reading order.

    Args:
        page: a ``pypdfium2.PdfPage``.
        number: its physical number, from 1.
    """
    textpage = page.get_textpage()
    try:
        return list(_lines(textpage, number))
    finally:
        textpage.close()


def _lines(textpage: Any, number: int) -> Iterator[Line]:
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    box = pdfium.FS_RECTF()
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    inked = -1
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (_CARRIAGE_RETURN, _LINE_FEED, _HYPHEN):
            split = code == _HYPHEN
            if boxes:
                characters.append("-" if split else "")
                yield _line(textpage, number, characters, boxes, inked, split=split)
            characters, boxes = [], []
            continue
        character = chr(code) if code else ""
        characters.append(character)
        if character.strip() and pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            boxes.append((box.left, box.right, box.top, box.bottom))
            inked = index
    if boxes:
        yield _line(textpage, number, characters, boxes, inked, split=False)


def _line(
    textpage: Any,
    number: int,
    characters: list[str],
    boxes: list[tuple[float, float, float, float]],
    index: int,
    *,
    split: bool,
) -> Line:
    heights = sorted(abs(top - bottom) for _, _, top, bottom in boxes)
    return Line(
        page=number,
        # Above U+FFFF PDFium gives the two halves of a character one by one.
        text="".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip(),
        left=min(left for left, _, _, _ in boxes),
        right=max(right for _, right, _, _ in boxes),
        top=max(top for _, _, top, _ in boxes),
        bottom=min(bottom for _, _, _, bottom in boxes),
        size=round(heights[len(heights) // 2], 1),
        bold=_is_bold(textpage, index),
        split=split,
    )


def _is_bold(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, name, len(name), ctypes.byref(flags))
    return 0 < length <= len(name) and bool(_BOLD_NAME.search(name.value.decode("utf-8", "replace")))
