"""Where a long text is cut into messages: between paragraphs, else sentences, else words, never inside a character."""

from __future__ import annotations

import unicodedata

import regex

__all__ = ["LIMIT", "cut", "units", "visible"]

#: Longest message, in UTF-16 code units after its entities are parsed.
LIMIT = 4096

#: So far behind the limit a character is looked at, to see whether it goes on there; in code points.
_AHEAD = 64

_GRAPHEME = regex.compile(r"\X")
#: White space where a line may end; no-break spaces keep French marks and numbers with their words.
_SPACE = r"[^\S\u00A0\u2007\u202F]"
_CLOSING = r"[\"'”’»›)\]」』）】\u2069]"
#: No sentence ends behind "Art. I" or "U.S. Border".
_ABBREVIATION = r"(?<!\b(?:\p{L}|(?i:arts?|ch|cf|dr|mrs?|ms|nos?|núm|paras?|sec|sra?|st|vol|гл|см|ст))\.)"
#: From the best kind of place to the worst; what each finds is the white space that falls away, which may be none.
_BREAKS = tuple(
    regex.compile(pattern)
    for pattern in (
        r"[^\S\n]*+\n[^\S\n]*+\n\s*+",
        rf"(?<=[.!?…؟۔]{_CLOSING}*){_ABBREVIATION}{_SPACE}++(?![\p{{Ll}}\p{{Nd}}])"
        rf"|(?<=[。！？｡]{_CLOSING}*)(?![。！？｡]|{_CLOSING}){_SPACE}*+",
        r"[^\S\n]*+\n\s*+",
        r"(?<=[，、；：])",
        rf"{_SPACE}++",
    )
)


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(text: str) -> bool:
    """Whether anything of ``text`` can be seen; Telegram takes no message of which nothing can."""
    return any(unicodedata.category(character) not in {"Cc", "Cf", "Zl", "Zp", "Zs"} for character in text)


def cut(text: str, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Ranges of ``text`` that are messages: in order, none overlapping, only white space and the unseen between them.

    A place of a better kind is taken where the message becomes at least half full by it.

    Args:
        text: of any length.
        limit: most UTF-16 code units of a range, at least 2.
    """
    ranges = []
    start = 0
    while start < len(text):
        end = after = _full(text, start, limit)
        if end < len(text):
            end, after = _break(text, start, end)
        piece = text[start:end]
        if visible(piece):
            ranges.append((end - len(piece.lstrip()), start + len(piece.rstrip())))
        start = after
    return ranges


def _full(text: str, start: int, limit: int) -> int:
    """The furthest end of a range from ``start`` that is within ``limit``."""
    end = min(len(text), start + limit)
    while (over := units(text[start:end]) - limit) > 0:
        end -= (over + 1) // 2  # none of them has more than two units
    return end


def _break(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the range ends that may reach to ``end``, and where the next one begins."""
    half = start + (end - start) // 2
    whole = {start + found.end() for found in _GRAPHEME.finditer(text[start : end + _AHEAD])}
    for pattern in _BREAKS:
        spans: list[tuple[int, int]] = [found.span() for found in pattern.finditer(text, start, end + _AHEAD)]
        fitting = [span for span in spans if half < span[0] <= end and whole.issuperset(span)]
        if fitting:
            return fitting[-1]
    last = max((at for at in whole if at <= end), default=end)
    return last, last
