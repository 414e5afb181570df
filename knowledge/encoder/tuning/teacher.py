"""A larger encoder of English whose judgement the student takes over, as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from knowledge.encoder.tuning.batches import Batch
    from knowledge.encoder.tuning.examples import Question, Text

__all__ = ["Judgement", "judge"]

#: What the teacher's cosines are multiplied with before the softmax: the scale that such models are trained with.
_SHARPNESS = 20.0
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a teacher thinks of all questions and texts.

    Attributes:
        asked: vectors of the questions ``[n, d]``; zero where it does not know the language.
        known: vectors of the texts ``[m, d]``; zero where it does not know the language.
    """

    asked: Any
    known: Any

    def loss(self, scores: torch.Tensor, batch: Batch) -> torch.Tensor:
        """How far the student is from the teacher: the Kullback-Leibler divergence over the texts of a batch
        (Hinton et al. 2015), the mean over the questions that the teacher knows.

        Args:
            scores: of the student ``[b, p]``, as they go into its softmax.
            batch: which questions and texts they are about.
        """
        asked, known = self.asked[list(batch.questions)], self.known[list(batch.texts)]
        rows, columns = (torch.from_numpy(np.flatnonzero(each.any(axis=1))) for each in (asked, known))
        if not len(rows) or len(columns) < 2:
            return torch.zeros(())
        judged = _SHARPNESS * torch.from_numpy(asked) @ torch.from_numpy(known).T
        return functional.kl_div(
            functional.log_softmax(scores[rows][:, columns], dim=1),
            functional.log_softmax(judged[rows][:, columns], dim=1),
            reduction="batchmean",
            log_target=True,
        )


def judge(
    folder: Path,
    questions: Sequence[Question],
    texts: Sequence[Text],
    *,
    tell: Callable[[str, float], None] = lambda step, done: None,
    batch: int = 16,
) -> Judgement:
    """The teacher's judgement of the English questions and texts.

    Args:
        folder: a sentence-transformers folder.
        questions: ``n`` of them.
        texts: ``m`` of them.
        tell: called with a step in words and how much is done, 0 to 1.
        batch: texts at once.
    """
    from sentence_transformers import SentenceTransformer

    teacher = SentenceTransformer(str(folder), device="cpu")
    found = []
    for items in (
        [question.question if question.language == _LANGUAGE else "" for question in questions],
        [text.text if text.language == _LANGUAGE else "" for text in texts],
    ):
        rows = sorted((row for row, item in enumerate(items) if item), key=lambda row: len(items[row]))
        vectors = np.zeros((len(items), int(teacher.get_sentence_embedding_dimension() or 0)), np.float32)
        for start in range(0, len(rows), batch):
            some = rows[start : start + batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                part = teacher.encode([items[row] for row in some], batch_size=batch, convert_to_tensor=True)
            vectors[some] = functional.normalize(part.float(), dim=1).numpy()
            tell("asking the teacher", start / len(rows))
        found.append(vectors)
    return Judgement(*found)
