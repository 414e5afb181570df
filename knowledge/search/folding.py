"""Questions as the patterns of this room see them."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded"]

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u0300-\u036f]")
_LETTERS = str.maketrans("أإآٱىё’", "اااايе'")
_OPENING = re.compile(r"^[\W_]+")


def folded(text: str) -> str:
    """Small letters, no accents on Latin letters, no Arabic vowel signs, simple alefs; begins with a word."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = _MARKS.sub("", decomposed.replace("\u0438\u0306", "\u0439")).translate(_LETTERS)
    return _OPENING.sub("", unicodedata.normalize("NFC", bare)).rstrip()
