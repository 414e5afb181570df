"""How well an encoder finds the answers of questions on documents that nothing is learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.encoder.tuning.examples import Question, Text

__all__ = ["FIRST", "hits", "hits_by_scores"]

#: A right answer among so many counts as a hit.
FIRST = (1, 3, 10)


def hits(asked: Any, questions: Sequence[Question], known: Any, texts: Sequence[Text]) -> dict[str, dict[str, float]]:
    """Percent of the questions with a text of the right place among the first, by the texts' vectors alone.

    Args:
        asked: vectors of the questions ``[n, d]``.
        questions: with the numbers of their answers among the texts.
        known: vectors of the texts ``[m, d]``; one of zeros is never found.
        texts: what the answers are looked for in.

    Returns:
        ``hit@1``, ``hit@3`` and ``hit@10``, 0 to 100, of English (``"en"``) and of all other languages (``"others"``),
        as far as there are questions in them.
    """
    there = np.flatnonzero(known.any(axis=1))
    ranks: dict[str, list[int]] = {}
    for question, vector in zip(questions, asked, strict=True):
        order = there[np.argsort(-(known[there] @ vector))[: max(FIRST)]]
        place = texts[question.answer].place
        rank = next((at for at, number in enumerate(order) if texts[number].place == place), max(FIRST))
        ranks.setdefault("en" if question.language == "en" else "others", []).append(rank)
    return {
        language: {f"hit@{first}": round(100 * float(np.mean([rank < first for rank in found])), 1) for first in FIRST}
        for language, found in sorted(ranks.items())
    }


def hits_by_scores(
    scores: Any, numbers: Any, questions: Sequence[Question], texts: Sequence[Text]
) -> dict[str, dict[str, float]]:
    """The same by scores of some texts instead of vectors.

    Args:
        scores: of each question and text ``[n, c]``.
        numbers: of these texts among all ``[c]``.
        questions: as above.
        texts: as above.
    """
    # As if each text had a dimension of its own, so that the same measure counts them.
    asked = np.zeros((len(questions), len(texts)), np.float32)
    asked[:, numbers] = scores
    known = np.zeros((len(texts), len(texts)), np.float32)
    known[numbers, numbers] = 1
    return hits(asked, questions, known, texts)
