"""Frequent questions with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.entries.loading import Checker, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Faq", "load_faq", "parse_faq"]


@dataclass(frozen=True, slots=True)
class Faq:
    """One question.

    Attributes:
        id: unique in its file.
        topic: one word for what it is about.
        question: by language, in all six.
        answer: by language, in all six; plain text that stands by itself.
    """

    id: str
    topic: str
    question: Mapping[str, str]
    answer: Mapping[str, str]


def load_faq(path: Path) -> tuple[Faq, ...]:
    """The questions in a file.

    Raises:
        KnowledgeError: something is wrong with it; a line for each fault names file, id and fault.
    """
    return parse_faq(read(path), path.name)


def parse_faq(data: object, name: str) -> tuple[Faq, ...]:
    """The questions in what was read from the file ``name``.

    Raises:
        KnowledgeError: as `load_faq`.
    """
    check = Checker(name, ("id", "topic", "question", "answer"))
    found = tuple(
        Faq(entry["id"], check.text(entry, "topic"), check.texts(entry, "question"), check.texts(entry, "answer"))
        for entry in check.entries(data)
    )
    check.finish()
    return found
