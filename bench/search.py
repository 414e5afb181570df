"""How long a search over 100,000 passages takes, and its parts."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import numpy as np

from bench.row import Row
from bench.synthetic import DrawnEncoder, entries
from bench.timing import median, percentile, times
from knowledge.index import Index
from knowledge.index.build import Versions, write_build
from knowledge.index.layout import LEXICAL
from knowledge.index.previous import Previous
from knowledge.index.swap import current, new_build, swap_in
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from bench.options import Options

__all__ = ["build", "measure"]

#: What the search asks each side for.
_CANDIDATES = 100
_WARM = 10


def build(folder: Path, passages: int, encoder: DrawnEncoder, cache_dir: Path) -> None:
    """A real index of drawn passages in ``folder``, by the index's own writer; only reading and cutting are left out.

    Args:
        folder: the index folder.
        passages: how many.
        encoder: draws their vectors.
        cache_dir: for the writer.
    """
    drawn = list(entries(passages))
    fresh = new_build(folder)
    write_build(
        fresh,
        drawn,
        Previous(folder),
        encoders=[encoder],
        cache_dir=cache_dir,
        shipped=None,
        versions=Versions(reader=1, cutting=1, words=(60, 150)),
        progress=lambda stage, done, total: None,
    )
    swap_in(folder, fresh)


def measure(options: Options) -> list[Row]:
    """The whole search but embedding, then FAISS and BM25 alone, each beside plain numpy and bm25s."""
    from knowledge.instruments import Instruments
    from knowledge.search import Searcher

    passages = options.count(100_000, 2_000)
    encoder, folder = DrawnEncoder(), options.workspace / "index"
    started = time.perf_counter()
    build(folder, passages, encoder, options.workspace / "vectors")
    took = time.perf_counter() - started
    index = Index.open(folder, encoders={encoder.name: encoder.checksum})
    searcher = Searcher(index, encoder, Instruments.load())
    asked = options.questions()
    vectors = [encoder.embed_question(question.text) for question in asked]
    tokens = [tokenise(question.text, question.language) for question in asked]
    every = range(len(asked))

    def search(at: int) -> object:
        return searcher.search(asked[at].text, vector=vectors[at])

    times(search, range(_WARM))
    whole = times(search, every)
    dense = times(lambda at: index.vectors_search(encoder.name, vectors[at], _CANDIDATES), every)
    lexical = times(lambda at: index.lexical_scores(tokens[at], _CANDIDATES), every)

    matrix = index.passage_vectors(encoder.name, np.arange(len(index)))
    build_folder = current(folder)
    assert build_folder is not None
    plain, library, both = _peers(matrix, vectors, tokens, build_folder / LEXICAL)
    agree = _agreement(index, encoder.name, matrix, vectors)
    note = (
        f"{len(index):,} passages, {len(asked)} questions, vector given; index written in {took:.0f} s; "
        f"same 10 nearest as numpy: {agree:.1%}"
    )
    beside = "numpy + bm25s"
    more = "ours also tells the language, knows other languages' words, compares sentences and reads the passages"
    return [
        Row("search, median", median(whole), "ms", 15, "lower", beside, median(both), note),
        Row("search, p95", percentile(whole, 95), "ms", None, "lower", beside, percentile(both, 95), more),
        Row("of it nearest vectors (FAISS), median", median(dense), "ms", None, "lower", "numpy", median(plain)),
        Row("of it words (BM25), median", median(lexical), "ms", None, "lower", "bm25s", median(library)),
    ]


def _peers(
    matrix: NDArray[np.float32], vectors: list[NDArray[np.float32]], tokens: list[list[str]], lexical: Path
) -> tuple[list[float], list[float], list[float]]:
    """Times of plain numpy, of bm25s, and of both for each question."""
    os.environ["JAX_PLATFORMS"] = "cpu"
    import bm25s

    # The same files: our lexical index is one of bm25s.
    retriever = bm25s.BM25.load(str(lexical), mmap=True)

    def numpy_search(at: int) -> object:
        scores = matrix @ vectors[at]
        best = np.argpartition(-scores, _CANDIDATES)[:_CANDIDATES]
        return best[np.argsort(-scores[best])]

    def library_search(at: int) -> object:
        return retriever.retrieve([tokens[at]], k=_CANDIDATES, show_progress=False, n_threads=0)

    every = range(len(vectors))
    times(numpy_search, range(_WARM))
    times(library_search, range(_WARM))
    plain = times(numpy_search, every)
    library = times(library_search, every)
    return plain, library, [one + other for one, other in zip(plain, library, strict=True)]


def _agreement(
    index: Index, encoder: str, matrix: NDArray[np.float32], vectors: list[NDArray[np.float32]], k: int = 10
) -> float:
    """Which share of the true ``k`` nearest the index finds, 0 to 1."""
    shares = []
    for vector in vectors:
        found = index.vectors_search(encoder, vector, k)[1]
        shares.append(len(np.intersect1d(found, np.argsort(-(matrix @ vector))[:k])) / k)
    return float(np.mean(shares))
