"""Compute the vectors that ship with the library; run it (`make vectors`) after library, cutting or encoder changed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from knowledge.encoder import Encoder, VectorCache, embed_cached, ship, vector_key
from knowledge.index import Index, update
from settings import load


def main() -> None:
    """Index the library by itself, and write the vectors of its passages beside it."""
    settings = load()
    folder = settings.library_path / "vectors"
    encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
    with tempfile.TemporaryDirectory() as beside:
        into, cache_dir = Path(beside) / "index", Path(beside) / "vectors"
        update([settings.library_path], into, encoders=[encoder], cache_dir=cache_dir)
        with Index.open(into) as index:
            passages = index.passages(range(len(index)))
        cache = VectorCache(cache_dir, encoder.checksum)
        embed_cached(encoder, passages, cache)
        path = ship(folder, encoder.checksum, cache.get_many([vector_key(passage) for passage in passages]))
    for older in set(folder.glob("*.npz")) - {path}:
        older.unlink()
    sys.stdout.write(f"{path}: vectors of {len(passages)} passages, {path.stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    main()
