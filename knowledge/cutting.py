"""A document cut into passages: along headings and speakers, at paragraphs where it can, at sentences where it must."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from knowledge.numbering import Numbering
from knowledge.passage import Passage, Sentence
from knowledge.sections import sections
from knowledge.sentences import count_words, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.document import Document, Place, Segment
    from knowledge.sections import Section

__all__ = ["CUTTING_VERSION", "cut"]

#: Goes up when the same document gives other passages: an index made before is then renewed.
CUTTING_VERSION = 1

# What it costs to cut in front of a piece. The unit: a passage at either end of the size range costs as much as
# `_EDGE_OF_RANGE` more than one of middle size.
_EDGE_OF_RANGE = 20.0
_BEFORE_NUMBER = 0.0  # "2." of an article
_BEFORE_PARAGRAPH = 5.0  # running text
_BEFORE_ITEM = 10.0  # "(b)"; and as much again for each level below
_BEFORE_SENTENCE = 15.0  # inside a paragraph that is too long for one passage
_BEHIND_LEAD_IN = 80.0  # "The following shall be exempt:"

#: What means nothing without the next: it ends with a colon, or is a number alone ("B.").
_LEAD_IN = re.compile(r"[:：—–]\W*$|^\W*\w{1,3}[.)]?$")


@dataclass(frozen=True, slots=True)
class _Span:
    """A sentence in the document's text, and the number of the paragraph it belongs to."""

    start: int
    end: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never divided: a paragraph, or a sentence of one that is too long for a passage.

    Attributes:
        cost: of cutting in front of it.
    """

    spans: tuple[_Span, ...]
    words: int
    cost: float


def cut(document: Document, *, key: str, collection: str, words: tuple[int, int] = (60, 150)) -> list[Passage]:
    """The passages of a document, in order; time and memory linear in its length.

    Paragraphs, list items and turns are joined until the size is right, and divided (at ends of sentences) only where
    one alone is too long. No passage crosses a heading or a change of speaker. Sizes among the possible cuts are
    chosen by dynamic programming, so that the parts are even and an article breaks before its numbered paragraphs.

    Args:
        document: as its reader gives it.
        key: of the document in the index, unique there; part of the passages' identity.
        collection: the folder it came from.
        words: smallest and largest size of a passage, in words (in Chinese, characters divided by 1.7). Smaller is
            one under a heading, or of a speaker, that has no more to say; larger is a single sentence that is.

    Returns:
        The passages. Together they hold every character of the document but headings and white space.

    Raises:
        ValueError: the sizes are not 1 <= smallest <= largest.
    """
    smallest, largest = words
    if not 1 <= smallest <= largest:
        raise ValueError(f"Passages of {smallest} to {largest} words cannot be; give 1 <= smallest <= largest.")
    passages: list[Passage] = []
    twins: dict[str, int] = {}
    for section in sections(document):
        for pieces in _by_speaker(document, section, largest):
            passages.extend(
                _passage(document, key, collection, section.path, spans, twins)
                for spans in _joined(pieces, smallest, largest)
            )
    return passages


def _by_speaker(document: Document, section: Section, largest: int) -> Iterator[list[_Piece]]:
    """The pieces of a section, one list for each stretch without a change of speaker."""
    numbering = Numbering(points=bool(section.number), number=section.number) if section.provision else None
    stretches = (
        (start, end, place)
        for segment in section.segments
        for start, end, place in _stretches(document, segment)
        if document.text[start:end].strip()
    )
    for _, turn in groupby(stretches, key=lambda stretch: stretch[2].speaker):
        pieces: list[_Piece] = []
        for start, end, _ in turn:
            pieces.extend(_pieces(document, start, end, numbering, largest, pieces[-1:]))
        if pieces:
            yield pieces


def _stretches(document: Document, segment: Segment) -> Iterator[tuple[int, int, Place]]:
    """The segment, divided where the speaker changes within it."""
    start, place = segment.start, document.place_at(segment.start)
    at = bisect_right(document.marks, segment.start, key=lambda mark: mark.offset)
    while at < len(document.marks) and document.marks[at].offset < segment.end:
        mark = document.marks[at]
        if mark.place.speaker != place.speaker:
            yield start, mark.offset, place
            start, place = mark.offset, mark.place
        at += 1
    yield start, segment.end, place


def _pieces(
    document: Document, start: int, end: int, numbering: Numbering | None, largest: int, before: Sequence[_Piece]
) -> Iterator[_Piece]:
    """A paragraph as one piece, or its sentences where it is too long; ``before`` is the piece in front, if any."""
    text = document.text[start:end]
    last = before[-1].spans[-1] if before else None
    paragraph = last.paragraph if last else ""
    spans: list[_Span] = []
    costs: list[float] = []
    for one, other in split(text, document.language):
        earlier = paragraph
        paragraph = numbering.read(text[one:other], begins=not spans) if numbering else ""
        if numbering and paragraph and paragraph != earlier:
            costs.append(_BEFORE_ITEM * (numbering.depth - 1) if numbering.depth > 1 else _BEFORE_NUMBER)
        else:
            costs.append(_BEFORE_SENTENCE if spans else _BEFORE_PARAGRAPH)
        spans.append(_Span(start + one, start + other, paragraph))
    if last and _LEAD_IN.search(document.text[max(last.start, last.end - 12) : last.end]):
        costs[0] += _BEHIND_LEAD_IN
    sizes = [count_words(document.text[span.start : span.end]) for span in spans]
    if sum(sizes) <= largest:
        yield _Piece(tuple(spans), sum(sizes), costs[0])
        return
    yield from (_Piece((span,), size, cost) for span, size, cost in zip(spans, sizes, costs, strict=True))


def _joined(pieces: Sequence[_Piece], smallest: int, largest: int) -> Iterator[tuple[_Span, ...]]:
    """The cheapest way to join neighbours (shortest path over the cuts; each passage looks back ``largest`` words).

    A passage under the smallest size costs more than any within the range, so it never stays beside a neighbour that
    it could be joined with.
    """
    middle = (smallest + largest) / 2
    reach = max(largest - middle, 0.5)
    best = [0.0]
    begin = [0]
    for last in range(1, len(pieces) + 1):
        cheapest, chosen, size = float("inf"), last - 1, 0
        for first in range(last - 1, -1, -1):
            size += pieces[first].words
            if size > largest and first < last - 1:
                break
            cost = best[first] + _EDGE_OF_RANGE * ((size - middle) / reach) ** 2 + (pieces[first].cost if first else 0)
            if cost < cheapest:
                cheapest, chosen = cost, first
        best.append(cheapest)
        begin.append(chosen)
    edges = [len(pieces)]
    while edges[-1]:
        edges.append(begin[edges[-1]])
    edges.reverse()
    for first, last in pairwise(edges):
        yield tuple(span for piece in pieces[first:last] for span in piece.spans)


def _passage(
    document: Document,
    key: str,
    collection: str,
    path: tuple[str, ...],
    spans: Sequence[_Span],
    twins: dict[str, int],
) -> Passage:
    start, end = spans[0].start, spans[-1].end
    text = document.text[start:end]
    content = json.dumps([key, path, text])
    twin = twins.get(content, 0)
    twins[content] = twin + 1
    return Passage(
        id=blake2b(f"{twin} {content}".encode(), digest_size=16).hexdigest(),
        document=key,
        name=document.name,
        title=document.title,
        collection=collection,
        language=document.language,
        section=path,
        start=start,
        end=end,
        text=text,
        sentences=tuple(
            Sentence(span.start - start, span.end - start, _place(document, span), span.paragraph) for span in spans
        ),
    )


def _place(document: Document, span: _Span) -> Place:
    place = document.place_at(span.start)
    end = document.place_at(span.end - 1).end
    return replace(place, end=end) if end != place.end else place
