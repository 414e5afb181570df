"""Low-rank adaptation (Hu et al. 2022, arXiv:2106.09685): what is learned of a linear layer is a product of two small
matrices, so that an adapter is small and the model keeps what it knew.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn.utils import parametrize

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LowRank", "adapt", "go_on", "learned", "tensors", "weaken"]


class LowRank(nn.Module):  # type: ignore[misc]
    """A learned addition of low rank to a weight; a parametrisation for ``torch.nn.utils.parametrize``.

    Attributes:
        down: ``[rank, inputs]``.
        up: ``[outputs, rank]``, zero at first, so that the model begins as it was.
        scale: of the addition.
    """

    def __init__(self, weight: torch.Tensor, rank: int, scale: float) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.down = nn.Parameter(torch.empty(rank, inputs))
        self.up = nn.Parameter(torch.zeros(outputs, rank))
        self.scale = scale
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The weight with the addition."""
        return torch.addmm(weight, self.up, self.down, alpha=self.scale)


def adapt(model: nn.Module, rank: int, scale: float, frozen: int = 0) -> None:
    """Freeze a model and give each weight of its encoder's linear layers a learned addition, but for the lowest."""
    model.requires_grad_(False)
    layers: Any = model.encoder.layer
    for module in [module for layer in layers[frozen:] for module in layer.modules()]:
        if isinstance(module, nn.Linear):
            parametrize.register_parametrization(module, "weight", LowRank(module.weight, rank, scale))


def learned(model: nn.Module) -> Iterator[tuple[str, LowRank]]:
    """The additions by the name of the weight that they add to."""
    for name, module in model.named_modules():
        if isinstance(module, LowRank):
            yield name.replace(".parametrizations.weight.0", ".weight"), module


def tensors(model: nn.Module) -> dict[str, Any]:
    """What was learned as an adapter holds it, 16 bits, as numpy arrays: ``down`` and scaled ``up`` of each weight."""
    found = {}
    for name, layer in learned(model):
        found[f"{name}.down"] = layer.down.detach().half().numpy()
        found[f"{name}.up"] = (layer.up * layer.scale).detach().half().numpy()
    return found


def go_on(model: nn.Module, tensors: Mapping[str, Any], folder: object) -> None:
    """Begin with what an adapter has learned.

    Args:
        model: adapted.
        tensors: of the adapter, as ``Adapter.tensors``.
        folder: where it comes from, for the error.

    Raises:
        EncoderError: it changes other weights, or with another rank.
    """
    with torch.no_grad():
        for name, layer in learned(model):
            for part, scale in (("down", 1.0), ("up", layer.scale)):
                found = tensors.get(f"{name}.{part}")
                parameter = getattr(layer, part)
                if found is None or tuple(found.shape) != tuple(parameter.shape):
                    raise EncoderError(f"The adapter in {folder} is of another recipe ({name}): begin without it.")
                parameter.copy_(torch.from_numpy(found.astype("float32")) / scale)


def weaken(model: nn.Module, strength: float) -> None:
    """Multiply what was learned with ``strength``."""
    for _, addition in learned(model):
        addition.scale *= strength
