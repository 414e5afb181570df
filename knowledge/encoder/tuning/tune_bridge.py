"""Teaches the encoder of all languages how to read questions for two: for itself, and for the second encoder.

The passages of both stay as they are. What is learned is what the first encoder adds to its weights for questions in
other languages than English, and a bridge of two matrices from what it makes of them to where the second encoder has
its passages and their words. Each question chooses among all texts at once, by three measures together: the first
encoder's passages in all languages, the second one's in English, and the words of these.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from knowledge.encoder.adapter import Adapter
from knowledge.encoder.bridge import MATRIX, WORDS
from knowledge.encoder.english import LANGUAGE, checksum_of
from knowledge.encoder.tuning.choices import Choices
from knowledge.encoder.tuning.held_out import hits, hits_by_scores
from knowledge.encoder.tuning.low_rank import adapt, tensors
from knowledge.encoder.tuning.near import near
from knowledge.encoder.tuning.noise import mistyped
from knowledge.encoder.tuning.optimiser import optimiser
from knowledge.encoder.tuning.student import Student
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from knowledge.encoder.stamp import Stamp
    from knowledge.encoder.tuning.examples import Question
    from knowledge.encoder.tuning.material import Material

__all__ = ["BridgeRecipe", "tune_bridge"]

#: Of least squares, relative to the number of texts: enough that no direction is made much of.
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class BridgeRecipe:
    """How the reading of questions in other languages, and the bridge, are learned.

    Attributes:
        epochs: times each question is seen.
        rank: of what is learned of each layer.
        scale: of what is learned.
        rate: highest learning rate of the layers.
        bridge_rate: and of the bridge.
        own_sharpness: what cosines of the first encoder are multiplied with before the softmax.
        sharpness: and those of the second.
        word_sharpness: and those of words.
        batch: questions in a step.
        mistyped: share of the questions that are typed badly.
        near: texts near a question that its words choose from, beside the answers of the batch.
        decay: weight decay.
        seed: of everything random.
    """

    epochs: int = 3
    rank: int = 32
    scale: float = 2.0
    rate: float = 3e-4
    bridge_rate: float = 2e-3
    own_sharpness: float = 40.0
    sharpness: float = 30.0
    word_sharpness: float = 40.0
    batch: int = 64
    mistyped: float = 0.1
    near: int = 6
    decay: float = 0.01
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Learning:
    """What learns, and what it chooses from.

    Attributes:
        student: the first encoder.
        own: the texts in all languages by the first encoder.
        second: those in English by the second one, with their words.
        bridge: from vectors of the first to those of the second.
        words: from token states of the first to words of the second.
    """

    student: Student
    own: Choices
    second: Choices
    bridge: torch.nn.Linear
    words: torch.nn.Linear


def tune_bridge(
    first: Path,
    base: Path,
    material: Material,
    out: Path,
    bridge: Path,
    recipe: BridgeRecipe,
    *,
    model: str,
    stamps: tuple[Stamp, Stamp],
    projection: Any,
    threads: int = 2,
    progress: Callable[[str, float], None] = lambda step, done: None,
) -> dict[str, Any]:
    """Learn from questions in all languages, and write the adapter and the bridge.

    Args:
        first: folder of the encoder of all languages, in the format of sentence-transformers.
        base: folder of the second encoder, in the same.
        material: what is learned from. A question answered by an entry in its own language learns that in English.
        out: folder of the adapter; one that is there is replaced.
        bridge: folder of the bridge; one that is there is replaced.
        recipe: how.
        model: the first encoder's name.
        stamps: of both encoders.
        projection: of the second one's words ``[w, d of the second]``.
        threads: processor threads.
        progress: called with a step in words and how much is done, 0 to 1.

    Returns:
        The adapter's record.

    Raises:
        EncoderError: a folder holds no encoder.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    started = time.monotonic()
    student = Student(first, window=512)
    student.model.eval()
    own = Choices.of(student, material.every, progress, languages=LANGUAGES)
    second = _second(base, material, projection, progress)
    learning = _Learning(
        student, own.first(len(material.texts)), second.first(len(material.texts)), *_begun(own, second, projection)
    )
    progress("looking at what it knows", 0.0)
    before = _looked_at(learning, own, second, material)
    adapt(student.model, recipe.rank, recipe.scale)
    rows, answers = _answers(material, learning.second)
    student.model.train()  # with its dropout: without, it forgets more of what it knew
    _learn(learning, rows, answers, recipe, progress)
    student.model.eval()
    progress("looking at what it has learned", 0.99)
    after = _looked_at(learning, own, second, material)
    record: dict[str, Any] = {
        "model": model,
        "side": "questions",
        "languages": [each for each in LANGUAGES if each != LANGUAGE],
        "strength": 1.0,
        "recipe": asdict(recipe),
        "data_sha256": material.digest,
        "data": {
            "texts": len(learning.own.numbers),
            "questions": len(rows),
            "held_out_questions": len(material.held_out),
        },
        "held_out": {"documents": material.held_out_documents, "before": before["own"], "after": after["own"]},
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    Adapter.write(out, tensors(student.model), record)
    asked = replace(stamps[0], questions=Adapter.read(out).digest).questions_checksum
    held = {"documents": material.held_out_documents, **{name: after[name] for name in ("vector", "words")}}
    leads = {"first": asked, "second": checksum_of(stamps[1].checksum)}
    matrices = {MATRIX: learning.bridge, WORDS: learning.words}
    Adapter.write(
        bridge,
        {name: matrix.weight.detach().half().numpy() for name, matrix in matrices.items()},
        {**record, **leads, "held_out": held},
    )
    return record


def _second(base: Path, material: Material, projection: Any, tell: Callable[[str, float], None]) -> Choices:
    """The English texts as the second encoder has them, with their words as they are compared."""
    student = Student(base, window=512, attention="eager")
    student.model.eval()
    found = Choices.of(student, material.every, tell, words=True)
    if found.words is None:
        raise ValueError("The texts were read without their words.")
    words = found.words.through(torch.from_numpy(projection))
    return Choices(found.numbers, found.wholes, found.sentences, found.owners, found.places, words)


def _begun(own: Choices, second: Choices, projection: Any) -> tuple[torch.nn.Linear, torch.nn.Linear]:
    """A bridge to begin with: what leads English texts from one encoder to the other, by least squares."""
    at = {int(number): place for place, number in enumerate(own.numbers)}
    known = own.wholes[torch.tensor([at[int(number)] for number in second.numbers])]
    square = known.T @ known + _RIDGE * len(known) * torch.eye(known.shape[1])
    matrix = torch.linalg.solve(square, known.T @ second.wholes).T
    made = []
    for weight in (matrix, torch.from_numpy(projection) @ matrix):
        layer = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=False)
        layer.weight.data = weight.contiguous().clone()
        made.append(layer)
    return made[0], made[1]


