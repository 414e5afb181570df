"""Measuring: how well questions find their answer, and how well it is known when there is none."""

from __future__ import annotations

from knowledge.evaluation.compare import compare
from knowledge.evaluation.figures import figures
from knowledge.evaluation.observed import PARTS, Observed, Remembering
from knowledge.evaluation.questions import Question, QuestionSet, read_all
from knowledge.evaluation.report import report
from knowledge.evaluation.run import Outcome, run
from knowledge.evaluation.sections import Sections
from knowledge.evaluation.selection import Selection, select
from knowledge.evaluation.typing_errors import with_typing_errors

__all__ = [
    "PARTS",
    "Observed",
    "Outcome",
    "Question",
    "QuestionSet",
    "Remembering",
    "Sections",
    "Selection",
    "compare",
    "figures",
    "read_all",
    "report",
    "run",
    "select",
    "with_typing_errors",
]
