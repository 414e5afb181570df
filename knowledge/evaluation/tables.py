"""A run on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.evaluation.figures import DEPTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.table import Table

__all__ = ["percent", "table", "tables"]

_RANKS = (*(f"hit@{depth}" for depth in DEPTHS), "mrr")
_HEADS = ("hit@1 %", "95 %", "@3 %", "@10 %", "MRR")
_SLICES = {
    "language": "By language",
    "kind": "By kind of question",
    "familiarity": "By document, in training",
    "set": "By question set",
}


def tables(data: Mapping[str, Any]) -> Iterator[Table]:
    """The figures of a run (``report``) as tables, the most important first."""
    figures = data["figures"]
    for key, builder in (
        ("retrieval", _retrieval),
        ("quotation", _quotation),
        ("abstention", _abstention),
        ("follow_ups", _follow_ups),
        ("robustness", _robustness),
        ("latency", _latency),
    ):
        if figures[key] is not None:
            yield from builder(figures[key], data)


def table(title: str, *heads: str, texts: int = 1) -> Table:
    """An empty table; the first columns are ``texts``, all others are numbers."""
    from rich.table import Table

    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for number, head in enumerate(heads):
        made.add_column(head, justify="right" if number >= texts else "left")
    return made


def percent(figure: Mapping[str, Any] | None, *, signed: bool = False) -> str:
    """The value of a figure in percent with one decimal; a dash where there is none."""
    value = None if figure is None else figure["value"]
    return "–" if value is None else f"{100 * value:{'+' if signed else ''}.1f}"


def _between(figure: Mapping[str, Any]) -> str:
    if figure["low"] is None:
        return ""
    return f"{100 * figure['low']:.0f}–{100 * figure['high']:.0f}"


def _decimals(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _ranks(cell: Mapping[str, Any]) -> list[str]:
    first, *others = _RANKS
    return [
        percent(cell[first]),
        _between(cell[first]),
        *(percent(cell[name]) for name in others if name != "mrr"),
        _decimals(cell["mrr"]["value"]),
    ]


def _retrieval(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    made = table("Retrieval: the right section among the first hits", "", "asked", *_HEADS)
    made.add_row("all", str(figures["all"]["questions"]), *_ranks(figures["all"]))
    for key, heading in _SLICES.items():
        if key in ("familiarity", "set") and len(figures[key]) < 2:
            continue  # nothing to tell apart
        made.add_section()
        made.add_row(heading, style="dim")
        for name, cell in figures[key].items():
            made.add_row(f"  {name}", str(cell["questions"]), *_ranks(cell))
    yield made


def _quotation(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    made = table(
        "Quotation: of the questions with an answer that are shown one",
        *("", "shown", "verbatim %", "first right %", "any right %", "correct %", "95 %"),
    )
    for name, cell in {"all": figures["all"], **figures["language"]}.items():
        made.add_row(
            name,
            f"{cell['shown']}/{cell['questions']}",
            *(percent(cell[key]) for key in ("verbatim", "first_right", "any_right", "correct")),
            _between(cell["correct"]),
        )
    yield made


def _abstention(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    thresholds = data["calibration"]
    made = table(f"Abstention: answered from a confidence of {thresholds['answered']}", "", "value", "95 %")
    auroc = figures["auroc"]["all"]
    if auroc["value"] is not None:
        made.add_row("AUROC", _decimals(auroc["value"]), f"{auroc['low']:.3f}–{auroc['high']:.3f}")
    for key, said in (
        ("coverage", "answered, of those with an answer %"),
        ("wrong_among_given", "wrong, of the answers given % (first place)"),
        ("none_right_among_given", "wrong, of the answers given % (all places)"),
        ("unanswerable_answered", "answered, of those without %"),
    ):
        made.add_row(said, percent(figures[key]), _between(figures[key]))
    risk, coverage = figures["risk_at_coverage"], figures["coverage_at_risk"]
    made.add_row(f"wrong where {100 * risk['coverage']:.0f} % are answered, %", percent({"value": risk["risk"]}))
    made.add_row(
        f"answered where {100 * coverage['risk']:.0f} % are wrong, %", percent({"value": coverage["coverage"]})
    )
    reliability = data["figures"]["reliability"]
    made.add_row("calibration error (ECE)", _decimals(reliability["ece"]))
    made.add_row("Brier score", _decimals(reliability["brier"]))
    yield made
    states = table("States", "", "asked", "answered", "closest", "not found", "AUROC")
    for kind, counts in figures["states"].items():
        area = figures["auroc"]["kind"].get(kind)
        states.add_row(
            kind,
            str(sum(counts.values())),
            *(str(counts[state]) for state in ("answered", "closest", "not_found")),
            _decimals(area["value"]) if area else "",
        )
    yield states


def _follow_ups(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    yield _paired(
        "Follow-ups after what was asked before, and the whole question alone",
        {"all": figures["all"], **figures["language"]},
        ("with_history", "whole"),
    )


def _robustness(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    yield _paired(
        "Robustness: spoilt questions, and the same ones as they were",
        {"all": figures["all"], **figures["kind"]},
        ("variants", "originals"),
    )


def _paired(title: str, cells: Mapping[str, Any], keys: tuple[str, str]) -> Table:
    deepest = f"hit@{DEPTHS[-1]}"
    made = table(
        f"{title}, in brackets", "", "asked", *(f"@{depth} %" for depth in DEPTHS), f"@{DEPTHS[-1]} gain", "95 %"
    )
    one, other = keys
    for name, cell in cells.items():
        hits = [(cell[one][f"hit@{depth}"], cell[other][f"hit@{depth}"]) for depth in DEPTHS]
        difference = cell["difference"][deepest]
        made.add_row(
            name,
            str(cell["questions"]),
            *(f"{percent(first)} ({percent(second)})" for first, second in hits),
            percent(difference, signed=True),
            f"{100 * difference['low']:+.0f} to {100 * difference['high']:+.0f}",
        )
    return made


def _latency(figures: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Table]:
    made = table(
        f"Latency in milliseconds, {data['machine']['processors']} processors", "", "median", "95th percentile"
    )
    for name, said in (("search", "embed and search"), ("answer", "the whole answer")):
        made.add_row(said, _decimals(figures[name]["median"], 1), _decimals(figures[name]["p95"], 1))
    yield made
