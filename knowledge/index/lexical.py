"""BM25 over the tokens of all passages, in the files of bm25s."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BrokenIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.index.encoders import Vectors

__all__ = ["LexicalIndex"]

Rows = NDArray[np.int64]

_VOCABULARY = "vocab.index.json"


class LexicalIndex:
    """BM25 scores (Robertson and Zaragoza 2009), computed when indexing and summed when asking (Lù 2024, bm25s).

    bm25s computes and saves the scores, a sparse matrix by token; asking sums the columns of the question's tokens
    right from the mapped files. bm25s would do the same with ``np.add.at``, which takes many times as long in numpy
    before 1.25, and after an import of two seconds. Safe to share between threads.

    Raises:
        BrokenIndex: the files are not what ``write`` made.
        FileNotFoundError: a file is missing.
    """

    #: How soon repetition stops to count, and how much a long passage is held against itself: the values that bm25s
    #: and Lucene start from, never far from the best for passages of even length.
    K1 = 1.2
    B = 0.75
    #: Up to this share of all rows it is quicker to look them up one by one.
    FEW = 0.02

    def __init__(self, folder: Path, passages: int) -> None:
        try:
            self._vocabulary: dict[str, int] = json.loads((folder / _VOCABULARY).read_bytes())
            self._data, self._indices, self._starts = (
                np.load(folder / f"{part}.csc.index.npy", mmap_mode="r").view(np.ndarray)
                for part in ("data", "indices", "indptr")
            )
        except (ValueError, EOFError) as error:
            raise BrokenIndex(
                f"The index is not whole: {folder} cannot be read ({error}). Build it again with `make ready`, or with "
                "`attache index` and its sources."
            ) from error
        self._passages = passages

    @classmethod
    def write(cls, folder: Path, tokens: Sequence[list[str]]) -> None:
        """Write the index of passages 0, 1, 2, ... given by their tokens.

        Raises:
            OSError: the disk is full.
        """
        retriever = _bm25s().BM25(k1=cls.K1, b=cls.B, method="lucene")
        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(token, len(numbers)) for token in words] for words in tokens]
        # Passages of nothing but signs have no token; if all are like that, bm25s still wants a vocabulary and divides
        # by their mean length.
        numbers = numbers or {"": 0}
        with np.errstate(invalid="ignore"):
            retriever.index((numbered, numbers), create_empty_token=False, show_progress=False)
        retriever.save(str(folder), show_progress=False)

    def __contains__(self, token: str) -> bool:
        """Whether some passage has a token."""
        return token in self._vocabulary

    def scores(self, tokens: Iterable[str]) -> Vectors:
        """The BM25 score of every passage, ``[n]``, from 0; a token counts once however often it is asked for."""
        return self._summed(tokens).astype(np.float32)

    def _summed(self, tokens: Iterable[str]) -> NDArray[np.float64]:
        known = {self._vocabulary[token] for token in tokens if token in self._vocabulary}
        if not known:
            return np.zeros(self._passages)
        spans = [(int(self._starts[column]), int(self._starts[column + 1])) for column in sorted(known)]
        rows = np.concatenate([self._indices[start:end] for start, end in spans])
        values = np.concatenate([self._data[start:end] for start, end in spans])
        summed: NDArray[np.float64] = np.bincount(rows, values, self._passages).astype(np.float64, copy=False)
        return summed

    def _scores_of(self, tokens: Iterable[str], rows: Rows) -> Vectors:
        """The scores of some rows: few are looked up in the columns, which are sorted by row; many are summed."""
        if len(rows) > self._passages * self.FEW:
            summed: Vectors = self.scores(tokens)[rows]
            return summed
        known = {self._vocabulary[token] for token in tokens if token in self._vocabulary}
        scores = np.zeros(len(rows), np.float32)
        for column in known:
            start, end = int(self._starts[column]), int(self._starts[column + 1])
            if start == end:
                continue
            there = self._indices[start:end]
            at = np.minimum(np.searchsorted(there, rows), end - start - 1)
            scores += np.where(there[at] == rows, self._data[start:end][at], 0)
        return scores

    def search(self, tokens: Iterable[str], k: int | None = None, rows: Rows | None = None) -> tuple[Vectors, Rows]:
        """The passages with the highest scores, best first, ties in reading order.

        Args:
            tokens: of the question.
            k: at most this many, from 1, and none that scores 0; when ``None``, every row asked for in the order of
                ``rows``, zeros included.
            rows: only these, distinct and in range; all rows when ``None``.

        Returns:
            Scores and rows.
        """
        if k is None and rows is not None:
            return self._scores_of(tokens, rows), np.asarray(rows, np.int64)
        if k is None:
            return self.scores(tokens), np.arange(self._passages)
        scores = self._summed(tokens)
        above = scores > 0  # a comparison first: looking for non-zero numbers takes numpy five times as long
        candidates = np.flatnonzero(above) if rows is None else np.sort(rows[above[rows]])
        if len(candidates) > k:
            # Those that tie with the last place all stay until the stable sort has had its say.
            least = np.partition(scores[candidates], len(candidates) - k)[len(candidates) - k]
            candidates = candidates[scores[candidates] >= least]
        best = candidates[np.argsort(-scores[candidates], kind="stable")][:k]
        return scores[best].astype(np.float32), best.astype(np.int64)


def _bm25s() -> Any:
    """bm25s without jax.

    It imports jax wherever that is installed (TensorFlow brings it) for a selection that is not used here: two seconds
    for nothing. A module that is ``None`` in ``sys.modules`` counts as not installed.
    """
    absent = "jax" not in sys.modules
    if absent:
        sys.modules["jax"] = None  # type: ignore[assignment]
    try:
        import bm25s
    finally:
        if absent:
            del sys.modules["jax"]
    return bm25s
