"""Running heads, running feet and page numbers of a PDF: found, and told from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.readers.headings import is_heading
from knowledge.readers.numbering import numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.pdf_lines import Line

__all__ = ["furniture", "printed_numbers"]

#: On so many pages, and on this share of all, a line at the edge must come again before it is dropped.
_LEAST_PAGES, _LEAST_SHARE = 3, 0.4

# So many lines at the top and at the bottom of a page may be furniture.
_EDGE_LINES = 2

# They stand within this share of the printed height from its top or bottom.
_MARGIN = 0.12

# A running head stands at the same height on each page, give or take this many points.
_HEIGHT = 6.0

_NUMBERS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
_ROMAN_MARK = "#roman"
_BARE = ("#", _ROMAN_MARK)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines at the edges of the pages that are surely no text.

    They stand at the same height on at least three pages and two fifths of all, with the same words; or with a number
    that grows by one from page to page (three pages are enough where it stands alone). A heading of a law
    ("Article 33") never is one.
    """
    same: dict[tuple[str, int], list[Line]] = defaultdict(list)
    counted: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for line in _edges(pages):
        height = round((line.top + line.bottom) / 2 / _HEIGHT)
        same[line.text.casefold(), height].append(line)
        for masked, number in _numbered(line.text):
            counted[masked, number - line.page, height].append(line)
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    groups = [group for group in same.values() if _count(group) >= least]
    # A bare number that counts along is a page number even where few pages have one, as in a preface.
    for (masked, _, _), lines in counted.items():
        if _count(lines) >= (_LEAST_PAGES if masked in _BARE else least):
            groups.append(lines)
    return {line for group in groups for line in group}


def _count(lines: Sequence[Line]) -> int:
    """Number of pages that lines stand on."""
    return len({line.page for line in lines})


def printed_numbers(pages: Sequence[Sequence[Line]], dropped: set[Line]) -> dict[int, str]:
    """The number that each physical page carries in print, as far as it can be told from its page numbers."""
    found: dict[tuple[bool, int], list[Line]] = defaultdict(list)
    for line in dropped:
        for _, number in _numbered(line.text):
            found[bool(_ROMAN.match(line.text)), number - line.page].append(line)
    labels: dict[int, str] = {}
    # The series with the most pages last: where two overlap, it is the one to believe.
    for (roman, offset), lines in sorted(found.items(), key=lambda item: len(item[1])):
        numbered = sorted({line.page for line in lines})
        if len(numbered) >= _LEAST_PAGES:
            # Also the pages in between that show no number, as the first page of a chapter often does not.
            for page in range(numbered[0], numbered[-1] + 1):
                labels[page] = numeral(page + offset, "lowerRoman" if roman else "decimal")
    return labels


def _edges(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The first and last lines of each page, as far as they stand where heads and feet do."""
    top = max((line.top for lines in pages for line in lines), default=0.0)
    bottom = min((line.bottom for lines in pages for line in lines), default=0.0)
    margin = _MARGIN * (top - bottom)
    edges: list[Line] = []
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.top)
        edges.extend(line for line in ordered[:_EDGE_LINES] if line.bottom > top - margin)
        edges.extend(line for line in ordered[-_EDGE_LINES:] if line.top < bottom + margin)
    return [line for line in edges if not is_heading(line.text)]


def _numbered(text: str) -> list[tuple[str, int]]:
    """Each number of a line, with the line around it: ``"Page 3 of 9"`` gives ``("page # of 9", 3)`` and another."""
    if _ROMAN.match(text):
        return [(_ROMAN_MARK, _roman(text.lower()))]
    return [
        (f"{text[: match.start()]}#{text[match.end() :]}".casefold(), int(match.group()))
        for match in _NUMBERS.finditer(text)
        if len(match.group()) <= 4
    ]


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
