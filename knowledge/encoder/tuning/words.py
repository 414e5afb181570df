"""The words of the texts in training, and how near each word of a question comes to one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Words", "first_projection"]

#: Words whose directions the projection begins with.
_LOOKED_AT = 20_000
#: Words that are projected at one time.
_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Words:
    """Token states of texts, one text after the other.

    Attributes:
        states: ``[w, d]``, 16 bits.
        starts: place of each text's first one, and of the end ``[c + 1]``.
        projected: whether the states are in the space where words are compared already, L2-normalised.
    """

    states: torch.Tensor
    starts: torch.Tensor
    projected: bool = False

    @classmethod
    def of(cls, states: Sequence[torch.Tensor]) -> Words:
        """Put together what was read of each text ``[tokens, d]``."""
        lengths = torch.tensor([0, *(len(each) for each in states)])
        return cls(torch.cat(list(states)).clone(), lengths.cumsum(0))

    def only(self, texts: torch.Tensor) -> Words:
        """Of some texts ``[n]``, in that order."""
        some = Words.of([self.states[self.starts[text] : self.starts[text + 1]] for text in texts])
        return replace(some, projected=self.projected)

    def through(self, projection: torch.Tensor) -> Words:
        """The same in the space where words are compared.

        Args:
            projection: to it ``[w, d]``.
        """
        parts = [functional.normalize(part.float() @ projection.T, dim=-1) for part in self.states.split(_AT_ONCE)]
        return Words(torch.cat(parts), self.starts, projected=True)

    def scores(
        self, asked: torch.Tensor, inner: torch.Tensor, projection: torch.nn.Linear, texts: torch.Tensor
    ) -> torch.Tensor:
        """How near questions come to texts: the mean over a question's words of the cosine of the nearest word there.

        Late interaction by the maximum (Khattab and Zaharia 2020, arXiv:2004.12832), as a mean, so that it stays
        between -1 and 1.

        Args:
            asked: token states of the questions ``[b, l, d]``.
            inner: which of these are words ``[b, l]``.
            projection: to the space in which words are compared, of the question's and of those that are not there.
            texts: which ``[n]``.

        Returns:
            ``[b, n]``.
        """
        there = self.only(texts)
        known = there.states.float()
        if not self.projected:
            known = functional.normalize(projection(known), dim=-1)
        lengths = there.starts[1:] - there.starts[:-1]
        owners = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        words = functional.normalize(projection(asked[inner]), dim=-1)
        nearest = torch.full((len(words), len(texts)), -1.0).scatter_reduce(
            1, owners.expand(len(words), -1), words @ known.T, "amax", include_self=False
        )
        question = torch.nonzero(inner)[:, 0]
        total = torch.zeros(len(asked), len(texts)).index_add(0, question, nearest)
        return total / inner.sum(dim=1).clamp(min=1)[:, None]

    def loss(
        self,
        read: tuple[torch.Tensor, torch.Tensor],
        projection: torch.nn.Linear,
        texts: torch.Tensor,
        answers: torch.Tensor,
        places: torch.Tensor,
        sharpness: float,
    ) -> torch.Tensor:
        """Cross entropy over some texts.

        Args:
            read: ``asked`` and ``inner``, as in ``scores``.
            projection: as there.
            texts: to choose from, ascending, the answers among them ``[n]``.
            answers: of each question ``[b]``.
            places: of all texts, as in `Choices`.
            sharpness: what the scores are multiplied with.
        """
        scores = self.scores(*read, projection, texts)
        right = torch.searchsorted(texts, answers)
        also_right = places[texts][None] == places[answers][:, None]
        also_right[torch.arange(len(answers)), right] = False
        return functional.cross_entropy(sharpness * scores.masked_fill(also_right, -1.0), right)


def first_projection(words: Words, dimensions: int) -> Any:
    """A projection to begin with: to the directions in which words lie most."""
    some = words.states[:: max(1, len(words.states) // _LOOKED_AT)].float()
    _, _, directions = torch.linalg.svd(functional.normalize(some, dim=-1), full_matrices=False)
    projection = torch.nn.Linear(some.shape[1], dimensions, bias=False)
    with torch.no_grad():
        projection.weight[: len(directions)] = directions[:dimensions]
    return projection
