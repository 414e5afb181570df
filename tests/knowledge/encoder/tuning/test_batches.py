"""Batches: every question once, answers among the texts, neighbours together."""

from __future__ import annotations

import numpy as np

from knowledge.encoder.tuning.batches import batches, hard_negatives
from knowledge.encoder.tuning.examples import Question, Text

RANDOM = np.random.default_rng(3)
KNOWN = RANDOM.normal(size=(40, 8)).astype(np.float32)
KNOWN /= np.linalg.norm(KNOWN, axis=1, keepdims=True)
TEXTS = [Text(("a.md", f"Article {number // 2}"), "text", ((0, 4),)) for number in range(40)]
QUESTIONS = [Question(str(number), "en", "question", number % 20) for number in range(90)]


def test_wrong_answers_are_the_nearest_of_other_places() -> None:
    asked = KNOWN[[question.answer for question in QUESTIONS]]
    found = hard_negatives(QUESTIONS, TEXTS, asked, KNOWN, skip=0, most=3)
    for question, near in zip(QUESTIONS, found, strict=True):
        place = TEXTS[question.answer].place
        order = np.argsort(-(KNOWN @ KNOWN[question.answer]))
        assert near == [number for number in order.tolist() if TEXTS[number].place != place][:3]


def test_an_epoch_asks_each_question_once_with_its_answer_there() -> None:
    negatives = [[30 + number % 10] for number in range(90)]
    rounds = list(batches(QUESTIONS, KNOWN, negatives, np.random.default_rng(1), size=8, group=4, a_text=2, extra=3))
    assert sorted(number for batch in rounds for number in batch.questions) == list(range(90))
    for batch in rounds:
        answers = {QUESTIONS[number].answer for number in batch.questions}
        assert answers <= set(batch.texts)
        assert len(set(batch.texts)) == len(batch.texts) <= len(answers) + 3
        assert set(batch.texts) - answers <= {text for number in batch.questions for text in negatives[number]}


def test_the_same_seed_gives_the_same_epoch() -> None:
    negatives: list[list[int]] = [[] for _ in QUESTIONS]
    one, other = (list(batches(QUESTIONS, KNOWN, negatives, np.random.default_rng(5))) for _ in range(2))
    assert one == other
