"""The questions that the bench asks, in six languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

__all__ = ["Question", "questions"]

_FILE = Path(__file__).with_name("questions.yml")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        topic: what it is about; the same in all six languages.
        language: ISO 639-1 code.
    """

    topic: str
    language: str
    text: str


def questions(count: int | None = None) -> list[Question]:
    """The questions, one topic after the other and in each the six languages in turn.

    Args:
        count: the first so many; all when ``None``.
    """
    topics = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = [
        Question(entry["topic"], language, text)
        for entry in topics
        for language, text in entry.items()
        if language != "topic"
    ]
    return found if count is None else found[:count]
