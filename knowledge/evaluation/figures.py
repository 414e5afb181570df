"""From the outcomes of a run to its figures, JSON-ready."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from knowledge.evaluation.measures import (
    Figure,
    Point,
    area,
    calibration_error,
    mean,
    percentile,
    reciprocal,
    reliability,
    risk_coverage,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.evaluation.run import Outcome

__all__ = ["COVERAGE", "DEPTHS", "RISK", "figures"]

#: Depths at which a hit counts.
DEPTHS = (1, 3, 10)
#: At this coverage the risk is given, and at this risk the coverage.
COVERAGE = 0.6
RISK = 0.1
_STATES = ("answered", "closest", "not_found")
_DIGITS = 6


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All figures of a run; a part is ``None`` where nothing was asked for it, a number where it cannot be said."""
    asked = _group(outcomes, "asked")
    without = _group(outcomes, "unanswerable")
    return {
        "retrieval": _retrieval(asked) if asked else None,
        "quotation": _quotation(asked) if asked else None,
        "abstention": _abstention(asked, without) if asked or without else None,
        "reliability": _reliability([*asked, *without]) if asked or without else None,
        "follow_ups": _follow_ups(_group(outcomes, "follow_up")),
        "robustness": _robustness(_group(outcomes, "variant"), asked),
        "latency": _latency(outcomes),
    }


def _retrieval(asked: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "all": _ranks([each.rank for each in asked]),
        "language": _by(asked, lambda each: each.language, _of_outcomes),
        "kind": _by(asked, lambda each: each.kind, _of_outcomes),
        "familiarity": _by(asked, lambda each: "seen" if each.seen else "unseen", _of_outcomes),
        "set": _by(asked, lambda each: each.set, _of_outcomes),
        "document": _by(asked, lambda each: each.document, _of_outcomes),
    }


