"""The same questions as thumbs in a hurry type them."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.tuning.noise import mistyped

if TYPE_CHECKING:
    from knowledge.evaluation.selection import Selection

__all__ = ["with_typing_errors"]


def with_typing_errors(selection: Selection, letters: int) -> Selection:
    """The questions with a typing error for every ``letters`` letters, at least one each; the same ones every time.

    Chinese questions stay: what is wrong in them are other characters.
    """
    questions = tuple(
        replace(
            question,
            question=mistyped(
                question.question, np.random.default_rng(zlib.crc32(question.id.encode())), letters=letters
            ),
        )
        for question in selection.questions
    )
    return replace(selection, questions=questions, typing_errors=letters)
