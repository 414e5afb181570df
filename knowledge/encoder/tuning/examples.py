"""What the encoder learns from: questions and the passages that answer them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.encoder.texts import SEPARATOR
from knowledge.json_lines import objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from knowledge.passage import Passage

__all__ = ["Question", "Text", "of_passage", "read_questions", "read_texts"]

_NO_ENTRIES: Mapping[tuple[str, str], str] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as it is embedded.

    Attributes:
        place: document and section; passages of one place are no wrong answers to each other's questions.
        text: title, headings and passage, one below the other.
        sentences: first character and one past the last of each sentence in ``text``.
        language: of the text.
    """

    place: tuple[str, str]
    text: str
    sentences: tuple[tuple[int, int], ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the number of the text that answers it."""

    id: str
    language: str
    question: str
    answer: int


def of_passage(passage: Passage, entries: Mapping[tuple[str, str], str] = _NO_ENTRIES) -> Text:
    """The text of a passage, as the index embeds it.

    Args:
        passage: of a document.
        entries: ids of entries (questions, resources, terms) by file name and heading in any language: an entry is one
            place in all its languages.
    """
    from knowledge.encoder.texts import embedding_text

    text, offset = embedding_text(passage)
    spans = tuple((offset + sentence.start, offset + sentence.end) for sentence in passage.sentences)
    return Text(_place(passage, entries), text, spans, passage.language)


def read_texts(path: Path) -> dict[str, Text]:
    """Passages written for training, by their ids, from JSON lines with ``id``, ``title``, ``section``, ``passage``.

    Raises:
        KnowledgeError: a line is not such an object.
    """
    from knowledge.sentences import split

    texts = {}
    for row in objects(path, "id", "title", "section", "passage"):
        above = "".join(f"{line}\n" for line in dict.fromkeys((row["title"], row["section"])) if line)
        language = row.get("language", "en")
        spans = split(row["passage"], language)
        sentences = tuple((len(above) + start, len(above) + end) for start, end in spans)
        texts[row["id"]] = Text((row["title"], row["section"]), above + row["passage"], sentences, language)
    return texts


def read_questions(
    paths: Iterable[Path],
    passages: Sequence[Passage],
    written: dict[str, int],
    entries: Mapping[tuple[str, str], str] = _NO_ENTRIES,
) -> list[Question]:
    """Questions whose answer is among some texts.

    Args:
        paths: JSON lines; each names its answer by ``document``, ``section``, ``start`` and ``length`` (characters of
            the section's text with white space collapsed) or by ``passage``, the id of a text written for training.
            A follow-up has its earlier questions in ``history``, and is learned as the search embeds it.
        passages: of the documents that the questions are about, in the order of the documents; text ``i`` is passage
            ``i``.
        written: number of each text written for training, by id.
        entries: as in ``of_passage``; questions name an entry by its id. Every other one learns the entry in English,
            the rest in the question's language.

    Returns:
        The questions whose answer is there, in the order of the files.

    Raises:
        KnowledgeError: a line is not such an object.
    """
    sections: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number, passage in enumerate(passages):
        stretch = sections.setdefault(_place(passage, entries), [])
        start = stretch[-1][1] + 1 if stretch else 0
        stretch.append((start, start + len(_collapsed(passage.text)), number))
    named = {document for document, _ in entries}
    questions = []
    for path in paths:
        for number, row in enumerate(objects(path, "id", "language", "question")):
            answer: int | None
            if "passage" in row:
                answer = written.get(row["passage"])
            else:
                stretch = sections.get((row.get("document", ""), row.get("section", "")), [])
                if row.get("document") in named:
                    language = row["language"] if number % 2 else "en"
                    answer = next((at for _, _, at in stretch if passages[at].language == language), None)
                else:
                    start = row.get("start", 0)
                    answer = _most_of(stretch, start, start + row.get("length", 0))
            if answer is not None:
                asked = SEPARATOR.join((*row.get("history", ()), row["question"]))
                questions.append(Question(row["id"], row["language"], asked, answer))
    return questions


def _place(passage: Passage, entries: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    heading = passage.section[-1] if passage.section else ""
    return passage.name, entries.get((passage.name, heading), heading)


def _most_of(stretch: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The passage that has most of the characters from ``start`` to ``end`` of a section."""
    if not stretch:
        return None
    return max(stretch, key=lambda each: min(each[1], end) - max(each[0], start))[2]


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
