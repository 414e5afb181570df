"""Two runs side by side: which figures differ, and by more than chance, and which questions were won and lost."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.errors import KnowledgeError
from knowledge.evaluation.figures import DEPTHS
from knowledge.evaluation.measures import auroc, interval, reciprocal, resampled
from knowledge.evaluation.report import outcomes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from rich.table import Table

    from knowledge.evaluation.run import Outcome

__all__ = ["Change", "Comparison", "Difference", "compare", "tables"]

_Pair = tuple["Outcome", "Outcome"]
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of both runs.

    Attributes:
        part: which questions: ``"all"``, a language, ``"seen"``, ``"unseen"``, ``"follow-ups"``, ``"spoilt"``.
        figure: ``"hit@1"``, ``"MRR"``, ``"coverage"`` ...
        of: questions.
        first: the figure of the first run; NaN where it has none.
        second: of the second.
        low: of the 95 % interval of the second less the first, by a bootstrap over the questions that both were asked.
        high: the same.
    """

    part: str
    figure: str
    of: int
    first: float
    second: float
    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Change:
    """A question of which something else came.

    Attributes:
        better: whether the second run did better.
        first: rank in the first run, or the state for a question without an answer.
        second: in the second.
    """

    id: str
    language: str
    kind: str
    question: str
    better: bool
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it.

    Attributes:
        questions: that both runs were asked, in the same words.
        only_one: that only one of them was.
        changes: won and lost questions, by id.
    """

    questions: int
    only_one: int
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; what cannot be said is ``None``."""
        data = asdict(self)
        for each in data["differences"]:
            each.update({key: None for key, value in each.items() if value != value})
        return data


def compare(first: Mapping[str, Any], second: Mapping[str, Any]) -> Comparison:
    """The second run (``report``) against the first, over the questions that both were asked.

    Raises:
        KnowledgeError: there are none.
    """
    one = {each.id: each for each in outcomes_of(dict(first))}
    other = {each.id: each for each in outcomes_of(dict(second))}
    pairs = [(one[key], other[key]) for key in one if key in other and one[key].question == other[key].question]
    if not pairs:
        raise KnowledgeError("The two runs have no question in common: compare runs of the same question sets.")
    return Comparison(
        len(pairs),
        len(one.keys() | other.keys()) - len(pairs),
        tuple(_differences(pairs)),
        tuple(sorted(_changes(pairs), key=lambda change: (not change.better, change.id))),
    )


def tables(comparison: Comparison) -> Iterator[Table]:
    """The comparison on the screen."""
    from knowledge.evaluation.tables import table

    made = table(
        f"The second run against the first, {comparison.questions} questions",
        *("", "figure", "asked", "first", "second", "change", "95 %", ""),
        texts=2,
    )
    for part, some in itertools.groupby(comparison.differences, key=lambda each: each.part):
        for number, each in enumerate(some):
            # AUROC and MRR are customarily no percentages.
            scale, digits = (1, 3) if each.figure in ("AUROC", "MRR") else (100, 1)
            made.add_row(
                "" if number else part,
                each.figure,
                str(each.of),
                *(_said(scale * value, f".{digits}f") for value in (each.first, each.second)),
                _said(scale * (each.second - each.first), f"+.{digits}f"),
                " to ".join(_said(scale * value, f"+.{digits}f") for value in (each.low, each.high)),
                "*" if each.certain else "",
            )
    yield made
    for better, title in ((True, "Won"), (False, "Lost")):
        some_changes = [each for each in comparison.changes if each.better == better]
        shown = f", {_MOST_SHOWN} of them" if len(some_changes) > _MOST_SHOWN else ""
        made = table(
            f"{title}: {len(some_changes)} questions{shown}",
            *("", "first", "second", "language", "kind", "question"),
            texts=6,
        )
        for change in some_changes[:_MOST_SHOWN]:
            made.add_row(change.id, change.first, change.second, change.language, change.kind, change.question)
        yield made


def _said(value: float, form: str) -> str:
    return "–" if value != value else format(value, form)


