"""Opens an index for the encoders that there are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.encoder import EnglishEncoder
from knowledge.encoder.english import made_with
from knowledge.encoder.stamp import Stamp
from knowledge.index import Index

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.encoder import Encoder

__all__ = ["open_index"]


def open_index(
    folder: Path, encoder: Encoder, second: Path | None = None, *, threads: int = 2
) -> tuple[Index, EnglishEncoder | None]:
    """The index, and the second encoder if that is built and the index has its vectors.

    Args:
        folder: of the index.
        encoder: whose vectors it has to have.
        second: folder of the second encoder; ``None`` for none.
        threads: processor threads for one of its embeddings, from 1.

    Raises:
        EncoderError: the second encoder is damaged.
        NoIndex: there is no index in that folder yet.
        IndexMismatch: the index was made with another encoder or another version.
        BrokenIndex: files of the index are missing, cut off or damaged.
    """
    stamp = Stamp.read(second) if second is not None else None
    also = made_with(second.name, stamp.checksum) if second is not None and stamp is not None else {}
    index = Index.open(folder, encoders={encoder.name: encoder.checksum}, also=also)
    if second is None or stamp is None or not index.has_vectors(second.name):
        return index, None
    return index, _load(second, f"{stamp.checksum} {stamp.questions}", threads, encoder.questions_checksum)


@lru_cache(maxsize=1)
def _load(folder: Path, made_of: str, threads: int, beside: str) -> EnglishEncoder:
    """Loaded once, however often the index is opened anew; what it is made of tells when another is there."""
    return EnglishEncoder.load(folder, threads=threads, beside=beside)
