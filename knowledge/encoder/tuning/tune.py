"""From documents and questions to an adapter: the whole of the training."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from knowledge.encoder.tuning.held_out import hits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.encoder.tuning.material import Material
    from knowledge.encoder.tuning.train import Recipe

__all__ = ["tune"]


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

    def looked_at(known: Any) -> dict[str, dict[str, float]]:
        asked = embed(student, [question.question for question in material.held_out])
        return hits(asked, material.held_out, known, material.every)

    progress("looking at what it knows", 0.0)
    known = embed(student, material.every)
    before = looked_at(known)
    known = known[: len(material.texts)].copy()
    judgement = judge(teacher, material.questions, material.texts, tell=progress) if teacher else None
    adapter = train(
        student, material.questions, material.texts, material.pairs, recipe, known, judgement, tell=progress
    )
    weaken(student.model, strength)
    progress("looking at what it has learned", 0.99)
    after = looked_at(embed(student, material.every))
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
    Adapter.write(out, adapter, record)
    return record