def _differences(pairs: Sequence[_Pair]) -> Iterator[Difference]:
    asked = [pair for pair in pairs if pair[0].group == "asked"]
    without = [pair for pair in pairs if pair[0].group == "unanswerable"]
    yield from _ranks("all", asked)
    yield from _judged(asked, without)
    for language in sorted({pair[0].language for pair in asked}):
        yield from _ranks(language, [pair for pair in asked if pair[0].language == language])
    if {pair[0].seen for pair in asked} == {True, False}:
        for name, seen in (("seen", True), ("unseen", False)):
            yield from _ranks(name, [pair for pair in asked if pair[0].seen is seen])
    yield from _ranks("follow-ups", [pair for pair in pairs if pair[0].group == "follow_up"])
    yield from _ranks("spoilt", [pair for pair in pairs if pair[0].group == "variant"])


def _ranks(part: str, pairs: Sequence[_Pair]) -> Iterator[Difference]:
    if not pairs:
        return
    for depth in DEPTHS:
        yield _ratio(part, f"hit@{depth}", pairs, _hit(depth))
    yield _ratio(part, "MRR", pairs, lambda each: reciprocal(each.rank))


def _hit(depth: int) -> Callable[[Outcome], float]:
    return lambda each: float(each.rank is not None and each.rank <= depth)


def _judged(asked: Sequence[_Pair], without: Sequence[_Pair]) -> Iterator[Difference]:
    def given(each: Outcome) -> float:
        return float(each.state == "answered")

    if asked:
        yield _ratio("all", "coverage", asked, given)
        yield _ratio("all", "first place right", asked, lambda each: float(each.cited_first))
    every = [*asked, *without]
    if every:
        yield _ratio("all", "wrong among given", every, lambda each: given(each) * (not each.cited_first), given)
    if asked and without:
        yield _area(asked, without)


def _ratio(
    part: str,
    figure: str,
    pairs: Sequence[_Pair],
    over: Callable[[Outcome], float],
    under: Callable[[Outcome], float] = lambda _: 1.0,
) -> Difference:
    """One sum over another; a resample draws the same questions for both runs."""
    above = np.array([[over(each) for each in pair] for pair in pairs])
    below = np.array([[under(each) for each in pair] for pair in pairs])

    def values(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Both runs' ``[..., 2]`` for questions ``[..., n]``."""
        total = below[rows].sum(axis=-2)
        ratio: NDArray[np.float64] = np.where(
            total > 0, above[rows].sum(axis=-2) / np.where(total > 0, total, 1), np.nan
        )
        return ratio

    first, second = values(np.arange(len(pairs)))
    drawn = values(resampled(len(pairs)))
    low, high = interval((drawn[:, 1] - drawn[:, 0]).tolist())
    return Difference(part, figure, len(pairs), float(first), float(second), low, high)


def _area(asked: Sequence[_Pair], without: Sequence[_Pair]) -> Difference:
    def confidences(pairs: Sequence[_Pair], run: int) -> list[float]:
        return [pair[run].confidence for pair in pairs]

    first, second = (auroc(confidences(asked, run), confidences(without, run)) for run in (0, 1))
    order = [np.sign(np.subtract.outer(confidences(asked, run), confidences(without, run))) / 2 + 0.5 for run in (0, 1)]
    gained = order[1] - order[0]
    differences = []
    for up, down in zip(resampled(len(asked)), resampled(len(without), seed=1), strict=True):
        weights = np.bincount(up, minlength=len(asked)), np.bincount(down, minlength=len(without))
        differences.append(float(weights[0] @ gained @ weights[1]) / gained.size)
    low, high = interval(differences)
    return Difference("all", "AUROC", len(asked) + len(without), first, second, low, high)


def _changes(pairs: Sequence[_Pair]) -> Iterator[Change]:
    """Questions that are found in another of the depths, and those without an answer that get another state."""
    for one, other in pairs:
        if one.group == "unanswerable":
            states = ("answered", "closest", "not_found")  # from bad to good
            before, after = states.index(one.state), states.index(other.state)
            said = one.state, other.state
        else:
            before, after = (sum((each.rank or DEPTHS[-1] + 1) <= depth for depth in DEPTHS) for each in (one, other))
            said = str(one.rank or "–"), str(other.rank or "–")
        if before != after:
            yield Change(one.id, one.language, one.kind, one.question, after > before, *said)
