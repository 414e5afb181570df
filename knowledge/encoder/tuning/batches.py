"""Batches whose passages are hard to tell apart: the wrong answers that a question learns from are its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.encoder.tuning.examples import Question, Text

__all__ = ["Batch", "batches", "hard_negatives"]

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some questions, and the texts that they choose from.

    Attributes:
        questions: numbers of questions ``[b]``.
        texts: numbers of texts ``[p]``, without repetition; every question's answer is among them.
    """

    questions: tuple[int, ...]
    texts: tuple[int, ...]


def hard_negatives(
    questions: Sequence[Question],
    texts: Sequence[Text],
    asked: Vectors,
    known: Vectors,
    *,
    skip: int = 1,
    most: int = 12,
) -> list[list[int]]:
    """For each question the texts of other places that stand nearest to it.

    Args:
        questions: ``n`` of them.
        texts: ``m`` of them.
        asked: vectors of the questions ``[n, d]``.
        known: vectors of the texts ``[m, d]``.
        skip: nearest wrong texts left out, since some of these answer as well.
        most: kept for each question.
    """
    found = []
    for number, question in enumerate(questions):
        order = np.argsort(-(known @ asked[number]))[: 4 * (most + skip)]
        place = texts[question.answer].place
        wrong = [int(at) for at in order if texts[at].place != place]
        found.append(wrong[skip : skip + most])
    return found


def batches(
    questions: Sequence[Question],
    known: Vectors,
    negatives: Sequence[Sequence[int]],
    random: np.random.Generator,
    *,
    size: int = 32,
    group: int = 8,
    a_text: int = 2,
    extra: int = 24,
) -> Iterator[Batch]:
    """One epoch: each question once.

    Args:
        questions: all of them.
        known: vectors of the texts ``[m, d]``.
        negatives: for each question, numbers of texts that are near and wrong.
        random: decides the order.
        size: answers in a batch.
        group: of these, so many are neighbours of each other.
        a_text: questions on one text in a batch.
        extra: further texts in a batch, from the negatives of its questions.
    """
    waiting: dict[int, list[int]] = {}
    for number in random.permutation(len(questions)):
        waiting.setdefault(questions[number].answer, []).append(int(number))
    groups = list(_groups(waiting, known, random, group, a_text))
    random.shuffle(groups)
    for start in range(0, len(groups), size // group):
        chosen = [number for each in groups[start : start + size // group] for number in each]
        answers = [questions[number].answer for number in chosen]
        pool = [text for number in chosen for text in negatives[number]]
        others = [int(text) for text in random.permutation(pool)] if pool else []
        texts = list(dict.fromkeys(answers))
        for text in dict.fromkeys(others):
            if len(texts) >= len(set(answers)) + extra:
                break
            if text not in texts:
                texts.append(text)
        yield Batch(tuple(chosen), tuple(texts))


def _groups(
    waiting: dict[int, list[int]], known: Vectors, random: np.random.Generator, group: int, a_text: int
) -> Iterator[list[int]]:
    """Questions of ``group`` texts that stand near each other, until none waits."""
    while waiting:
        answers = np.array(sorted(waiting))
        seed = int(random.choice(answers))
        near = answers[np.argsort(-(known[answers] @ known[seed]))[:group]]
        taken = []
        for answer in near:
            numbers = waiting[int(answer)]
            taken += numbers[:a_text]
            del numbers[:a_text]
            if not numbers:
                del waiting[int(answer)]
        yield taken
