"""Compute the vectors that ship with the library; run it (`make vectors`) after library, cutting or encoder changed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from knowledge.encoder import Encoder, EnglishEncoder, VectorCache, ship, vector_key
from knowledge.index import Index, update
from settings import load


def main() -> None:
    """Index the library by itself, and write the vectors of its passages beside it."""
    settings = load()
    folder = settings.library_path / "vectors"
    encoders: list[Any] = [Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)]
    if settings.second_encoder_dir is not None:
        encoders += EnglishEncoder.load(settings.second_encoder_dir, threads=settings.encoder_threads).all
    written = set()
    with tempfile.TemporaryDirectory() as beside:
        into, cache_dir = Path(beside) / "index", Path(beside) / "vectors"
        update([settings.library_path], into, encoders=encoders, cache_dir=cache_dir, shipped=folder)
        with Index.open(into) as index:
            passages = index.passages(range(len(index)))
        for encoder in encoders:
            cache = VectorCache(cache_dir, encoder.checksum, folder)
            stored = cache.get_many([vector_key(passage) for passage in passages])
            # What an encoder does not understand has the zero vector, which needs no computing.
            understood = {key: each for key, each in stored.items() if each.vector.any()}
            path = ship(folder, encoder.checksum, understood)
            written.add(path)
            sys.stdout.write(f"{path}: vectors of {len(understood)} passages, {path.stat().st_size / 1e3:.0f} kB\n")
    if settings.second_encoder_dir is None:
        sys.stdout.write("Those of the second encoder are left as they are: ATTACHE_SECOND_ENCODER is none.\n")
        return
    for older in set(folder.glob("*.npz")) - written:
        older.unlink()


if __name__ == "__main__":
    main()
