"""From documents and questions to an adapter: the whole of the training."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.encoder.tuning.material import Material
    from knowledge.encoder.tuning.student import Student
    from knowledge.encoder.tuning.train import Recipe

__all__ = ["tune"]

#: A right answer among so many counts as a hit.
_FIRST = (1, 3, 10)


def tune(
    base: Path,
    material: Material,
    out: Path,
    recipe: Recipe,
    *,
    model: str,
    start: Path | None = None,
    teacher: Path | None = None,
    strength: float = 1.0,
    threads: int = 2,
    progress: Callable[[str, float], None] = lambda step, done: None,
) -> dict[str, Any]:
    """Teach the encoder and write its adapter.

    Args:
        base: folder of the encoder as it was published.
        material: what it learns from.
        out: folder of the adapter; one that is there is replaced.
        recipe: how it learns.
        model: the encoder's name on a hub.
        start: folder of an adapter of the same recipe to go on from; from nothing when ``None``.
        teacher: folder of a larger encoder of English, in the format of sentence-transformers; none when ``None``.
        strength: what its changes are multiplied with, 0 to 1.
        threads: processor threads.
        progress: called with a step in words and how much is done, 0 to 1.

    Returns:
        The adapter's record.

    Raises:
        EncoderError: ``base`` is no encoder; ``start`` is no adapter, or of another recipe.
    """
    import torch

    from knowledge.encoder.adapter import Adapter
    from knowledge.encoder.tuning.low_rank import adapt, go_on, weaken
    from knowledge.encoder.tuning.student import Student
    from knowledge.encoder.tuning.teacher import judge
    from knowledge.encoder.tuning.train import embed, train

    torch.set_num_threads(threads)
    started = time.monotonic()
    student = Student(base)
    adapt(student.model, recipe.rank, recipe.scale, recipe.frozen)
    begun = Adapter.read(start) if start else None
    if begun is not None:
        go_on(student.model, begun.tensors, start)
    progress("looking at what it knows", 0.0)
    known = embed(student, material.every)
    before = _hits(student, material, known)
    known = known[: len(material.texts)].copy()
    judgement = judge(teacher, material.questions, material.texts, tell=progress) if teacher else None
    adapter = train(
        student, material.questions, material.texts, material.pairs, recipe, known, judgement, tell=progress
    )
    weaken(student.model, strength)
    progress("looking at what it has learned", 0.99)
    after = _hits(student, material, embed(student, material.every))
    record = {
        "model": model,
        "start": begun.sha256 if begun else None,
        "teacher": teacher.name if teacher else None,
        "strength": strength,
        "recipe": asdict(recipe),
        "data_sha256": material.digest,
        "data": material.counts(),
        "held_out": {"documents": material.held_out_documents, "before": before, "after": after},
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    Adapter.write(out, {name: tensor.numpy() for name, tensor in adapter.items()}, record)
    return record


def _hits(student: Student, material: Material, known: Any) -> dict[str, dict[str, float]]:
    """Percent of the held-out questions with a text of the right place among the first, by the texts' vectors alone."""
    from knowledge.encoder.tuning.train import embed

    if not material.held_out:
        return {}
    asked = embed(student, [question.question for question in material.held_out])
    ranks: dict[str, list[int]] = {}
    for question, vector in zip(material.held_out, asked, strict=True):
        order = np.argsort(-(known @ vector))[: max(_FIRST)]
        place = material.every[question.answer].place
        rank = next((at for at, number in enumerate(order) if material.every[number].place == place), max(_FIRST))
        ranks.setdefault("en" if question.language == "en" else "others", []).append(rank)
    return {
        language: {f"hit@{first}": round(100 * float(np.mean([rank < first for rank in found])), 1) for first in _FIRST}
        for language, found in sorted(ranks.items())
    }
