"""What people say around their sessions: that they are there, when to remind them, that it is for somebody else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

__all__ = ["ASIDES", "accepts_place", "aside_of", "is_for_another", "wants_off"]

#: What can be said, in the order in which it is looked for.
ASIDES = ("unfollow", "quiet", "remind", "here", "calendar", "follow")

_TABLE = Path(__file__).with_name("asides.yml")


def aside_of(text: str, language: str) -> str | None:
    """Which of ``ASIDES`` a message says; ``None`` when none.

    Args:
        text: the message.
        language: of it, one of six (ISO 639-1).
    """
    patterns, folded = _patterns()[language], text.casefold()
    return next((name for name in ASIDES if patterns[name].search(folded)), None)


def accepts_place(text: str, language: str) -> bool:
    """Whether a message takes a place that was offered; arguments as of ``aside_of``."""
    return _patterns()[language]["accept"].search(text.casefold()) is not None


def is_for_another(text: str, language: str) -> bool:
    """Whether a message asks for a place of somebody else; arguments as of ``aside_of``."""
    return _patterns()[language]["another"].search(text.casefold()) is not None


def wants_off(text: str, language: str) -> bool:
    """Whether somebody wants to be taken off a list; arguments as of ``aside_of``."""
    return _patterns()[language]["removed"].search(text.casefold()) is not None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    import yaml

    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {
        language: {name: re.compile("|".join(words)) for name, words in names.items()}
        for language, names in table.items()
    }
