"""Question sets: JSON lines that say which section answers a question, or that none does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["FOLLOW_UP", "SPLITS", "UNANSWERABLE", "Question", "QuestionSet", "read", "read_all"]

#: Why a question has no answer in the documents.
UNANSWERABLE = ("far", "near", "false_premise", "injection", "personal")
FOLLOW_UP = "follow_up"
#: Of a question that has no other kind, as those for training.
_PLAIN = "plain"
SPLITS = ("tuning", "test")

_TEXTS = ("id", "language", "question")
_OPTIONAL = ("split", "kind", "document", "section", "whole", "of")
_KEYS = frozenset({*_TEXTS, *_OPTIONAL, "also", "history", "start", "length"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and where its answer stands.

    Attributes:
        kind: of the question; one of `UNANSWERABLE` for one without an answer.
        places: documents (file names) and sections (headings) that answer it, the best first; none for a question
            without an answer. An empty heading is the text under no heading.
        split: ``"tuning"`` or ``"test"``.
        history: earlier questions, oldest first.
        whole: the same question asked in full, of a follow-up.
        of: ``id`` of the question that this one is a spoilt variant of.
        stretch: first character and one past the last of the answer in the text under no heading, white space
            collapsed; ``None`` where all of that text will do.
        set: name of the file it is from, without the ending.
    """

    id: str
    language: str
    kind: str
    question: str
    places: tuple[tuple[str, str], ...] = ()
    split: str = "tuning"
    history: tuple[str, ...] = ()
    whole: str = ""
    of: str = ""
    stretch: tuple[int, int] | None = None
    set: str = ""

    @property
    def answerable(self) -> bool:
        """Whether a document answers it."""
        return bool(self.places)

    @property
    def group(self) -> str:
        """What it measures: ``"asked"`` (whole, answerable), ``"unanswerable"``, ``"follow_up"`` or ``"variant"``."""
        if not self.answerable:
            return "unanswerable"
        if self.history:
            return FOLLOW_UP
        return "variant" if self.of else "asked"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file.

    Attributes:
        sha256: hex digest of the file's bytes.
    """

    path: Path
    questions: tuple[Question, ...]
    sha256: str

    @property
    def documents(self) -> frozenset[str]:
        """File names of the documents that answer its questions best."""
        return frozenset(question.places[0][0] for question in self.questions if question.answerable)


def read_all(paths: Iterable[Path]) -> list[QuestionSet]:
    """Several sets, whose questions have different ids.

    Raises:
        KnowledgeError: as ``read``, or an id stands in two files.
        OSError: a file cannot be read.
    """
    sets = [read(path) for path in paths]
    owners: dict[str, Path] = {}
    for each in sets:
        for question in each.questions:
            if owners.setdefault(question.id, each.path) != each.path:
                raise KnowledgeError(
                    f"{each.path} and {owners[question.id]} both have a question {question.id!r}: give one another id."
                )
    return sets


def read(path: Path) -> QuestionSet:
    """The questions of one file.

    A line has ``id``, ``language`` and ``question``; where there is an answer ``document``, ``section`` and perhaps
    ``also`` (more of these pairs), where there is none a ``kind`` of `UNANSWERABLE`; a follow-up has ``history`` and
    ``whole``; a variant has ``of``. A question without ``split`` is for tuning.

    Raises:
        KnowledgeError: a line is not such an object; the text names file, line and what is wrong with it.
        OSError: the file cannot be read.
    """
    content = path.read_bytes()
    questions: list[Question] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            question = replace(_question(line), set=path.stem)
            if question.id in lines:
                raise ValueError(f"the id {question.id!r} stands in line {lines[question.id]} already")
        except ValueError as error:
            raise KnowledgeError(f"{path}, line {number}: {error}.") from None
        lines[question.id] = number
        questions.append(question)
    if not questions:
        raise KnowledgeError(f"{path} has no questions.")
    return QuestionSet(path, tuple(questions), hashlib.sha256(content).hexdigest())


def _question(line: bytes) -> Question:
    row = _object(line)
    for key in _TEXTS:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise ValueError(f'"{key}" is missing or is no text')
    for key in _OPTIONAL:
        if not isinstance(row.get(key, ""), str):
            raise ValueError(f'"{key}" is no text')
    _one_of("language", row["language"], LANGUAGES)
    split = row.get("split", SPLITS[0])
    _one_of("split", split, SPLITS)
    kind = row.get("kind", _PLAIN)
    places = _places(row, kind)
    history = _texts(row, "history")
    if (kind == FOLLOW_UP) != bool(history) or bool(history) != bool(row.get("whole")):
        raise ValueError(f'a follow-up has "kind": "{FOLLOW_UP}", a "history" and the "whole" question; no other has')
    return Question(
        row["id"],
        row["language"],
        kind,
        row["question"],
        places,
        split,
        history,
        row.get("whole", ""),
        row.get("of", ""),
        _stretch(row),
    )


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")
    if "passage" in row:
        raise ValueError('its answer is a "passage" of its own, which no index holds; give document and section')
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}")
    return row


def _places(row: dict[str, Any], kind: str) -> tuple[tuple[str, str], ...]:
    if kind in UNANSWERABLE:
        there = [key for key in ("document", "section", "also") if key in row]
        if there:
            raise ValueError(f'a question of kind "{kind}" has no answer, but this one has {" and ".join(there)}')
        return ()
    if not row.get("document"):
        raise ValueError(f'"document" is missing; a question without an answer has a kind of {", ".join(UNANSWERABLE)}')
    if "section" not in row:
        raise ValueError('"section" is missing; it is empty for the text under no heading')
    also = row.get("also", [])
    pairs = isinstance(also, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in also
    )
    if not pairs:
        raise ValueError('"also" is no list of [document, section]')
    return ((row["document"], row["section"]), *((document, section) for document, section in also))


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    texts = row.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f'"{key}" is no list of texts')
    return tuple(texts)


def _stretch(row: dict[str, Any]) -> tuple[int, int] | None:
    if "start" not in row and "length" not in row:
        return None
    start, length = row.get("start"), row.get("length")
    if type(start) is not int or type(length) is not int or start < 0 or length < 1:
        raise ValueError('"start" is a number from 0 and "length" one from 1, or both are left out')
    return start, start + length


def _one_of(key: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise ValueError(f'"{key}" is {value!r}; choose one of {", ".join(choices)}')
