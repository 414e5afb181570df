"""A whole result, made of outcomes written by hand."""

from __future__ import annotations

from typing import Any

from knowledge.evaluation import figures
from tests.knowledge.evaluation.outcomes import outcome, unanswerable

__all__ = ["EVERYTHING", "document"]

#: Outcomes of every group.
EVERYTHING = [
    outcome("a", 1),
    outcome("b", 4, language="zh", seen=False, confidence=0.7),
    outcome("c", None, language="ar", confidence=0.1, state="not_found"),
    unanswerable("n", 0.05),
    unanswerable("m", 0.65, "answered", kind="near"),
    outcome("f", 3, group="follow_up", kind="follow_up", rank_whole=1),
    outcome("v", 2, group="variant", kind="typos", of="a"),
]


def document(outcomes: list[Any]) -> dict[str, Any]:
    """As ``report`` makes it."""
    return {
        "questions": {"split": "tuning", "asked": len(outcomes)},
        "index": {"passages": 12, "encoder": {"name": "hashing", "checksum": "0123456789abcdef"}},
        "calibration": {"answered": 0.6, "closest": 0.2},
        "machine": {"processors": 2},
        "figures": figures(outcomes),
        "outcomes": [each.to_dict() for each in outcomes],
    }
