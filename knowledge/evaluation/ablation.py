"""What each part of the search is worth: runs without it, one part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.evaluation.compare import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

__all__ = ["ablation", "table_of"]


def ablation(whole: Mapping[str, Any], without: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A row for the whole search, and one for each part that was left out.

    Args:
        whole: the run (``report``) with all parts.
        without: runs over the same questions by the part that was left out.

    Returns:
        ``without`` (the part, ``None`` for the whole) and ``figures``: by name ``value``, and ``difference`` from the
        whole with the ``low`` and ``high`` of its 95 % interval.
    """
    rows = []
    for part, run in ((None, whole), *without.items()):
        differences = [each for each in compare(whole, run).differences if each.part in ("all", "follow-ups")]
        figures = {
            each.figure if each.part == "all" else f"{each.part} {each.figure}": {
                "value": round(each.second, 4),
                "difference": round(each.second - each.first, 4),
                "low": round(each.low, 4),
                "high": round(each.high, 4),
            }
            for each in differences
        }
        rows.append({"without": part, "figures": figures})
    return rows


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The rows on the screen: values of the whole search, differences of all others."""
    from knowledge.evaluation.tables import table

    shown = [name for name in rows[0]["figures"] if name.startswith("hit@") or name in ("MRR", "AUROC", "coverage")]
    if "follow-ups hit@10" in rows[0]["figures"]:
        shown.append("follow-ups hit@10")
    made = table("Ablation: the whole search, and what changes without a part of it (* beyond chance)", "", *shown)
    for row in rows:
        cells = []
        for name in shown:
            figure = row["figures"][name]
            scale, digits = (1, 3) if name in ("MRR", "AUROC") else (100, 1)
            if row["without"] is None:
                cells.append(f"{scale * figure['value']:.{digits}f}")
            else:
                certain = "*" if figure["low"] > 0 or figure["high"] < 0 else ""
                cells.append(f"{scale * figure['difference']:+.{digits}f}{certain}")
        made.add_row(f"without {row['without']}" if row["without"] else "whole", *cells)
    return made
