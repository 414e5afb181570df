"""How weights move in every training: AdamW, its rate rising over the first tenth of the steps and then falling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["optimiser"]


def optimiser(parameters: Iterable[Any], *, rate: float, decay: float, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    """An optimiser and the schedule of its rate (one cycle, Smith and Topin 2019, arXiv:1708.07120).

    Args:
        parameters: that learn.
        rate: the highest.
        decay: weight decay.
        steps: of the schedule, at least as many as there are.
    """
    moving = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    cycle = torch.optim.lr_scheduler.OneCycleLR(moving, rate, total_steps=steps, pct_start=0.1, cycle_momentum=False)
    return moving, cycle
