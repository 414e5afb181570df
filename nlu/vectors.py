"""A question's embedding on its way from understanding to the search, so that it is computed once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["pack", "unpack"]


def pack(vector: NDArray[np.float32], checksum: str) -> dict[str, str]:
    """``vector`` ``[d]`` as JSON-ready data, about 1 kB.

    Half precision is enough: the cosine to the vector itself stays above 0.999999.

    Args:
        vector: as the encoder gives it.
        checksum: of that encoder.
    """
    return {"model": checksum, "vector": base64.b64encode(vector.astype("<f2").tobytes()).decode("ascii")}


def unpack(packed: object, checksum: str) -> NDArray[np.float32] | None:
    """The vector again, float32 ``[d]``, unit length.

    Args:
        packed: what ``pack`` made, or anything else that a message may carry.
        checksum: of the encoder in use.

    Returns:
        ``None`` when there is none, another encoder made it, or it is damaged: the question is to be embedded then.
    """
    if not isinstance(packed, Mapping) or packed.get("model") != checksum:
        return None
    try:
        half = np.frombuffer(base64.b64decode(str(packed.get("vector")), validate=True), dtype="<f2")
    except (binascii.Error, ValueError):
        return None
    vector = half.astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 and np.isfinite(length) else None
