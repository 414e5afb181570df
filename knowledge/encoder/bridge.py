"""Carries what the encoder of all languages makes of a question over to where the second one has its passages.

Two matrices: so questions in five more languages are compared with what an encoder of English alone thinks of a passage
and of each of its words, for the time of two products.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.encoder.adapter import RECORD, Adapter
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MATRIX", "SHIPPED", "WORDS", "Bridge"]

#: The one that ships; ``attache train-encoder --bridge`` makes it.
SHIPPED = Path(__file__).with_name("bridge")
#: Names of the matrices in its file.
MATRIX, WORDS = "bridge", "words"


@dataclass(frozen=True, slots=True)
class Bridge:
    """Linear maps between what two encoders make of a question, and of its words.

    Attributes:
        first: checksum of the encoder that questions come from, as it reads questions.
        second: checksum of the one whose passages they are compared with.
        matrix: ``[d of the second, d of the first]``.
        words: from token states to where the words of passages are ``[w, d of the first]``.
    """

    first: str
    second: str
    matrix: NDArray[np.float32]
    words: NDArray[np.float32]

    @classmethod
    def read(cls, folder: Path) -> Bridge:
        """The bridge in a folder.

        Raises:
            EncoderError: it is missing, or not what its record says.
        """
        tensors = Adapter.read(folder).tensors
        record: dict[str, Any] = json.loads((folder / RECORD).read_bytes())
        try:
            matrices = (tensors[name].astype(np.float32) for name in (MATRIX, WORDS))
            return cls(str(record["first"]), str(record["second"]), *matrices)
        except KeyError as error:
            raise EncoderError(f"There is no usable bridge in {folder} (it lacks {error}).") from None

    def carry(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vector ``[d of the second]`` of a question by its vector ``[d of the first]``; both L2-normalised."""
        carried = self.matrix @ vector
        return np.asarray(carried / max(float(np.linalg.norm(carried)), 1e-12), np.float32)
