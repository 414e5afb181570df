"""Plain text: paragraphs, the headings of legal texts, transcripts."""

from __future__ import annotations

import re
import unicodedata

from knowledge.document import SegmentKind
from knowledge.readers import run_in, transcript
from knowledge.readers.builder import Block, Builder, clean
from knowledge.readers.decoding import decode
from knowledge.readers.headings import HEADING_CHARACTERS, is_heading, rank
from knowledge.readers.textual import BULLET, marker

__all__ = ["blocks_of", "read"]

_TITLE_LEVEL, _HEADING_LEVEL = 1, 2
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})\s*$")
_RULE = re.compile(r"[\s*_=~\-–—·.#]{3,}$")
_ENDS = tuple('.!?:;。！？：；؟؛…)”"»')
_TITLE_ENDS = (*".;,。；，؛،:：", "。")

# A line that is wider than this was not broken by its typist.
_WIDEST_BROKEN_LINE = 120


def read(data: bytes, builder: Builder) -> None:
    """Add a plain text to the builder."""
    blocks = blocks_of(decode(data, builder.name))
    title = next((block for block in blocks if block.kind is SegmentKind.HEADING and block.level == _TITLE_LEVEL), None)
    if title:
        builder.title = title.text
    transcript.add(run_in.part(blocks), builder)


def blocks_of(text: str) -> list[Block]:
    """Headings, paragraphs and list items of a plain text, in reading order."""
    groups = [
        [line.rstrip() for line in group.split("\n") if line.strip()]
        for group in re.split(r"\n[ \t\u3000]*\n|\f", text.strip("\n"))
    ]
    blocks: list[Block] = []
    for group in groups:
        if group:
            blocks.extend(_group(group, first=not blocks))
    return _with_titles(blocks)


def _group(lines: list[str], *, first: bool) -> list[Block]:
    """The blocks of lines that stand together."""
    if len(lines) == 2 and _UNDERLINE.match(lines[1].strip()) and len(lines[0]) <= HEADING_CHARACTERS:
        level = _TITLE_LEVEL if first or lines[1].strip().startswith("=") else _HEADING_LEVEL
        return [Block(SegmentKind.HEADING, lines[0], level)]
    if len(lines) == 1 and first and _is_title(lines[0]):
        return [Block(SegmentKind.HEADING, lines[0], _TITLE_LEVEL)]
    if len(lines) == 1 and _is_shouted(lines[0]):
        return [Block(SegmentKind.HEADING, lines[0], _HEADING_LEVEL)]
    blocks: list[Block] = []
    width = max(_width(line) for line in lines)
    current: list[str] = []
    for line in lines:
        if _RULE.match(line.strip()):
            continue
        # "... subject to / Article 32." is a sentence that happens to break there.
        inside = bool(current) and not current[-1].rstrip().endswith(_ENDS)
        if not inside and is_heading(line, alone=len(lines) == 1):
            _flush(current, blocks)
            blocks.append(Block(SegmentKind.HEADING, line, _HEADING_LEVEL))
            current = []
            continue
        if current and _starts_anew(line, current[-1], width):
            _flush(current, blocks)
            current = []
        current.append(line)
    _flush(current, blocks)
    return blocks


def _flush(lines: list[str], blocks: list[Block]) -> None:
    if not lines:
        return
    text = "\n".join(lines).strip()
    bullet = BULLET.match(text)
    if bullet:
        blocks.append(Block(SegmentKind.LIST_ITEM, text[bullet.end() :]))
    elif marker(text):
        blocks.append(Block(SegmentKind.LIST_ITEM, text))
    else:
        blocks.append(Block(SegmentKind.PARAGRAPH, text))


def _starts_anew(line: str, before: str, width: int) -> bool:
    """Whether a line begins a paragraph although no blank line stands before it."""
    if width > _WIDEST_BROKEN_LINE:
        return True
    ended = before.rstrip().endswith(_ENDS)
    stripped = line.lstrip()
    if BULLET.match(stripped) or marker(stripped):
        return (
            ended
            or before.rstrip().endswith((",", "，", "،"))
            or len(line) - len(stripped) > 1
            or bool(BULLET.match(before.lstrip()) or marker(before.lstrip()))
        )
    label = transcript.label_at(stripped)
    if label is not None and (label.capitals or label.start is not None):
        return True
    return ended and _width(before) < 0.75 * width


def _is_title(line: str) -> bool:
    line = line.strip()
    return (
        3 <= len(line) <= HEADING_CHARACTERS
        and not line.endswith(_TITLE_ENDS)
        and any(character.isalpha() for character in line)
        and rank(line) is None
        and transcript.label_at(line) is None
        and not marker(line)
    )


def _is_shouted(line: str) -> bool:
    """A short line in capitals: a heading as typewriters made them."""
    line = line.strip()
    letters = [character for character in line if character.isalpha()]
    return (
        len(letters) >= 4
        and len(line) <= HEADING_CHARACTERS
        and line.upper() == line
        and line.lower() != line
        and not line.endswith(_TITLE_ENDS)
        and transcript.label_at(line) is None
        and not marker(line)
        and not re.match(r"END\b", line)
    )


def _with_titles(blocks: list[Block]) -> list[Block]:
    """Join "Article 33" with the title that stands on the next line, as United Nations prints have it."""
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind is SegmentKind.HEADING
            and before is blocks[number - 1]
            and rank(before.text) is not None
            and _is_bare(before.text)
            and block.kind is not SegmentKind.LIST_ITEM
            and (block.kind is SegmentKind.PARAGRAPH or _is_shouted(block.text))
            and rank(block.text) is None
            and "\n" not in block.text
            and len(block.text) <= 100
            and _is_title(block.text)
            and not clean(block.text)[:1].islower()
            and following is not None
            and following.kind is not SegmentKind.HEADING
        ):
            joined[-1] = Block(SegmentKind.HEADING, f"{before.text} {block.text.strip()}", before.level)
            continue
        joined.append(block)
    return joined


def _is_bare(heading: str) -> bool:
    """Whether a legal heading is its number alone."""
    return len(clean(heading).split()) <= 3 and len(heading) <= 30


def _width(line: str) -> int:
    """Columns that a line takes up; a Chinese character takes two."""
    return len(line) + sum(unicodedata.east_asian_width(character) in "WF" for character in line)
