"""What an encoder adds to its weights where it embeds a question, and leaves out where it embeds a passage.

So the vectors of passages stay what they were: an index need not be made anew when the understanding of questions is
tuned. Imported by the export alone: it needs PyTorch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from torch import nn

    from knowledge.encoder.adapter import Adapter

__all__ = ["add"]


def add(model: nn.Module, adapter: Adapter) -> None:
    """Add what an adapter has learned to the weights of a model (low rank: Hu et al. 2022, arXiv:2106.09685).

    Raises:
        EncoderError: the model has not the layers that the adapter changes, or not in its shapes.
    """
    weights: dict[str, Any] = dict(model.named_parameters())
    for name in adapter.changed():
        down, up = (torch.from_numpy(adapter.tensors[f"{name}.{part}"]).float() for part in ("down", "up"))
        weight = weights.get(name)
        if weight is None or weight.shape != (up.shape[0], down.shape[1]):
            raise EncoderError(f"The adapter for {adapter.model} does not fit this model ({name}).")
        weight.data += adapter.strength * (up @ down)
