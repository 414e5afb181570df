"""Texts that come near a question, and are no answer to it: what its words learn to tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    import numpy as np

    from knowledge.encoder.tuning.choices import Choices

__all__ = ["near"]

#: Nearest texts that some are taken from.
_AMONG = 24


def near(asked: torch.Tensor, choices: Choices, most: int, random: np.random.Generator) -> torch.Tensor:
    """For each question some of the texts that come near it as a whole.

    Args:
        asked: vectors of the questions ``[b, d]``.
        choices: the texts.
        most: for each question.
        random: what takes some.

    Returns:
        Their places among the choices, those of one question after the other ``[n]``.
    """
    among = min(_AMONG, len(choices.numbers))
    nearest = (asked @ choices.wholes.T).topk(among, dim=1).indices
    some = [torch.from_numpy(random.choice(among, min(most, among), replace=False)) for _ in range(len(asked))]
    return torch.cat([row[each] for row, each in zip(nearest, some, strict=True)])
