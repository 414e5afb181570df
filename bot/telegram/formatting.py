"""A reply as Telegram shows it: quotations as block quotes, places in bold, long ones as several messages."""

from __future__ import annotations

import re
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from telegram import LinkPreviewOptions

from bot.telegram.direction import loose_isolates, rightwards
from bot.telegram.splitting import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replies import Reply

__all__ = ["EXPANDABLE", "LINK_PREVIEW", "PARSE_MODE", "messages"]

#: What every message of ``messages`` is sent with.
PARSE_MODE = "HTML"
#: Also passed with every message: a preview of a page would push the answer off a small screen.
LINK_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: Longer quotations are shown folded, in characters; a touch opens them.
EXPANDABLE = 600

#: Words that stand in a reply more often than this mark no place in it.
_OCCURRENCES = 50
_RIGHT_TO_LEFT = frozenset({"ar"})
#: What stands around a quotation without being part of it: quotation marks, isolates, spaces.
_AROUND = " \t\u00a0\u202f\u200e\u200f\u2066\u2067\u2068\u2069«»‹›“”„‘’\"'「」『』"
#: Telegram takes these out instead of breaking the line.
_SEPARATORS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


class _Mark(NamedTuple):
    """A stretch of the text with an element around it. Marks never overlap."""

    start: int
    end: int
    element: str
    attribute: str = ""


def messages(reply: Reply) -> list[str]:
    """The reply's text as HTML messages, in order; none for a text of which nothing can be seen.

    Each has at most 4,096 UTF-16 code units without its tags. Nothing of the text is lost but white space between
    messages, and an element that goes on in the next message is closed and opened anew.
    """
    text = _sendable(reply.text)
    if reply.language in _RIGHT_TO_LEFT:
        text = rightwards(text)
    marks = _marks(text, reply)
    hidden = frozenset() if reply.citations else _quotation_marks(text, reply, marks)
    return [_html(text, start, end, marks, hidden) for start, end in cut(text)]


def _sendable(text: str) -> str:
    """``text`` with replacement characters for halves of surrogate pairs, which no JSON of ours may carry."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_SEPARATORS)


def _marks(text: str, reply: Reply) -> list[_Mark]:
    marks: list[_Mark] = []
    best = _sendable(reply.quote or "").strip()
    quotes = dict.fromkeys((best, *(_sendable(citation.quote).strip() for citation in reply.citations)))
    for quote in filter(None, quotes):
        block = next((span for span in map(_lines, _found(text, quote)) if span and _is_free(span, marks)), None)
        if block:
            folded = block[1] - block[0] > EXPANDABLE
            marks.append(_Mark(*block, "blockquote", " expandable" if folded else ""))
        elif quote == best:
            # Within a longer passage, as where a source is shown, the quotation is what the eye looks for.
            inside = next((found.span() for found in _found(text, quote) if _is_free(found.span(), marks)), None)
            marks += [_Mark(*inside, "b")] if inside else []
    for label in filter(None, (_sendable(citation.label).strip() for citation in reply.citations)):
        # Two citations may have the same label; it is found again behind the first.
        span = next((found.span() for found in _found(text, label) if _is_free(found.span(), marks)), None)
        marks += [_Mark(*span, "b")] if span else []
    return sorted(marks)


def _quotation_marks(text: str, reply: Reply, marks: list[_Mark]) -> frozenset[int]:
    """What stands around a person's own words in their block: without it, the block is exactly what they wrote."""
    quote = _sendable(reply.quote or "").strip()
    block = next((mark for mark in marks if mark.element == "blockquote"), None)
    if block is None or not quote:
        return frozenset()
    start = text.index(quote, block.start)
    return frozenset((*range(block.start, start), *range(start + len(quote), block.end)))


def _found(text: str, words: str) -> Iterator[re.Match[str]]:
    return islice(re.compile(re.escape(words)).finditer(text), _OCCURRENCES)


def _lines(found: re.Match[str]) -> tuple[int, int] | None:
    """The whole lines that a quotation fills, its quotation marks included; ``None`` when other words are on them."""
    text = found.string
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    end = len(text) if end < 0 else end
    around = text[start : found.start()] + text[found.end() : end]
    return None if around.strip(_AROUND) else (start, end)


def _is_free(span: tuple[int, int], marks: list[_Mark]) -> bool:
    return all(span[1] <= mark.start or mark.end <= span[0] for mark in marks)


def _html(text: str, start: int, end: int, marks: list[_Mark], hidden: frozenset[int]) -> str:
    loose = {start + at for at in loose_isolates(text[start:end])} | hidden

    def shown(first: int, last: int) -> str:
        return escape("".join(text[at] for at in range(first, last) if at not in loose), quote=False)

    parts, done = [], start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        parts.append(shown(done, first))
        if inside := shown(first, last):
            parts.append(f"<{mark.element}{mark.attribute}>{inside}</{mark.element}>")
        done = last
    return "".join((*parts, shown(done, end)))
