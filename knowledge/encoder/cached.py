"""Embeds passages, computing only what no cache has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.cache import VectorCache
from knowledge.encoder.encoder import Encoder, PassageVectors
from knowledge.encoder.shipped import StoredVectors
from knowledge.encoder.texts import vector_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.passage import Passage

__all__ = ["embed_cached"]

#: Passages between two writes to the cache: what a killed run loses at most, some ten seconds of work.
CHUNK = 256


def embed_cached(
    encoder: Encoder,
    passages: Sequence[Passage],
    cache: VectorCache,
    progress: Callable[[int, int], None] | None = None,
) -> PassageVectors:
    """As ``Encoder.embed_passages``, from the cache where it can, and into it.

    Every vector went through the cache's half precision, new or not: the same passages give the same bytes whether or
    not they were cached.

    Args:
        encoder: of the cache's checksum.
        passages: any number; a passage that is there twice is computed once.
        cache: looked up and written.
        progress: called with the number of passages done and their total.

    Raises:
        ValueError: the cache is another encoder's.
        CacheError: the cache cannot be read or written.
    """
    if cache.checksum != encoder.checksum:
        raise ValueError(f"The cache is for the encoder {cache.checksum}, not for {encoder.checksum}.")
    keys = [vector_key(passage) for passage in passages]
    stored = cache.get_many(keys)
    missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in stored}
    todo = sorted(missing, key=lambda key: len(missing[key].text))
    tell = progress or (lambda done, total: None)
    tell(len(keys) - len(todo), len(keys))
    for start in range(0, len(todo), CHUNK):
        some = todo[start : start + CHUNK]
        new = encoder.embed_passages([missing[key] for key in some])
        fresh = _stored(some, new)
        cache.put_many(fresh)
        beside = new.beside if isinstance(new, PassageVectors) else {}  # what is indexed with need not know of others
        for checksum, also in beside.items():
            VectorCache(cache.path.parent, checksum).put_many(_stored(some, also))
        stored |= fresh
        tell(len(keys) - len(todo) + start + len(some), len(keys))
    vectors = np.empty((len(keys), encoder.dimensions), np.float32)
    for row, key in enumerate(keys):
        vectors[row] = stored[key].vector
    return PassageVectors(vectors, [stored[key].sentences.astype(np.float32) for key in keys])


def _stored(keys: Sequence[str], found: PassageVectors) -> dict[str, StoredVectors]:
    rows = zip(keys, found.vectors, found.sentences, strict=True)
    return {key: StoredVectors(row.astype(np.float16), part.astype(np.float16)) for key, row, part in rows}
