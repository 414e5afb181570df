from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.confidence import CALIBRATION, FEATURES, Calibration, coverage, features
from knowledge.answer.standing import SIGNS, Standing
from knowledge.document import Place
from knowledge.errors import KnowledgeError
from knowledge.instruments import Reference
from knowledge.passage import Passage, Sentence
from knowledge.search import Hit, SearchResult
from knowledge.search.fusion import WEIGHTS
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
    assert len(data["meaning"]) == 384
    assert list(data["first"]["weights"]) == list(SIGNS)
    assert data["first"]["weights"]["height"] > 0
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


def test_what_is_asked_counts_where_the_vector_is_of_that_encoder() -> None:
    calibration = Calibration("0" * 16, 0.0, dict.fromkeys(FEATURES, 0.0), 0.6, 0.2, meaning=(2.0, -2.0))
    nothing = [0.0] * len(FEATURES)
    assert calibration.confidence(nothing, np.array([1.0, 0.0], np.float32)) == pytest.approx(1 / (1 + math.exp(-2)))
    assert calibration.confidence(nothing, np.array([0.0, 1.0], np.float32)) == pytest.approx(1 / (1 + math.exp(2)))
    for other in (None, np.ones(3, np.float32), np.empty(0, np.float32)):
        assert calibration.confidence(nothing, other) == 0.5


def test_an_answer_is_as_sure_as_it_is_that_there_is_one_and_that_this_is_it() -> None:
    first = Standing(0.0, {**dict.fromkeys(SIGNS, 0.0), "height": 2.0})
    calibration = Calibration("0" * 16, 0.0, dict.fromkeys(FEATURES, 0.0), 0.6, 0.2, first=first)
    nothing = [0.0] * len(FEATURES)
    assert calibration.confidence(nothing) == 0.5
    assert calibration.confidence(nothing, None, [0.0] * len(SIGNS)) == 0.25
    assert calibration.confidence(nothing, None, [1.0, *[0.0] * (len(SIGNS) - 1)]) == pytest.approx(
        0.5 / (1 + math.exp(-2))
    )


def feature(name: str, result: SearchResult) -> float:
    return features(result)[FEATURES.index(name)]


def found(
    question: str, *, passage: Passage = PASSAGE, lifted: float = 0.0, absent: tuple[str, ...] = ()
) -> SearchResult:
    named = (Reference("refugee-convention-1951", None, None, 0, 1),)
    return SearchResult(
        question, question, "en", named, (Hit(0, passage, 0.5, 0.5, lifted=lifted),), subject=question, absent=absent
    )


def test_a_passage_of_another_instrument_than_the_one_named() -> None:
    question = "can he be expelled under the refugee convention"
    assert feature("other", found(question, lifted=WEIGHTS.mention)) == 1
    assert feature("other", found(question, lifted=WEIGHTS.instrument)) == 0
    # Where there is no text of it, others may speak of it; that it is missing is said by another.
    assert feature("other", found(question, lifted=WEIGHTS.mention, absent=("refugee-convention-1951",))) == 0


def test_what_the_second_encoder_says() -> None:
    hits = tuple(Hit(row, PASSAGE, 0.5, 0.5, second=near) for row, near in enumerate((0.7, 0.4, 0.0, 0.4, 0.1)))
    heard = replace(found("may he be expelled"), hits=hits)
    assert feature("second", heard) == pytest.approx(0.2)
    assert feature("second_above", heard) == pytest.approx(0.7 - 0.4)  # of those that it understands
    # Where it is not heard, and where it does not understand the first, it takes no side.
    for silent in (found("may he be expelled"), replace(heard, hits=hits[2:3])):
        assert (feature("second", silent), feature("second_above", silent)) == (0, 0)


def test_what_is_demanded_and_not_there() -> None:
    assert feature("lacking", found("within how many days may he be expelled")) == 1
    assert feature("lacking", found("may he be expelled")) == 0
    assert feature("unheard", found("may he be expelled after 30 days")) == 1
    assert feature("unheard", found("may he be expelled")) == 0


def test_frequent_questions_may_speak_of_oneself_and_of_today() -> None:
    entry = replace(PASSAGE, name="faq.yml", collection="faq")
    question = "i need the slides from last week"
    for name in ("own_case", "present"):
        assert feature(name, found(question)) == 1
        assert feature(name, found(question, passage=entry)) == 0
    assert feature("present", found("which countries have ratified it")) == 1


def test_nothing_found_has_no_features() -> None:
    with pytest.raises(ValueError, match="without hits"):
        features(SearchResult("a", "a", "en"))


@pytest.mark.parametrize("content", ["", "{}", '{"weights": {}}'])
def test_constants_that_cannot_be_used_say_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"knowledge\.answer\.calibrate"):
        Calibration.load(path)
