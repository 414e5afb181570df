"""Articles whose text follows on the line of their number: "Artículo 1. Los Estados...", "第一条 本公约..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.document import SegmentKind
from knowledge.readers.builder import Block
from knowledge.readers.headings import body_after_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["part"]

#: So many articles have to stand like this, each with another number: a commentary may well begin a paragraph so once.
_LEAST = 3

_SIGNS = " \t\u3000-–—"


def part(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, such articles parted into a heading, one level below the last, and a paragraph."""
    bodies = [body_after_heading(block.text) if block.kind is SegmentKind.PARAGRAPH else 0 for block in blocks]
    heads = {block.text[:body].strip(_SIGNS) for block, body in zip(blocks, bodies, strict=True) if body}
    if len(heads) < _LEAST:
        return list(blocks)
    parted: list[Block] = []
    level = 0
    for block, body in zip(blocks, bodies, strict=True):
        if block.kind is SegmentKind.HEADING:
            level = block.level
        if body:
            parted.append(Block(SegmentKind.HEADING, block.text[:body].strip(_SIGNS), level + 1))
        parted.append(Block(block.kind, block.text[body:], block.level))
    return parted
