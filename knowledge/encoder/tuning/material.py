"""Gathers what the encoder learns from: documents, questions on them, and translations."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.encoder.tuning.examples import Question, Text, of_passage, read_questions, read_texts
from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.passage import Passage

__all__ = ["HELD_OUT", "QUESTIONS", "Material", "gather", "translations_of_lines", "translations_of_terms"]

#: Questions that ship; ``passages.jsonl`` holds the texts that some of them are about.
QUESTIONS = Path(__file__).with_name("questions")

#: Documents that nothing is ever learned from: on these one sees how well the encoder does on what it does not know.
HELD_OUT = (
    "coe-trafficking-2005.md",
    "echr-protocol-4-1963.md",
    "icpped-2006.md",
    "ilo-c189-domestic-workers-2011.md",
    "iom-constitution.md",
    "statelessness-reduction-1961.md",
    "transcript-wh-2024-06-04-press-call-border.md",
)

_WRITTEN = "passages.jsonl"
_FORMAL = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Material:
    """What one training learns from, and what it is looked at with.

    Attributes:
        texts: what can be an answer.
        questions: to learn from.
        held_out: questions on documents that nothing is learned from, by the numbers of ``every``.
        every: ``texts``, and after them those of the documents held out.
        pairs: texts and their translations.
    """

    texts: tuple[Text, ...]
    questions: tuple[Question, ...]
    held_out: tuple[Question, ...]
    every: tuple[Text, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """SHA-256 over everything that is learned from, in its order."""
        content = [
            [[text.place, text.text] for text in self.texts],
            [[question.question, question.answer] for question in self.questions],
            self.pairs,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    @property
    def held_out_documents(self) -> list[str]:
        """Names of the documents that nothing is learned from, as far as there are questions on them."""
        return sorted({self.every[question.answer].place[0] for question in self.held_out})

    def counts(self) -> dict[str, Any]:
        """How much of what there is."""
        languages = Counter(question.language for question in self.questions)
        return {
            "texts": len(self.texts),
            "questions": len(self.questions),
            "questions_by_language": dict(sorted(languages.items())),
            "translations": len(self.pairs),
            "held_out_questions": len(self.held_out),
        }


def gather(
    passages: Sequence[Passage],
    files: Iterable[Path],
    *,
    pairs: Iterable[tuple[str, str]] = (),
    excluded: Iterable[str] = (),
    held_out: Iterable[str] = HELD_OUT,
    entries: Mapping[tuple[str, str], str] | None = None,
) -> Material:
    """Put the material together.

    Args:
        passages: of the documents that the questions are about.
        files: of questions, as ``read_questions`` takes them; those about texts written for training need
            ``passages.jsonl`` beside them.
        pairs: texts and their translations.
        excluded: questions that are kept for measuring; the same in other capitals or punctuation is left out as well.
        held_out: names of documents that nothing is learned from.
        entries: ids of the library's entries, as ``knowledge.entries.ids.entry_ids`` returns them.

    Raises:
        KnowledgeError: a file is not of that kind, or no question has its answer in the documents.
    """
    files = list(files)
    apart = set(held_out)
    entries = entries or {}
    every = [of_passage(passage, entries) for passage in passages]
    written: dict[str, int] = {}
    for folder in dict.fromkeys(path.parent for path in files):
        if (folder / _WRITTEN).is_file():
            for name, text in read_texts(folder / _WRITTEN).items():
                written[name] = len(every)
                every.append(text)
    asked = read_questions([path for path in files if path.name != _WRITTEN], passages, written, entries)
    answers = {question.answer for question in asked}
    # An entry stands there in six languages: as a wrong answer, once is enough.
    kept = [
        number
        for number, text in enumerate(every)
        if text.place[0] not in apart
        and (number in answers or number >= len(passages) or not _translated(passages[number], entries))
    ]
    held = [number for number, text in enumerate(every) if text.place[0] in apart]
    number_of = {number: at for at, number in enumerate([*kept, *held])}
    never = {_formless(question) for question in excluded}
    questions: list[Question] = []
    others: list[Question] = []
    seen: set[str] = set()
    for question in asked:
        formless = _formless(question.question)
        if formless in never or formless in seen:
            continue
        seen.add(formless)
        answer = number_of[question.answer]
        (questions if answer < len(kept) else others).append(
            Question(question.id, question.language, question.question, answer)
        )
    if not questions:
        raise KnowledgeError(
            "None of the questions has its answer in these documents: name the folder of the documents that they are "
            "about with --documents."
        )
    return Material(
        tuple(every[number] for number in kept),
        tuple(questions),
        tuple(others),
        tuple(every[number] for number in (*kept, *held)),
        tuple(dict(pairs).items()),
    )


def translations_of_lines(folder: Path) -> list[tuple[str, str]]:
    """English lines and the same line in other languages, from ``NAME.en`` and the files beside it (``NAME.fr`` ...).

    Each line is paired with one language, in turn.
    """
    pairs: list[tuple[str, str]] = []
    for english in sorted(folder.glob("*.en")):
        lines = english.read_text(encoding="utf-8").splitlines()
        others = [
            path.read_text(encoding="utf-8").splitlines()
            for language in ("ar", "es", "fr", "ru", "zh")
            if (path := english.with_suffix(f".{language}")).is_file()
        ]
        for number, line in enumerate(lines):
            other = others[number % len(others)][number : number + 1] if others else []
            if other and line.strip() and other[0].strip():
                pairs.append((line.strip(), other[0].strip()))
    return pairs


def translations_of_terms(path: Path) -> list[tuple[str, str]]:
    """What the termbase says of a concept in one language, and what it says in another: names to definitions, and
    everyday words to names.
    """
    from knowledge.entries.terms import load_terms

    pairs = []
    for at, term in enumerate(load_terms(path)):
        for step, language in enumerate(LANGUAGES):
            wording = term.wordings[language]
            names = [*wording.names, *wording.everyday]
            name = names[(at + step) % len(names)]
            other = "en" if language != "en" else LANGUAGES[at % len(LANGUAGES)]
            target = term.wordings[other].definition
            pairs.append((name, target))
    return pairs


def _translated(passage: Passage, entries: Mapping[tuple[str, str], str]) -> bool:
    """Whether it is an entry in another language than English."""
    return passage.language != "en" and (passage.name, passage.section[-1] if passage.section else "") in entries


def _formless(text: str) -> str:
    return _FORMAL.sub(" ", text.casefold()).strip()
