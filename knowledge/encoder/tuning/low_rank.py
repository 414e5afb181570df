"""Low-rank adaptation (Hu et al. 2022, arXiv:2106.09685): what is learned of a linear layer is a product of two small
matrices, so that an adapter is small and the model keeps what it knew.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LowRankLinear", "adapt", "learned"]


class LowRankLinear(nn.Module):
    """A frozen linear layer with a learned addition of low rank.

    Attributes:
        down: ``[rank, inputs]``.
        up: ``[outputs, rank]``, zero at first, so that the model begins as it was.
        scale: of the addition.
    """

    def __init__(self, base: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.down = nn.Parameter(torch.empty(rank, base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))
        self.scale = scale
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The layer's output with the addition."""
        added: torch.Tensor = functional.linear(functional.linear(states, self.down), self.up)
        out: torch.Tensor = self.base(states) + self.scale * added
        return out


def adapt(model: nn.Module, rank: int, scale: float) -> None:
    """Freeze a model and give each linear layer of its encoder a learned addition."""
    model.requires_grad_(False)
    encoder: Any = model.encoder
    for name, module in list(encoder.named_modules()):
        if isinstance(module, nn.Linear):
            parent, _, last = name.rpartition(".")
            setattr(encoder.get_submodule(parent), last, LowRankLinear(module, rank, scale))


def learned(model: nn.Module) -> Iterator[tuple[str, LowRankLinear]]:
    """The adapted layers by the name of the weight that they add to."""
    for name, module in model.named_modules():
        if isinstance(module, LowRankLinear):
            yield f"{name}.weight", module