def _learn(
    learning: _Learning,
    questions: Sequence[Question],
    answers: torch.Tensor,
    recipe: BridgeRecipe,
    tell: Callable[[str, float], None],
) -> None:
    random = np.random.default_rng(recipe.seed)
    second, words = learning.second, learning.second.words
    if words is None:
        raise ValueError("The texts were read without their words.")
    own = {int(number): place for place, number in enumerate(learning.own.numbers)}
    own_answers = torch.tensor([own[question.answer] for question in questions])
    layers = [parameter for parameter in learning.student.model.parameters() if parameter.requires_grad]
    matrices = [*learning.bridge.parameters(), *learning.words.parameters()]
    steps = -(-len(questions) // recipe.batch) * recipe.epochs
    moved = [
        (layers, *optimiser(layers, rate=recipe.rate, decay=recipe.decay, steps=steps + 1)),
        (matrices, *optimiser(matrices, rate=recipe.bridge_rate, decay=recipe.decay, steps=steps + 1)),
    ]
    losses: list[float] = []
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        for batch in torch.randperm(len(questions)).split(recipe.batch):
            typed = [questions[number].question for number in batch.tolist()]
            typed = [mistyped(each, random) if random.random() < recipe.mistyped else each for each in typed]
            asked, states, inner = learning.student.read(typed)
            carried = functional.normalize(learning.bridge(asked), dim=-1)
            right = answers[batch]
            among = torch.unique(torch.cat([right, near(carried.detach(), second, recipe.near, random)]))
            loss = (
                learning.own.loss(asked, own_answers[batch], recipe.own_sharpness)
                + second.loss(carried, right, recipe.sharpness)
                + words.loss((states, inner), learning.words, among, right, second.places, recipe.word_sharpness)
            )
            loss.backward()
            for parameters, moving, schedule in moved:
                torch.nn.utils.clip_grad_norm_(parameters, 1.0)
                moving.step()
                schedule.step()
                moving.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
            if len(losses) % 5 == 0:
                passed = time.monotonic() - started
                tell(f"epoch {epoch + 1}, loss {np.mean(losses[-30:]):.3f}, {passed:.0f} s", len(losses) / steps)


def _looked_at(learning: _Learning, own: Choices, second: Choices, material: Material) -> dict[str, Any]:
    """How the questions held out find their answers: by the first encoder, over the bridge, and by words."""
    texts, held_out = len(material.every), material.held_out
    if not held_out or second.words is None:
        return {"own": {}, "vector": {}, "words": {}}
    every = torch.arange(len(second.numbers))
    found = []
    with torch.inference_mode():
        for question in held_out:
            asked, states, inner = learning.student.read([question.question])
            carried = functional.normalize(learning.bridge(asked), dim=-1)
            found.append((asked, carried, second.words.scores(states, inner, learning.words, every)))
    vectors, carried, scores = (torch.cat(each).numpy() for each in zip(*found, strict=True))
    return {
        "own": hits(vectors, held_out, own.known(texts), material.every),
        "vector": hits(carried, held_out, second.known(texts), material.every),
        "words": hits_by_scores(scores, second.numbers, held_out, material.every),
    }


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
