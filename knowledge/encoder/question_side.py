"""What an encoder adds to its weights where it embeds a question, and leaves out where it embeds a passage.

So the vectors of passages stay what they were: an index need not be made anew when the understanding of questions is
tuned. Both share one graph and its weights. Imported by the export alone: it needs PyTorch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from knowledge.encoder.adapter import Adapter

__all__ = ["Switch", "add"]


class Switch:
    """Whether it is questions that are embedded.

    Attributes:
        on: 1 for questions, 0 for passages ``[1]``.
    """

    def __init__(self) -> None:
        self.on = torch.ones(1)


class _Addition(nn.Module):  # type: ignore[misc]
    """A linear layer with a low-rank addition (Hu et al. 2022, arXiv:2106.09685) that can be switched off."""

    def __init__(self, layer: nn.Linear, down: torch.Tensor, up: torch.Tensor, switch: Switch) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(down)
        self.up = nn.Parameter(up)
        self._switch = switch

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The layer's output, and for questions what is added."""
        return self.layer(states) + self._switch.on * ((states @ self.down.T) @ self.up.T)


def add(model: nn.Module, adapter: Adapter) -> Switch:
    """Put an adapter's additions into a model.

    Returns:
        What switches them.

    Raises:
        EncoderError: the model has not the layers that the adapter changes, or not in its shapes.
    """
    switch = Switch()
    for name in adapter.changed():
        down, up = (torch.from_numpy(adapter.tensors[f"{name}.{part}"]).float() for part in ("down", "up"))
        above, _, last = name.removesuffix(".weight").rpartition(".")
        try:
            parent: Any = model.get_submodule(above)
            layer = getattr(parent, last)
        except AttributeError:
            layer = None
        if not isinstance(layer, nn.Linear) or layer.weight.shape != (up.shape[0], down.shape[1]):
            raise EncoderError(f"The adapter for {adapter.model} does not fit this model ({name}).")
        setattr(parent, last, _Addition(layer, down, adapter.strength * up, switch))
    return switch
