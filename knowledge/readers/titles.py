"""Titles from a file's properties."""

from __future__ import annotations

import re

from knowledge.readers.builder import clean

__all__ = ["usable_title"]

_FROM_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint)\b|(?:powerpoint presentation|présentation powerpoint|presentación de powerpoint"
    r"|презентация powerpoint|powerpoint 演示文稿|word document|untitled|anonymous|title|document ?\d*|slide 1)$"
    r"|.*\.\w{2,5}$",
    re.IGNORECASE,
)


def usable_title(title: str | None) -> str:
    """The title that a person gave; empty where a program filled it in (``"Microsoft Word - draft.doc"``)."""
    title = clean(title or "")
    return "" if _FROM_PROGRAM.match(title) else title
