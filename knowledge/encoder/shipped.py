"""Vectors that ship with the library, so that the first index does not wait for them: one ``.npz`` an encoder."""

from __future__ import annotations

import contextlib
import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["StoredVectors", "ship", "shipped"]

#: A zip entry carries a date; always the first one that it can express, so that equal vectors make equal files.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """One passage's vectors as they are kept, in half precision: it moves no ranking and halves every file.

    Attributes:
        vector: ``[d]`` float16.
        sentences: ``[number of sentences, d]`` float16.
    """

    vector: NDArray[np.float16]
    sentences: NDArray[np.float16]


def ship(folder: Path, checksum: str, vectors: Mapping[str, StoredVectors]) -> Path:
    """Write ``<folder>/<checksum>.npz``: equal vectors give equal bytes, on every machine.

    Args:
        folder: where the files of all encoders lie; made when missing.
        checksum: the encoder's.
        vectors: by key (``vector_key``), at least one.

    Returns:
        The file.

    Raises:
        CacheError: the file cannot be written.
        ValueError: there are no vectors.
    """
    if not vectors:
        raise ValueError("There are no vectors to ship: index the library first.")
    keys = sorted(vectors)
    arrays = {
        "keys": np.frombuffer(bytes.fromhex("".join(keys)), np.uint8).reshape(len(keys), -1),
        "vectors": np.stack([vectors[key].vector for key in keys]).astype("<f2"),
        "counts": np.array([len(vectors[key].sentences) for key in keys], "<u4"),
        "sentences": np.concatenate([vectors[key].sentences for key in keys]).astype("<f2"),
    }
    path = folder / f"{checksum}.npz"
    beside = path.with_suffix(f".{os.getpid()}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as file:
            for name, array in arrays.items():
                with file.open(zipfile.ZipInfo(f"{name}.npy", _DATE), "w") as entry:
                    np.save(entry, array, allow_pickle=False)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise CacheError(f"{path} cannot be written ({error.strerror}): make room there, then try again.") from None
    return path


def shipped(folder: Path, checksum: str) -> dict[str, StoredVectors]:
    """All vectors that ship for an encoder, by key; none where there is no such file or it is not whole."""
    try:
        with np.load(folder / f"{checksum}.npz", allow_pickle=False) as file:
            keys, vectors, counts, sentences = (file[name] for name in ("keys", "vectors", "counts", "sentences"))
        ends = np.cumsum(counts).tolist()
        starts = [0, *ends[:-1]]
        if len({len(keys), len(vectors), len(counts)}) != 1 or ends[-1:] != [len(sentences)]:
            return {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        # Only time is lost: what is not there is computed.
        return {}
    rows = zip(keys, vectors, starts, ends, strict=True)
    return {key.tobytes().hex(): StoredVectors(vector, sentences[start:end]) for key, vector, start, end in rows}
