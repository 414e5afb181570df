"""What the encoder learns from: questions and the passages that answer them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.passage import Passage

__all__ = ["Question", "Text", "of_passage", "read_questions", "read_texts"]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as it is embedded.

    Attributes:
        place: document and section; passages of one place are no wrong answers to each other's questions.
        text: title, headings and passage, one below the other.
        sentences: first character and one past the last of each sentence in ``text``.
    """

    place: tuple[str, str]
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the number of the text that answers it."""

    id: str
    language: str
    question: str
    answer: int


def of_passage(passage: Passage) -> Text:
    """The text of a passage, as the index embeds it."""
    from knowledge.encoder.texts import embedding_text

    text, offset = embedding_text(passage)
    spans = tuple((offset + sentence.start, offset + sentence.end) for sentence in passage.sentences)
    return Text((passage.name, passage.section[-1] if passage.section else ""), text, spans)


def read_texts(path: Path) -> dict[str, Text]:
    """Passages written for training, by their ids, from JSON lines with ``id``, ``title``, ``section``, ``passage``.

    Raises:
        KnowledgeError: a line is not such an object.
    """
    from knowledge.sentences import split

    texts = {}
    for number, row in _rows(path):
        try:
            above = "".join(f"{line}\n" for line in dict.fromkeys((row["title"], row["section"])) if line)
            spans = split(row["passage"], row.get("language", "en"))
            texts[row["id"]] = Text(
                (row["title"], row["section"]),
                above + row["passage"],
                tuple((len(above) + start, len(above) + end) for start, end in spans),
            )
        except KeyError as error:
            raise KnowledgeError(f"{path}, line {number}: {error} is missing.") from None
    return texts


def read_questions(
    paths: Iterable[Path],
    passages: Sequence[Passage],
    written: dict[str, int],
    *,
    without: Iterable[str] = (),
) -> list[Question]:
    """Questions whose answer is among some texts.

    Args:
        paths: JSON lines; each names its answer by ``document``, ``section``, ``start`` and ``length`` (characters of the
            section's text with white space collapsed) or by ``passage``, the id of a text written for training.
        passages: of the documents that the questions are about, in the order of the documents; text ``i`` is passage
            ``i``.
        written: number of each text written for training, by id.
        without: names of documents that nothing is to be learned from.

    Returns:
        The questions whose document is there and is not left out, in the order of the files.

    Raises:
        KnowledgeError: a line is not such an object.
    """
    sections: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number, passage in enumerate(passages):
        stretch = sections.setdefault((passage.name, passage.section[-1] if passage.section else ""), [])
        start = stretch[-1][1] + 1 if stretch else 0
        stretch.append((start, start + len(_collapsed(passage.text)), number))
    left_out = set(without)
    questions = []
    for path in paths:
        for number, row in _rows(path):
            try:
                if "passage" in row:
                    answer = written.get(row["passage"])
                elif row["document"] in left_out:
                    answer = None
                else:
                    stretch = sections.get((row["document"], row["section"]), [])
                    answer = _most_of(stretch, row["start"], row["start"] + row["length"])
                if answer is not None:
                    questions.append(Question(row["id"], row["language"], row["question"], answer))
            except KeyError as error:
                raise KnowledgeError(f"{path}, line {number}: {error} is missing.") from None
    return questions


def _most_of(stretch: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The passage that has most of the characters from ``start`` to ``end`` of a section."""
    if not stretch:
        return None
    return max(stretch, key=lambda each: min(each[1], end) - max(each[0], start))[2]


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise KnowledgeError(f"{path}, line {number} is no JSON: {error}.") from None
            if not isinstance(row, dict):
                raise KnowledgeError(f"{path}, line {number} is no JSON object.")
            yield number, row