def _of_outcomes(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return _ranks([each.rank for each in outcomes])


def _ranks(ranks: Sequence[int | None]) -> dict[str, Any]:
    hits = {f"hit@{depth}": _json(share([rank is not None and rank <= depth for rank in ranks])) for depth in DEPTHS}
    return {"questions": len(ranks), **hits, "mrr": _json(mean([reciprocal(rank) for rank in ranks]))}


def _quotation(asked: Sequence[Outcome]) -> dict[str, Any]:
    def of(outcomes: Sequence[Outcome]) -> dict[str, Any]:
        shown = [each for each in outcomes if each.state != "not_found"]
        return {
            "questions": len(outcomes),
            "shown": len(shown),
            "verbatim": _json(share([each.verbatim for each in shown])),
            "first_right": _json(share([each.cited_first for each in shown])),
            "any_right": _json(share([each.cited_any for each in shown])),
            "correct": _json(share([each.verbatim and each.cited_first for each in shown])),
        }

    return {"all": of(asked), "language": _by(asked, lambda each: each.language, of)}


def _abstention(asked: Sequence[Outcome], without: Sequence[Outcome]) -> dict[str, Any]:
    sure = [each.confidence for each in asked]
    every = [*asked, *without]
    curve = risk_coverage(
        [each.confidence if each.citations else 0.0 for each in every],
        [each.cited_first for each in every],
        [each.group == "asked" for each in every],
    )
    given = [each for each in every if each.state == "answered"]
    by_language = {
        language: _json(
            area(
                [each.confidence for each in asked if each.language == language],
                [each.confidence for each in without if each.language == language],
            )
        )
        for language in sorted({each.language for each in every})
    }
    return {
        "auroc": {
            "all": _json(area(sure, [each.confidence for each in without])),
            "kind": _by(without, lambda each: each.kind, lambda some: _json(area(sure, _confidences(some)))),
            "language": by_language,
        },
        "coverage": _json(share([each.state == "answered" for each in asked])),
        "wrong_among_given": _json(share([not each.cited_first for each in given])),
        "none_right_among_given": _json(share([not each.cited_any for each in given])),
        "unanswerable_answered": _json(share([each.state == "answered" for each in without])),
        "risk_at_coverage": {"coverage": COVERAGE, "risk": _number(_risk_at(curve, COVERAGE))},
        "coverage_at_risk": {"risk": RISK, "coverage": _number(_coverage_at(curve, RISK))},
        "states": {"answerable": _states(asked), **_by(without, lambda each: each.kind, _states)},
        "curve": [[_number(each.coverage), _number(each.risk), _number(each.confidence)] for each in curve],
    }


def _risk_at(curve: Sequence[Point], coverage: float) -> float:
    """The risk where the curve first covers that much."""
    return next((point.risk for point in curve if point.coverage >= coverage), float("nan"))


def _coverage_at(curve: Sequence[Point], risk: float) -> float:
    """The most that can be covered at that risk."""
    return max((point.coverage for point in curve if point.risk <= risk), default=0.0)


def _states(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {state: sum(each.state == state for each in outcomes) for state in _STATES}


def _reliability(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Confidence against whether the first place cited is right: that is what it says it is the probability of."""
    right = [each.cited_first for each in outcomes]
    bins = reliability(_confidences(outcomes), right)
    return {
        "questions": len(outcomes),
        "ece": _number(calibration_error(bins)),
        "brier": _number(
            sum((each.confidence - flag) ** 2 for each, flag in zip(outcomes, right, strict=True)) / len(outcomes)
        ),
        "bins": [
            {name: _number(value) if isinstance(value, float) else value for name, value in asdict(each).items()}
            for each in bins
        ],
    }


def _follow_ups(outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    if not outcomes:
        return None

    def of(some: Sequence[Outcome]) -> dict[str, Any]:
        turns, whole = [each.rank for each in some], [each.rank_whole for each in some]
        return {
            "questions": len(some),
            "with_history": _ranks(turns),
            "whole": _ranks(whole),
            "difference": _differences(turns, whole),
        }

    return {"all": of(outcomes), "language": _by(outcomes, lambda each: each.language, of)}


def _robustness(variants: Sequence[Outcome], asked: Sequence[Outcome]) -> dict[str, Any] | None:
    originals = {each.id: each for each in asked}
    pairs = [(each, originals[each.of]) for each in variants if each.of in originals]
    if not pairs:
        return None

    def of(some: Sequence[tuple[Outcome, Outcome]]) -> dict[str, Any]:
        spoilt, original = [each.rank for each, _ in some], [each.rank for _, each in some]
        return {
            "questions": len(some),
            "variants": _ranks(spoilt),
            "originals": _ranks(original),
            "difference": _differences(spoilt, original),
        }

    return {"all": of(pairs), "kind": _by(pairs, lambda pair: pair[0].kind, of)}


def _differences(ranks: Sequence[int | None], others: Sequence[int | None]) -> dict[str, Any]:
    """The first less the second, question by question."""

    def hit(rank: int | None, depth: int) -> int:
        return int(rank is not None and rank <= depth)

    return {
        f"hit@{depth}": _json(
            mean([hit(one, depth) - hit(other, depth) for one, other in zip(ranks, others, strict=True)])
        )
        for depth in DEPTHS
    }


def _latency(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Milliseconds."""
    times = {"search": [each.search_ms for each in outcomes], "answer": [each.answer_ms for each in outcomes]}
    return {
        name: {"median": _number(percentile(values, 50)), "p95": _number(percentile(values, 95))}
        for name, values in times.items()
    }


def _group(outcomes: Iterable[Outcome], group: str) -> list[Outcome]:
    return [each for each in outcomes if each.group == group]


def _by(items: Sequence[Any], key: Callable[[Any], str], of: Callable[[Sequence[Any]], Any]) -> dict[str, Any]:
    """``of`` the items of each key, in the order of the keys."""
    parts: dict[str, list[Any]] = {}
    for item in items:
        parts.setdefault(key(item), []).append(item)
    return {name: of(parts[name]) for name in sorted(parts)}


def _confidences(outcomes: Iterable[Outcome]) -> list[float]:
    return [each.confidence for each in outcomes]


def _json(figure: Figure) -> dict[str, Any]:
    return {
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "of": figure.of,
    }


def _number(value: float) -> float | None:
    """Rounded; ``None`` for what cannot be said, which JSON has no number for."""
    return None if value != value else round(float(value), _DIGITS)
