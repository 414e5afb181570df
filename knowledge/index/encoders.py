"""What the index wants of an encoder; it knows none by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.passage import Passage

__all__ = ["IndexEncoder", "PassageEmbeddings", "Vectors"]

Vectors = NDArray[np.float32]


class PassageEmbeddings(Protocol):
    """Vectors of some passages, in their order, all L2-normalised."""

    @property
    def vectors(self) -> Vectors:
        """``[n, d]``."""

    @property
    def sentences(self) -> Sequence[NDArray[Any]]:
        """For each passage ``[number of its sentences, d]``."""


class IndexEncoder(Protocol):
    """An encoder as the index needs it.

    Attributes:
        name: names the vectors inside the index; unique there.
        checksum: 16 hex digits; vectors of one checksum can be compared.
        dimensions: length of a vector.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def checksum(self) -> str: ...  # noqa: D102

    @property
    def dimensions(self) -> int: ...  # noqa: D102

    def embed_passages(self, passages: Sequence[Passage]) -> PassageEmbeddings:
        """Vectors of passages and of each of their sentences."""
