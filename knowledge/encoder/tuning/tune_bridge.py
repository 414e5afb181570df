"""Learns the bridge from the encoder of all languages to the second one, whose passages stay as they are."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from knowledge.encoder.adapter import Adapter
from knowledge.encoder.bridge import MATRIX
from knowledge.encoder.english import checksum_of
from knowledge.encoder.tuning.choices import Choices
from knowledge.encoder.tuning.held_out import hits
from knowledge.encoder.tuning.optimiser import optimiser
from knowledge.encoder.tuning.student import Student

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.encoder import Encoder
    from knowledge.encoder.tuning.examples import Question
    from knowledge.encoder.tuning.material import Material

__all__ = ["BridgeRecipe", "tune_bridge"]


@dataclass(frozen=True, slots=True)
class BridgeRecipe:
    """How the bridge is learned.

    Attributes:
        epochs: times each question is seen.
        rate: highest learning rate.
        sharpness: what cosines are multiplied with before the softmax.
        batch: questions in a step.
        decay: weight decay.
        seed: of everything random.
    """

    epochs: int = 6
    rate: float = 3e-3
    sharpness: float = 30.0
    batch: int = 128
    decay: float = 0.01
    seed: int = 0


def tune_bridge(
    first: Encoder,
    base: Path,
    material: Material,
    out: Path,
    recipe: BridgeRecipe,
    *,
    model: str,
    second: str,
    threads: int = 2,
    progress: Callable[[str, float], None] = lambda step, done: None,
) -> dict[str, Any]:
    """Learn it from questions in all languages, and write it.

    Args:
        first: the encoder that questions come from.
        base: folder of the second encoder, in the format of sentence-transformers.
        material: what is learned from. A question answered by an entry in its own language learns that in English.
        out: the folder; one that is there is replaced.
        recipe: how.
        model: the second encoder's name.
        second: the checksum in its stamp.
        threads: processor threads.
        progress: called with a step in words and how much is done, 0 to 1.

    Returns:
        Its record.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    started = time.monotonic()
    student = Student(base, window=512, attention="eager")
    student.model.eval()
    every = Choices.of(student, material.every, progress)
    known, choices = every.known(len(material.every)), every.first(len(material.texts))
    rows, answers = _answers(material, choices)
    progress("embedding the questions", 0.5)
    asked = torch.from_numpy(first.embed_questions([question.question for question in rows]))
    matrix = torch.nn.Linear(asked.shape[1], known.shape[1], bias=False)
    steps = -(-len(rows) // recipe.batch) * recipe.epochs
    moving, schedule = optimiser(matrix.parameters(), rate=recipe.rate, decay=recipe.decay, steps=steps + 1)
    step = 0
    for _ in range(recipe.epochs):
        for batch in torch.randperm(len(rows)).split(recipe.batch):
            loss = choices.loss(functional.normalize(matrix(asked[batch]), dim=-1), answers[batch], recipe.sharpness)
            moving.zero_grad()
            loss.backward()
            moving.step()
            schedule.step()
            step += 1
            progress(f"learning, loss {float(loss.detach()):.3f}", step / steps)
    held_out = material.held_out
    after = {}
    if held_out:
        vectors = torch.from_numpy(first.embed_questions([question.question for question in held_out]))
        with torch.inference_mode():
            carried = functional.normalize(matrix(vectors), dim=-1).numpy()
        after = hits(carried, held_out, known, material.every)
    record = {
        "model": model,
        "strength": 1.0,
        "first": first.checksum,
        "second": checksum_of(second),
        "recipe": asdict(recipe),
        "data_sha256": material.digest,
        "data": {"texts": len(choices.numbers), "questions": len(rows), "held_out_questions": len(held_out)},
        "held_out": {"documents": material.held_out_documents, "after": after},
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    Adapter.write(out, {MATRIX: matrix.weight.detach().half().numpy()}, record)
    return record


def _answers(material: Material, choices: Choices) -> tuple[list[Question], torch.Tensor]:
    """The questions that have an answer among the choices, and its number there ``[n]``."""
    column = {int(number): at for at, number in enumerate(choices.numbers)}
    of_place = {material.texts[number].place: at for number, at in reversed(column.items())}
    found = []
    for question in material.questions:
        answer = column.get(question.answer, of_place.get(material.texts[question.answer].place))
        if answer is not None:
            found.append((question, answer))
    return [question for question, _ in found], torch.from_numpy(np.array([answer for _, answer in found], np.int64))
