"""Lines of a PDF to paragraphs, headings and notes."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.document import SegmentKind
from knowledge.readers.builder import clean
from knowledge.readers.headings import HEADING_CHARACTERS, is_heading
from knowledge.readers.textual import BULLET, marker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.readers.pdf_lines import Line

__all__ = ["Paragraph", "paragraphs_of"]

#: Type this much larger than that of most of the text heads something; this much smaller, it is a note.
_LARGER, _SMALLER = 1.15, 0.88

#: A gap this much wider than the usual one parts two paragraphs.
_WIDER_GAP = 1.3

_LONGEST_HEADING_LINES = 3
_SIZE_LEVELS = 3
_ENDS = tuple(".!?;:。！？；：؟؛…”»\"')")
_SENTENCE_ENDS = tuple(".!?。！？؟…;；؛:：")
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡]|\[\d{1,3}\])[\s.)]?\s*\S")

# Their hyphen stays when a line ends after it: "non-" and "refoulement" are no split word.
_PREFIXES = frozenset(
    """
    anti auto co contra ex extra inter intra multi non post pre pro quasi self semi socio sub trans vice
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)-$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)
    kind: SegmentKind = SegmentKind.PARAGRAPH
    level: int = 0

    @property
    def text(self) -> str:
        """The words, before hyphens at line ends are dealt with."""
        return clean("\n".join(line.text for line in self.lines))

    @property
    def size(self) -> float:
        """Size of most of its type, in points."""
        return statistics.median(line.size for line in self.lines)

    def runs(self, words: Mapping[str, int]) -> list[tuple[int, str]]:
        """Page and text of each stretch, words that a line end splits put together again.

        Args:
            words: how often each word stands in the document inside a line, in lower case.
        """
        runs: list[tuple[int, str]] = []
        for number, line in enumerate(self.lines):
            following = self.lines[number + 1].text if number + 1 < len(self.lines) else ""
            text, seam = _seam(line, following, words)
            if runs and runs[-1][0] == line.page:
                runs[-1] = (line.page, runs[-1][1] + text + seam)
            else:
                runs.append((line.page, text + seam))
        return runs


def _seam(line: Line, following: str, words: Mapping[str, int]) -> tuple[str, str]:
    """A line's text and what joins it to the next."""
    before, after = _WORD_BEFORE.search(line.text), _WORD_AFTER.match(following)
    if before is None or after is None:
        return line.text, "" if line.text.endswith("-") and following[:1].isdigit() else "\n"
    left, right = before.group(1), after.group()
    joined, compound = words.get((left + right).lower(), 0), words.get(f"{left}-{right}".lower(), 0)
    is_compound = compound > joined or (compound == joined and (left.lower() in _PREFIXES or right[0].isupper()))
    return (line.text if is_compound else line.text[:-1]), ""


