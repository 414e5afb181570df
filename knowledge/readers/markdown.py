"""Markdown: headings, paragraphs, lists with their literal numbers, tables, transcripts."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from knowledge.document import SegmentKind
from knowledge.readers import run_in, transcript
from knowledge.readers.builder import CELLS, Block, Builder, clean
from knowledge.readers.decoding import decode
from knowledge.readers.headings import is_heading
from knowledge.readers.textual import language_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

__all__ = ["read"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_BLOCK_KINDS = {"heading_open": SegmentKind.HEADING, "paragraph_open": SegmentKind.PARAGRAPH}


def read(data: bytes, builder: Builder) -> None:
    """Add a Markdown text to the builder; front matter gives its title and language and is no text."""
    text = decode(data, builder.name)
    match = _FRONT_MATTER.match(text)
    if match and _front_matter(match.group(1), builder):
        text = text[match.end() :]
    blocks = list(_blocks(text))
    if not builder.title:
        builder.title = _title(blocks)
    transcript.add(run_in.part(blocks), builder)


def _front_matter(text: str, builder: Builder) -> bool:
    """Take over title and language; whether this was front matter at all and not text between two rules."""
    import yaml

    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    if not isinstance(values, dict):
        return False
    title = values.get("title")
    builder.title = title if isinstance(title, str) else ""
    builder.language = language_code(values.get("language", values.get("lang")))
    return True


def _title(blocks: Sequence[Block]) -> str:
    headings = [block for block in blocks if block.kind is SegmentKind.HEADING]
    for block in headings:
        if block.level == 1:
            return block.text
    return headings[0].text if headings and headings[0] is blocks[0] else ""


def _blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    # Indented text is prose here, not the listing of a program.
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("code")
    depth = level = 0
    row: list[str] | None = None
    pending = ""
    kind = SegmentKind.PARAGRAPH
    for token in parser.parse(text):
        if token.type == "list_item_open":
            # The number that the author wrote: law cites it, so it is part of the text.
            pending += f"{token.info}{token.markup} " if token.info else ""
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
            if pending.strip():
                yield Block(SegmentKind.LIST_ITEM, pending)
            pending = ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield Block(SegmentKind.TABLE_ROW, CELLS.join(row or ()))
            row = None
        elif token.type in _BLOCK_KINDS:
            kind = _BLOCK_KINDS[token.type]
            level = int(token.tag[1]) if kind is SegmentKind.HEADING else level
        elif token.type == "inline":
            words = _inline(token)
            if row is not None:
                row.append(clean(words))
                continue
            if kind is SegmentKind.HEADING:
                yield Block(kind, pending + words, level)
            else:
                yield _paragraph(pending + words, level, in_list=depth > 0)
            pending, kind = "", SegmentKind.PARAGRAPH
        elif token.type in ("fence", "html_block"):
            words = token.content if token.type == "fence" else _without_tags(token.content)
            if clean(words):
                yield Block(SegmentKind.PARAGRAPH, pending + words)
                pending = ""


def _paragraph(text: str, level: int, *, in_list: bool) -> Block:
    if in_list:
        return Block(SegmentKind.LIST_ITEM, text)
    if "\n" not in text and is_heading(text):
        return Block(SegmentKind.HEADING, text, level + 1)
    return Block(SegmentKind.PARAGRAPH, text)


def _inline(token: Token) -> str:
    """The words of inline markup; line breaks and runs of spaces are kept for who looks for speakers."""
    pieces: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type == "html_inline":
            pieces.append("\n" if _BREAK.match(child.content) else "")
        else:
            pieces.append(child.content)
    return "".join(pieces)


def _without_tags(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
