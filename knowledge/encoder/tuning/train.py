"""Teaches the encoder which passage answers which question."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from knowledge.encoder.tuning.batches import Batch, batches, hard_negatives
from knowledge.encoder.tuning.low_rank import tensors
from knowledge.encoder.tuning.noise import mistyped
from knowledge.encoder.tuning.optimiser import optimiser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.encoder.tuning.examples import Question, Text
    from knowledge.encoder.tuning.student import Student
    from knowledge.encoder.tuning.teacher import Judgement

__all__ = ["Recipe", "embed", "train"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is tuned.

    Attributes:
        epochs: times each question is seen.
        frozen: lowest layers that do not learn: a third of the time is theirs, and they say what a word is.
        rank: of what is learned of each layer.
        scale: of what is learned.
        rate: highest learning rate.
        sharpness: what cosines are multiplied with before the softmax.
        answers: in a batch.
        a_text: questions on one text in a batch.
        extra: mined wrong answers in a batch.
        pairs: translations in a step.
        mistyped: share of the questions that are typed badly.
        taught: what the teacher's judgement counts beside the right answers.
        decay: weight decay.
        seed: of everything random.
    """

    epochs: int = 3
    frozen: int = 4
    rank: int = 32
    scale: float = 2.0
    rate: float = 5e-4
    sharpness: float = 50.0
    answers: int = 32
    a_text: int = 4
    extra: int = 16
    pairs: int = 12
    mistyped: float = 0.15
    taught: float = 0.5
    decay: float = 0.01
    seed: int = 20


def train(
    student: Student,
    questions: Sequence[Question],
    texts: Sequence[Text],
    pairs: Sequence[tuple[str, str]],
    recipe: Recipe,
    known: Any,
    judgement: Judgement | None = None,
    tell: Callable[[str, float], None] = lambda step, done: None,
) -> dict[str, torch.Tensor]:
    """Learn.

    Args:
        student: the encoder, adapted (``low_rank.adapt``); it is changed.
        questions: with the numbers of their answers.
        texts: the answers, and others that are wrong for all.
        pairs: a text and its translation.
        recipe: how.
        known: vectors of the texts before ``[n, d]``; overwritten.
        judgement: of a teacher on the questions and texts.
        tell: called with a step in words and how much is done, 0 to 1.

    Returns:
        The adapter: for each weight of the model that changes, ``<name>.down`` and ``<name>.up`` in 16 bits; the change
        is ``up @ down``.
    """
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    student.model.eval()  # without dropout: few steps, and the low rank holds it back enough
    parameters = [parameter for parameter in student.model.parameters() if parameter.requires_grad]
    moving: Any = None
    schedule: Any = None
    step, steps, started = 0, 1, time.monotonic()
    tell("embedding the questions", 0.0)
    asked = embed(student, [question.question for question in questions])
    for epoch in range(recipe.epochs):
        # From the second epoch on by the vectors that the epoch before has met: a little old, and free.
        negatives = hard_negatives(questions, texts, asked, known)
        rounds = list(
            batches(
                questions,
                known,
                negatives,
                random,
                size=recipe.answers,
                a_text=recipe.a_text,
                extra=recipe.extra,
            )
        )
        if schedule is None:
            steps = len(rounds) * recipe.epochs + recipe.epochs
            moving, schedule = optimiser(parameters, rate=recipe.rate, decay=recipe.decay, steps=steps)
        losses = []
        for batch in rounds:
            typed = [
                mistyped(questions[number].question, random)
                if random.random() < recipe.mistyped
                else questions[number].question
                for number in batch.questions
            ]
            loss = _loss(student, batch, typed, questions, texts, recipe, judgement, asked, known)
            if pairs and recipe.pairs:
                chosen = random.choice(len(pairs), min(recipe.pairs, len(pairs)), replace=False)
                loss = loss + 0.2 * _translations(student, [pairs[at] for at in chosen], recipe)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            moving.step()
            if step < steps - 1:
                schedule.step()
            moving.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
            step += 1
            if step % 10 == 0:
                passed = time.monotonic() - started
                tell(f"epoch {epoch + 1}, loss {np.mean(losses[-30:]):.3f}, {passed:.0f} s", step / steps)
    return tensors(student.model)


def embed(student: Student, items: Sequence[str] | Sequence[Text], *, batch: int = 48) -> Any:
    """Vectors ``[n, d]`` as they are now, without gradients."""
    lengths = [len(item) if isinstance(item, str) else len(item.text) for item in items]
    order = sorted(range(len(items)), key=lengths.__getitem__)
    vectors = np.empty((len(items), student.model.config.hidden_size), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            part: Any = [items[row] for row in rows]
            found = student.questions(part) if isinstance(part[0], str) else student.texts(part)[0]
            vectors[rows] = found.numpy()
    return vectors


def _loss(
    student: Student,
    batch: Batch,
    typed: Sequence[str],
    questions: Sequence[Question],
    texts: Sequence[Text],
    recipe: Recipe,
    judgement: Judgement | None,
    asked_before: Any,
    known_before: Any,
) -> torch.Tensor:
    """Cross entropy over the texts of the batch, by the vector of each and by that of its nearest sentence, and how far
    a teacher would have judged otherwise.

    The vectors met go into ``asked_before`` and ``known_before``.
    """
    asked = student.questions(typed)
    known, sentences, owners = student.texts([texts[number] for number in batch.texts])
    asked_before[list(batch.questions)] = asked.detach().numpy()
    known_before[list(batch.texts)] = known.detach().numpy()
    column = {text: at for at, text in enumerate(batch.texts)}
    answers = [questions[number].answer for number in batch.questions]
    target = torch.tensor([column[answer] for answer in answers])
    places = [texts[number].place for number in batch.texts]
    also_right = torch.tensor(
        [
            [place == texts[answer].place and at != column[answer] for at, place in enumerate(places)]
            for answer in answers
        ]
    )
    whole = asked @ known.T
    each = asked @ sentences.T
    nearest = torch.full_like(whole, -1.0).scatter_reduce(
        1, owners.expand(len(asked), -1), each, "amax", include_self=False
    )
    total = torch.zeros(())
    for scores in (whole, nearest):
        total = total + functional.cross_entropy(recipe.sharpness * scores.masked_fill(also_right, -1.0), target) / 2
    if judgement:
        total = total + recipe.taught * judgement.loss(recipe.sharpness * (whole + nearest) / 2, batch)
    return total


def _translations(student: Student, pairs: Sequence[tuple[str, str]], recipe: Recipe) -> torch.Tensor:
    """Cross entropy over translations: each text among the others of the step must find its own."""
    one = student.questions([pair[0] for pair in pairs])
    other = student.questions([pair[1] for pair in pairs])
    scores = recipe.sharpness * one @ other.T
    target = torch.arange(len(pairs))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
