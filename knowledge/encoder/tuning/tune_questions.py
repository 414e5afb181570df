"""Teaches an encoder of English to understand questions as they are typed; its vectors of passages stay as they are.

Each question chooses among all texts at once, not among those of a batch: their vectors never change, so that all of
them cost one product of matrices. That leaves twenty words a question to compute, a fiftieth of what tuning both sides
takes, and an index made before stays right.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from knowledge.encoder.adapter import Adapter
from knowledge.encoder.english import LANGUAGE
from knowledge.encoder.tuning.choices import Choices
from knowledge.encoder.tuning.held_out import hits, hits_by_scores
from knowledge.encoder.tuning.low_rank import adapt, tensors
from knowledge.encoder.tuning.near import near
from knowledge.encoder.tuning.noise import mistyped
from knowledge.encoder.tuning.optimiser import optimiser
from knowledge.encoder.tuning.student import Student
from knowledge.encoder.tuning.words import first_projection
from knowledge.encoder.words import PROJECTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from knowledge.encoder.tuning.examples import Question
    from knowledge.encoder.tuning.material import Material
    from knowledge.encoder.tuning.words import Words

__all__ = ["QuestionRecipe", "tune_questions"]

#: Texts whose words are compared at one time.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class QuestionRecipe:
    """How the understanding of questions is tuned.

    Attributes:
        epochs: times each question is seen.
        rank: of what is learned of each layer.
        scale: of what is learned.
        rate: highest learning rate.
        sharpness: what cosines are multiplied with before the softmax.
        batch: questions in a step.
        mistyped: share of the questions that are typed badly.
        decay: weight decay.
        dimensions: of the space in which words are compared.
        projection_rate: highest learning rate of the projection to it.
        word_sharpness: as ``sharpness``, for words.
        near: texts near a question that its words choose from, beside the answers of the batch.
        seed: of everything random.
    """

    epochs: int = 3
    rank: int = 16
    scale: float = 2.0
    rate: float = 2e-4
    sharpness: float = 30.0
    batch: int = 64
    mistyped: float = 0.1
    decay: float = 0.01
    dimensions: int = 64
    projection_rate: float = 1e-3
    word_sharpness: float = 40.0
    near: int = 6
    seed: int = 1


def tune_questions(
    base: Path,
    material: Material,
    out: Path,
    recipe: QuestionRecipe,
    *,
    words: Path,
    model: str,
    threads: int = 2,
    progress: Callable[[str, float], None] = lambda step, done: None,
) -> dict[str, Any]:
    """Teach an encoder of English its side of the questions, and write the adapter.

    Args:
        base: folder of the encoder, in the format of sentence-transformers.
        material: what it learns from; what is not in English is passed over.
        out: folder of the adapter; one that is there is replaced.
        recipe: how it learns.
        words: folder of the projection of words; one that is there is replaced.
        model: the encoder's name.
        threads: processor threads.
        progress: called with a step in words and how much is done, 0 to 1.

    Returns:
        The adapter's record.

    Raises:
        EncoderError: ``base`` is no encoder.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    started = time.monotonic()
    student = Student(base, window=512, attention="eager")
    student.model.eval()
    every = Choices.of(student, material.every, progress, words=True)
    known, choices = every.known(len(material.every)), every.first(len(material.texts))
    if choices.words is None:
        raise ValueError("The texts were read without their words.")
    projection = first_projection(choices.words, recipe.dimensions)
    held_out = [question for question in material.held_out if question.language == LANGUAGE]

    def looked_at() -> dict[str, dict[str, float]]:
        with torch.inference_mode():
            asked = [student.questions([question.question]) for question in held_out]
        return hits(torch.cat(asked).numpy(), held_out, known, material.every) if asked else {}

    def looked_at_by_words() -> dict[str, dict[str, float]]:
        if not held_out or every.words is None:
            return {}
        with torch.inference_mode():
            _, states, inner = student.read([question.question for question in held_out])
            parts = torch.arange(len(every.numbers)).split(_AT_ONCE)
            found = torch.cat([every.words.scores(states, inner, projection, part) for part in parts], dim=1).numpy()
        return hits_by_scores(found, every.numbers, held_out, material.every)

    progress("looking at what it knows", 0.0)
    before = looked_at()
    adapt(student.model, recipe.rank, recipe.scale)
    column = {int(number): at for at, number in enumerate(choices.numbers)}
    questions = [each for each in material.questions if each.language == LANGUAGE and each.answer in column]
    student.model.train()  # with its dropout: without, it forgets more of what it knew
    _learn(student, questions, column, choices, choices.words, projection, recipe, progress)
    student.model.eval()
    progress("looking at what it has learned", 0.99)
    after, by_words = looked_at(), looked_at_by_words()
    record: dict[str, Any] = {
        "model": model,
        "side": "questions",
        "strength": 1.0,
        "recipe": asdict(recipe),
        "data_sha256": material.digest,
        "data": {"texts": len(choices.numbers), "questions": len(questions), "held_out_questions": len(held_out)},
        "held_out": {"documents": material.held_out_documents, "before": before, "after": after},
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    Adapter.write(out, tensors(student.model), record)
    of_words = {**record, "held_out": {"documents": material.held_out_documents, "after": by_words}}
    Adapter.write(words, {PROJECTION: projection.weight.detach().half().numpy()}, of_words)
    return {**record, "words": by_words}


def _learn(
    student: Student,
    questions: Sequence[Question],
    column: dict[int, int],
    choices: Choices,
    words: Words,
    projection: torch.nn.Linear,
    recipe: QuestionRecipe,
    tell: Callable[[str, float], None],
) -> None:
    random = np.random.default_rng(recipe.seed)
    parameters = [parameter for parameter in student.model.parameters() if parameter.requires_grad]
    steps = -(-len(questions) // recipe.batch) * recipe.epochs
    moving, schedule = optimiser(parameters, rate=recipe.rate, decay=recipe.decay, steps=steps + recipe.epochs)
    of_words, its_schedule = optimiser(
        projection.parameters(), rate=recipe.projection_rate, decay=recipe.decay, steps=steps + recipe.epochs
    )
    losses: list[float] = []
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        for batch in _rounds(questions, recipe.batch, random):
            typed = [
                mistyped(question.question, random) if random.random() < recipe.mistyped else question.question
                for question in batch
            ]
            answers = torch.tensor([column[question.answer] for question in batch])
            asked, states, inner = student.read(typed)
            texts = torch.unique(torch.cat([answers, near(asked.detach(), choices, recipe.near, random)]))
            loss = choices.loss(asked, answers, recipe.sharpness) + words.loss(
                (states, inner), projection, texts, answers, choices.places, recipe.word_sharpness
            )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            torch.nn.utils.clip_grad_norm_(projection.parameters(), 1.0)
            for step in (moving, schedule, of_words, its_schedule):
                step.step()
            moving.zero_grad(set_to_none=True)
            of_words.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
            if len(losses) % 5 == 0:
                passed = time.monotonic() - started
                tell(f"epoch {epoch + 1}, loss {np.mean(losses[-30:]):.3f}, {passed:.0f} s", len(losses) / steps)


def _rounds(questions: Sequence[Question], size: int, random: np.random.Generator) -> Iterator[list[Question]]:
    """One epoch: each question once."""
    order = random.permutation(len(questions))
    for start in range(0, len(order), size):
        yield [questions[number] for number in order[start : start + size]]
