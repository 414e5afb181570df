"""How often the right place is among the first."""

from __future__ import annotations

import numpy as np

from knowledge.encoder.tuning.examples import Question, Text
from knowledge.encoder.tuning.held_out import hits


def text(place: str) -> Text:
    return Text(("a.md", place), place, ((0, len(place)),))


def test_places_are_counted_and_not_texts() -> None:
    texts = [text("one"), text("two"), text("two"), text("three"), text("four")]
    known = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.5, 0.5], [0, 0]], np.float32)
    questions = [Question("a", "en", "?", 0), Question("b", "en", "?", 1), Question("c", "fr", "?", 3)]
    asked = np.array([[1, 0], [0, 1], [1, 0]], np.float32)
    assert hits(asked, questions, known, texts) == {
        "en": {"hit@1": 100.0, "hit@3": 100.0, "hit@10": 100.0},
        "others": {"hit@1": 0.0, "hit@3": 100.0, "hit@10": 100.0},
    }


def test_a_text_without_a_vector_is_never_found() -> None:
    texts = [text("one"), text("two")]
    known = np.array([[0, 0], [-1, 0]], np.float32)
    found = hits(np.array([[1, 0]], np.float32), [Question("a", "en", "?", 0)], known, texts)
    assert found["en"]["hit@10"] == 0.0
