"""A run as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.evaluation.figures import DEPTHS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["draw"]

_BLUES = ("#0b4f8a", "#5b9bd1", "#bcd9f0")
_RED = "#b3261e"
_GREY = "#6f6f6f"
_BINS = 20


def draw(data: Mapping[str, Any], path: Path) -> None:
    """Write a PNG of a run (``report``): retrieval, selective answering, reliability, and confidence by kind."""
    from matplotlib.figure import Figure

    # Without pyplot: no window, no state that outlives the picture.
    figure = Figure(figsize=(13, 9), dpi=110)
    axes = figure.subplots(2, 2)
    figures = data["figures"]
    for axis, paint, key in (
        (axes[0][0], _retrieval, "retrieval"),
        (axes[0][1], _risk, "abstention"),
        (axes[1][0], _reliability, "reliability"),
        (axes[1][1], _confidences, "abstention"),
    ):
        axis.spines["top"].set_visible(False)
        axis.spines["right"].set_visible(False)
        if figures[key] is None:
            axis.set_axis_off()
        else:
            paint(axis, data)
    asked = data["questions"]
    encoder = data["index"]["encoder"] or {"name": "no encoder", "checksum": ""}
    figure.suptitle(
        f"{asked['asked']} questions ({asked['split']}), {data['index']['passages']} passages, "
        f"{encoder['name']} {encoder['checksum']}"
    )
    figure.tight_layout(rect=(0, 0, 1, 0.97))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    figure.savefig(beside, format="png")
    beside.replace(path)


def _retrieval(axis: Any, data: Mapping[str, Any]) -> None:
    figures = data["figures"]["retrieval"]
    cells = {"all": figures["all"], **figures["language"]}
    width = 0.8 / len(DEPTHS)
    for number, depth in enumerate(DEPTHS):
        hits = [cell[f"hit@{depth}"] for cell in cells.values()]
        values = [100 * hit["value"] for hit in hits]
        errors = [
            [value - 100 * hit["low"] for value, hit in zip(values, hits, strict=True)],
            [100 * hit["high"] - value for value, hit in zip(values, hits, strict=True)],
        ]
        places = [at + (number - (len(DEPTHS) - 1) / 2) * width for at in range(len(cells))]
        style = {"ecolor": _GREY, "elinewidth": 1, "capsize": 2}
        axis.bar(places, values, width, yerr=errors, error_kw=style, color=_BLUES[number], label=f"hit@{depth}")
    axis.set_xticks(range(len(cells)))
    axis.set_xticklabels([f"{name}\n{cell['questions']}" for name, cell in cells.items()])
    axis.set_ylim(0, 118)
    axis.set_yticks(range(0, 101, 20))
    axis.set_ylabel("right section found, %")
    axis.set_title("Retrieval by language")
    axis.legend(loc="upper center", ncol=len(DEPTHS), frameon=False)


def _risk(axis: Any, data: Mapping[str, Any]) -> None:
    figures = data["figures"]["abstention"]
    points = [point for point in figures["curve"] if point[0] is not None]
    axis.plot([100 * point[0] for point in points], [100 * point[1] for point in points], color=_BLUES[0])
    coverage, wrong = figures["coverage"]["value"], figures["wrong_among_given"]["value"]
    if coverage is not None and wrong is not None:
        threshold = data["calibration"]["answered"]
        axis.plot(100 * coverage, 100 * wrong, "o", color=_RED, label=f"threshold that ships, {threshold}")
        axis.legend(loc="upper left")
    goal = figures["coverage_at_risk"]["risk"]
    axis.axhline(100 * goal, color=_GREY, linewidth=1, linestyle=":")
    axis.set_xlim(0, 100)
    axis.set_ylim(0, None)
    axis.set_xlabel("answered, of the questions with an answer, %")
    axis.set_ylabel("wrong, of the answers given, %")
    area = figures["auroc"]["all"]["value"]
    axis.set_title("Wrong answers against coverage" + ("" if area is None else f" (AUROC {area:.3f})"))


def _reliability(axis: Any, data: Mapping[str, Any]) -> None:
    figures = data["figures"]["reliability"]
    bins = [each for each in figures["bins"] if each["of"]]
    axis.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle=":")
    axis.plot([each["confidence"] for each in bins], [each["right"] for each in bins], "o-", color=_BLUES[0])
    for each in bins:
        axis.annotate(
            str(each["of"]),
            (each["confidence"], each["right"]),
            textcoords="offset points",
            xytext=(5, -11),
            fontsize=8,
            color=_GREY,
        )
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    axis.set_xlabel("confidence")
    axis.set_ylabel("share whose first place is right")
    axis.set_title(f"Reliability (ECE {figures['ece']:.3f}; numbers are questions)")


def _confidences(axis: Any, data: Mapping[str, Any]) -> None:
    kinds: dict[str, list[float]] = {}
    for outcome in data["outcomes"]:
        if outcome["group"] in ("asked", "unanswerable"):
            kind = "answerable" if outcome["group"] == "asked" else outcome["kind"]
            kinds.setdefault(kind, []).append(outcome["confidence"])
    names = sorted(kinds, key=lambda kind: (kind != "answerable", kind))
    width = 1 / _BINS
    for line, name in enumerate(reversed(names)):
        counts = [0] * _BINS
        for value in kinds[name]:
            counts[min(int(value * _BINS), _BINS - 1)] += 1
        heights = [0.85 * count / max(counts) for count in counts]
        colour = _BLUES[0] if name == "answerable" else _BLUES[1]
        axis.bar([at * width for at in range(_BINS)], heights, width, bottom=line, align="edge", color=colour)
        axis.axhline(line, color=_GREY, linewidth=0.5)
    axis.set_yticks(range(len(names)))
    axis.set_yticklabels([f"{name} ({len(kinds[name])})" for name in reversed(names)], va="bottom")
    axis.tick_params(axis="y", length=0)
    for key, style in (("answered", "-"), ("closest", "--")):
        axis.axvline(data["calibration"][key], color=_RED, linewidth=1, linestyle=style)
    axis.set_xlim(0, 1)
    axis.set_xlabel("confidence (lines: closest, answered)")
    axis.set_ylim(0, len(names))
    axis.set_title("Confidence by kind of question, each to its own scale")
