from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.confidence import CALIBRATION, FEATURES, Calibration, coverage, features
from knowledge.document import Place
from knowledge.errors import KnowledgeError
from knowledge.passage import Passage, Sentence
from knowledge.search import SearchResult
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "No Contracting State shall expel or return a refugee to territories where his life would be threatened."
PASSAGE = Passage(
    "0" * 32, "k", "k.md", "A treaty", "c", "en", ("Article 1",), 0, len(TEXT), TEXT, (Sentence(0, len(TEXT), Place()),)
)


def covered(question: str, language: str) -> float:
    return coverage(tokenise(question, language), language, PASSAGE)


def test_all_words_there_cover_all() -> None:
    assert covered("expel a refugee", "en") == 1.0
    assert covered("", "en") == 0.0
    assert covered("boiling ethanol", "en") == 0.0
    assert covered("refugee ethanol", "en") == 0.5


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "expulser un réfugié"),
        ("es", "expulsar a un refugiado"),
        ("ru", "выслать беженца"),
        ("ar", "طرد لاجئ"),
    ],
)
def test_a_translated_word_counts_whole(language: str, question: str) -> None:
    assert covered(question, language) == 1.0


def test_the_shipped_constants_are_whole() -> None:
    data = json.loads(CALIBRATION.read_bytes())
    assert list(data["weights"]) == list(FEATURES)
    assert len(data["data_sha256"]) == 64
    assert len(data["encoder"]) == 16
    assert 0 < data["closest"] < data["answered"] < 1
    assert data["figures"]["small"]["auroc"] > 0.9
    assert data["figures"]["large"]["auroc"] > 0.85


def test_states_follow_the_thresholds() -> None:
    calibration = Calibration("0" * 16, 0.0, dict.fromkeys(FEATURES, 0.0), answered=0.6, closest=0.2)
    assert [calibration.state(each) for each in (0.6, 0.59, 0.2, 0.19)] == [
        "answered",
        "closest",
        "closest",
        "not_found",
    ]
    assert calibration.confidence([0.0] * len(FEATURES)) == 0.5


@given(st.lists(st.floats(-1, 1), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_confidence_is_a_probability(values: list[float]) -> None:
    assert 0 <= Calibration.load().confidence(values) <= 1


def test_nothing_found_has_no_features() -> None:
    with pytest.raises(ValueError, match="without hits"):
        features(SearchResult("a", "a", "en"))


@pytest.mark.parametrize("content", ["", "{}", '{"weights": {}}'])
def test_constants_that_cannot_be_used_say_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"knowledge\.answer\.calibrate"):
        Calibration.load(path)