def paragraphs_of(pages: Sequence[Sequence[Line]], outline: Mapping[str, int]) -> list[Paragraph]:
    """Paragraphs in reading order; one that a page end splits is put together again.

    Args:
        pages: lines of each page, without running heads and feet.
        outline: level, from 1, of each entry of the file's outline, by its text in lower case.
    """
    body = _body_size(pages)
    step = _usual_step(pages, body)
    result: list[Paragraph] = []
    for lines in pages:
        grouped = _group(_in_order(lines), step, body, outline)
        for paragraph in grouped:
            paragraph.kind = _kind(paragraph, body, outline, lines)
        _join_to_last_page(result, grouped)
        result.extend(grouped)
    _set_levels(result, body, outline)
    return result


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_step(pages: Sequence[Sequence[Line]], body: float) -> float:
    """From one line down to the next, in points: the commonest, and of two as common the smaller."""
    steps = Counter(
        round(before.top - line.top)
        for lines in pages
        for before, line in pairwise(lines)
        if 0 < before.top - line.top < 4 * body
    )
    return min(steps, key=lambda step: (-steps[step], step)) if steps else body


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Lines that were printed last, but above all others, come first: some programs print the head of a page last."""
    ordered = list(lines)
    for _ in range(len(ordered) - 1):
        if ordered[-1].bottom < max(line.top for line in ordered[:-1]):
            break
        ordered.insert(0, ordered.pop())
    return ordered


def _group(lines: Sequence[Line], step: float, body: float, outline: Mapping[str, int]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    for line in lines:
        so_far = paragraphs[-1].lines if paragraphs else []
        named = line.text.casefold() in outline or (bool(so_far) and so_far[-1].text.casefold() in outline)
        wider = step * max(line.size / body, 1.0) if body else step
        if not so_far or named or _parts(so_far, line, wider, left, right):
            paragraphs.append(Paragraph())
        paragraphs[-1].lines.append(line)
    return paragraphs


def _parts(so_far: Sequence[Line], line: Line, step: float, left: float, right: float) -> bool:
    """Whether a new paragraph begins at a line.

    Args:
        so_far: the lines of the paragraph before it, at least one.
        line: the line.
        step: the usual way down from a line of its size to the next, in points.
        left: where the longest lines of the page begin.
        right: where they end.
    """
    before, starts = so_far[-1], len(so_far) == 1
    if before.split:
        return False
    short = _is_short(before, left, right)
    if abs(before.size - line.size) > 0.1 * before.size or (
        before.bold != line.bold and (short or starts or all(other.bold for other in so_far))
    ):
        return True
    down = before.top - line.top
    ended = before.text.endswith(_ENDS)
    if down <= 0:
        # The next column, or a line that was printed later: only the words can tell.
        return ended
    if down > _WIDER_GAP * step:
        return True
    if before.bold and starts and not is_heading(line.text):
        # The title of a bold heading may take more than one line.
        return ended
    if is_heading(before.text) and starts:
        return True
    indent = before.right - line.right if line.right_to_left else line.left - before.left
    if BULLET.match(line.text) or marker(line.text) or is_heading(line.text):
        # "... under paragraph / (b) of Article / 33" is one sentence that happens to break there.
        return ended or short or before.text.endswith((",", "،", "，")) or abs(indent) > 0.5 * line.size
    return ended and (short or indent > 0.8 * line.size)


def _is_short(line: Line, left: float, right: float) -> bool:
    """Whether a line ends well before the edge that its script runs to."""
    room = line.left - left if line.right_to_left else right - line.right
    return room > 0.15 * (right - left)


def _kind(paragraph: Paragraph, body: float, outline: Mapping[str, int], lines: Sequence[Line]) -> SegmentKind:
    text = paragraph.text
    short = len(paragraph.lines) <= _LONGEST_HEADING_LINES and len(text) <= HEADING_CHARACTERS
    has_words = sum(map(str.isalpha, text)) >= 2
    if short and has_words:
        if text.casefold() in outline or (len(paragraph.lines) <= 2 and is_heading(text)):
            return SegmentKind.HEADING
        large = paragraph.size >= _LARGER * body
        bold = all(line.bold for line in paragraph.lines) and not all(line.bold for line in lines)
        if (large or bold) and not text.endswith((*_SENTENCE_ENDS, ",")) and not BULLET.match(text):
            return SegmentKind.HEADING
    if paragraph.size <= _SMALLER * body and _NOTE_START.match(text):
        return SegmentKind.NOTE
    return SegmentKind.LIST_ITEM if BULLET.match(text) or marker(text) else SegmentKind.PARAGRAPH


def _join_to_last_page(result: Sequence[Paragraph], grouped: list[Paragraph]) -> None:
    """Put the first paragraph of a page behind the last one of the page before, where the sentence goes on."""
    last = next((part for part in reversed(result) if part.kind is not SegmentKind.NOTE), None)
    if last is None or not grouped:
        return
    first = grouped[0]
    if (
        last.kind is SegmentKind.HEADING
        or first.kind is not SegmentKind.PARAGRAPH
        or last.lines[-1].page + 1 != first.lines[0].page
    ):
        return
    if abs(last.size - first.size) > 0.1 * last.size:
        return
    text, start = last.text, first.text[:1]
    goes_on = start.islower() or not (start.isupper() or start.isdigit())
    if last.lines[-1].split or (not text.endswith(_SENTENCE_ENDS) and (goes_on or text.endswith((",", "،", "，")))):
        last.lines.extend(first.lines)
        grouped.pop(0)


def _set_levels(paragraphs: Sequence[Paragraph], body: float, outline: Mapping[str, int]) -> None:
    """Levels of headings: as the outline has them, else the larger the type the higher; then bold, then law."""
    headings = [part for part in paragraphs if part.kind is SegmentKind.HEADING]
    sizes = sorted({round(part.size) for part in headings if part.size >= _LARGER * body}, reverse=True)
    depths = {size: min(depth, _SIZE_LEVELS) for depth, size in enumerate(sizes, 1)}
    deepest = max(depths.values(), default=0)
    for part in headings:
        named = outline.get(part.text.casefold())
        if named is not None:
            part.level = named
        elif part.size >= _LARGER * body:
            part.level = depths[round(part.size)]
        else:
            part.level = deepest + (1 if all(line.bold for line in part.lines) else 2)
