"""Which questions of which sets an index can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.errors import KnowledgeError
from knowledge.evaluation.questions import SPLITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.evaluation.questions import Question, QuestionSet
    from knowledge.evaluation.sections import Sections

__all__ = ["Selected", "Selection", "select"]


@dataclass(frozen=True, slots=True)
class Selected:
    """What is asked of one set.

    Attributes:
        file: its name.
        asked: questions that are.
        left_out: questions of the split about documents that the index does not hold.
        sha256: hex digest of the file's bytes.
    """

    file: str
    asked: int
    left_out: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions to ask.

    Attributes:
        split: ``"tuning"``, ``"test"`` or ``"all"``.
        sets: that fit, of which at least one question is asked.
        passed_over: names of the sets that do not fit.
        without_section: ids of questions that are asked although the index has their document without the section: they
            count as not found.
        typing_errors: every question has an error for so many letters; ``None`` as they were written.
    """

    split: str
    questions: tuple[Question, ...]
    sets: tuple[Selected, ...]
    passed_over: tuple[str, ...]
    without_section: tuple[str, ...]
    typing_errors: int | None = None

    @property
    def left_out(self) -> int:
        """Questions of the sets that fit about documents that the index does not hold."""
        return sum(each.left_out for each in self.sets)


def select(sets: Sequence[QuestionSet], sections: Sections, *, split: str = "all", strict: bool = True) -> Selection:
    """The questions of a split that are about documents of an index, or about none.

    Args:
        sets: to choose from.
        sections: of the index.
        split: ``"tuning"``, ``"test"`` or ``"all"``.
        strict: whether each set has to fit; else one that does not is passed over.

    Raises:
        KnowledgeError: a set is about documents that the index does not hold, or no question is left.
        ValueError: there is no such split.
    """
    if split not in (*SPLITS, "all"):
        raise ValueError(f"The split is {split!r}; choose one of {', '.join(SPLITS)} and all.")
    inside = sections.documents
    chosen: list[Question] = []
    selected: list[Selected] = []
    passed_over: list[str] = []
    for each in sets:
        if each.documents and not each.documents & inside:
            if strict:
                raise KnowledgeError(_misfit(each))
            passed_over.append(each.path.name)
            continue
        of_split = [question for question in each.questions if split in ("all", question.split)]
        fitting = [question for question in of_split if not question.answerable or question.places[0][0] in inside]
        if fitting:
            selected.append(Selected(each.path.name, len(fitting), len(of_split) - len(fitting), each.sha256))
            chosen += fitting
    if not chosen or not (strict or any(question.answerable for question in chosen)):
        what = "questions" if split == "all" else f"questions of the split {split}"
        names = ", ".join(each.path.name for each in sets) or "no file"
        raise KnowledgeError(
            f"There are no {what} about the documents of the index in {names}: give other questions with --questions, "
            "or the index of their documents with --index."
        )
    lost = tuple(question.id for question in chosen if question.answerable and not sections.rows(question))
    return Selection(split, tuple(chosen), tuple(selected), tuple(passed_over), lost)


def _misfit(questions: QuestionSet) -> str:
    names = sorted(questions.documents)
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"The questions in {questions.path} are about {', '.join(names[:3])}{more}, and the index holds none of these: "
        "index the documents first, or give another index with --index."
    )
