"""What staff want done with a session: plan one, change it, cancel it, announce it, find a time for it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

__all__ = ["STAFF_WISHES", "staff_wish", "without_verbs"]

#: What can be wanted.
STAFF_WISHES = ("plan", "poll", "announce", "cancel", "change")

_TABLE = Path(__file__).with_name("staff_wishes.yml")


def staff_wish(text: str, language: str) -> str:
    """Which of ``STAFF_WISHES`` a message says first; ``"plan"`` where it says none.

    Args:
        text: the message.
        language: of it, one of six (ISO 639-1).

    Raises:
        KeyError: another language.
    """
    folded = text.casefold()
    said = {name: match.start() for name, pattern in _patterns()[language].items() if (match := pattern.search(folded))}
    return min(said, key=said.__getitem__) if said else "plan"


def without_verbs(text: str, language: str) -> str:
    """The message without the words that say what is wanted, so that the rest names the session; as ``staff_wish``."""
    patterns = _patterns()[language]
    for name in ("announce", "cancel", "change"):
        tail = r"" if language == "zh" else r"\w*"
        text = re.sub(f"(?:{patterns[name].pattern}){tail}", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    import yaml

    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {
        language: {name: re.compile("|".join(words)) for name, words in names.items()}
        for language, names in table.items()
    }
