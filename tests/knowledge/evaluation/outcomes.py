"""Outcomes written by hand."""

from __future__ import annotations

from typing import Any

from knowledge.evaluation import Outcome

__all__ = ["outcome", "unanswerable"]


def outcome(identity: str, rank: int | None = 1, **changes: Any) -> Outcome:
    """A question with an answer, found at a rank."""
    values: dict[str, Any] = {
        "set": "hand",
        "group": "asked",
        "language": "en",
        "kind": "everyday",
        "question": f"question {identity}",
        "document": "treaty.md",
        "seen": True,
        "of": "",
        "rank_whole": None,
        "state": "answered",
        "confidence": 0.9,
        "cited_first": rank == 1,
        "cited_any": rank is not None and rank <= 3,
        "citations": 3,
        "verbatim": True,
        "first": "treaty.md: Article 1",
        "understood": f"question {identity}",
        "search_ms": 20.0,
        "answer_ms": 25.0,
    }
    return Outcome(id=identity, rank=rank, **{**values, **changes})


def unanswerable(identity: str, confidence: float, state: str = "not_found", **changes: Any) -> Outcome:
    """A question without an answer."""
    values = {"group": "unanswerable", "kind": "far", "document": "", "seen": None, "cited_any": False}
    return outcome(identity, None, confidence=confidence, state=state, **{**values, **changes})
