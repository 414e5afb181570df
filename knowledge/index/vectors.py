"""The vectors of one encoder: passages in FAISS, sentences in a mapped array beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BrokenIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.index.encoders import Vectors

__all__ = ["VectorIndex"]

Rows = NDArray[np.int64]

_PASSAGES = "passages.faiss"
_SENTENCES = "sentences.npy"
_OFFSETS = "offsets.npy"


class VectorIndex:
    """Nearest passages by inner product of L2-normalised vectors, which is their cosine. Safe to share between threads.

    Raises:
        BrokenIndex: the files are not what ``write`` made.
        FileNotFoundError: a file is missing.
    """

    #: Up to here every vector is compared, which is exact and takes 5 ms for 100,000 of 384 dimensions on two cores;
    #: beyond, a graph is searched (HNSW, Malkov and Yashunin 2018, arXiv 1603.09320).
    FLAT_ROWS = 100_000
    #: Edges a node, and the widths of the search when building and when asking. Measured on 60,000 vectors in clusters:
    #: all of the fifty nearest are found, a node takes 0.7 ms to build; a wider build only takes longer.
    HNSW_EDGES = 32
    HNSW_BUILD_WIDTH = 80
    HNSW_SEARCH_WIDTH = 128

    def __init__(self, folder: Path) -> None:
        import faiss

        path = folder / _PASSAGES
        path.stat()
        try:
            self._index = faiss.read_index(str(path))
            # A plain view of the mapped file: indexing np.memmap itself costs microseconds a row.
            self._sentences = np.load(folder / _SENTENCES, mmap_mode="r").view(np.ndarray)
            self._offsets: Rows = np.load(folder / _OFFSETS)
        except (RuntimeError, ValueError, EOFError) as error:
            path.stat()
            raise BrokenIndex(
                f"The index is not whole: {folder} cannot be read ({str(error).splitlines()[0]}). Build it again with "
                "`make ready`, or with `attache index` and its sources."
            ) from error
        self._graph = isinstance(self._index, faiss.IndexHNSW)
        # The exact vectors, also under a graph.
        self._flat = faiss.downcast_index(self._index.storage) if self._graph else self._index
        self.dimensions = int(self._index.d)

    @classmethod
    def write(
        cls, folder: Path, dimensions: int, rows: int, blocks: Iterable[tuple[Vectors, Sequence[NDArray[Any]]]]
    ) -> None:
        """Write the vectors of ``rows`` passages, a block of them at a time, in the order of the rows.

        Sentence vectors are kept in 16 bits: they choose among the sentences of one passage, where the eleven bits of
        precision lost do not change the order; passages keep all 32.

        Args:
            folder: made here.
            dimensions: of every vector.
            rows: how many passages there are.
            blocks: vectors ``[n, d]`` of passages with, for each, ``[k, d]`` of its sentences.

        Raises:
            OSError: the disk is full.
            ValueError: the blocks do not have that many rows or dimensions.
        """
        import faiss

        folder.mkdir(parents=True)
        if rows > cls.FLAT_ROWS:
            index = faiss.IndexHNSWFlat(dimensions, cls.HNSW_EDGES, faiss.METRIC_INNER_PRODUCT)
            index.hnsw.efConstruction = cls.HNSW_BUILD_WIDTH
            index.hnsw.efSearch = cls.HNSW_SEARCH_WIDTH
        else:
            index = faiss.IndexFlatIP(dimensions)
        offsets = [0]
        # Plain writes, not a mapped file: a full disk is then an error that can be told, not a signal that kills.
        with (folder / _SENTENCES).open("wb") as file:
            _header(file, 0, dimensions)
            for vectors, sentences in blocks:
                if vectors.shape[1] != dimensions or len(vectors) != len(sentences):
                    raise ValueError(
                        f"Vectors {vectors.shape} and {len(sentences)} passages with {dimensions} dimensions."
                    )
                index.add(np.ascontiguousarray(vectors, np.float32))
                for block in sentences:
                    file.write(np.ascontiguousarray(block, "<f2").reshape(-1, dimensions).tobytes())
                    offsets.append(offsets[-1] + len(block))
            file.seek(0)
            _header(file, offsets[-1], dimensions)
        if index.ntotal != rows:
            raise ValueError(f"{index.ntotal} vectors for {rows} passages.")
        with (folder / _OFFSETS).open("wb") as file:
            np.save(file, np.array(offsets, np.int64))
        # Through Python, because FAISS's own writer does not tell when closing the file fails.
        (folder / _PASSAGES).write_bytes(memoryview(faiss.serialize_index(index)))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Vectors, Rows]:
        """The nearest passages, best first.

        Args:
            vector: ``[d]``, L2-normalised.
            k: at most this many, from 1.
            rows: only among these, distinct and in range; all rows when ``None``. The comparison is then exact.

        Returns:
            Scores in -1 to 1 and rows, both of length ``min(k, rows there are)`` (a graph may find fewer).
        """
        import faiss

        question = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        if question.shape[1] != self.dimensions:
            raise ValueError(f"The question has {question.shape[1]} dimensions, the index {self.dimensions}.")
        if rows is None:
            k = min(k, len(self))
            if k < 1:
                return np.empty(0, np.float32), np.empty(0, np.int64)
            scores, found = self._index.search(question, k)
        else:
            k = min(k, len(rows))
            if k < 1:
                return np.empty(0, np.float32), np.empty(0, np.int64)
            mask = np.zeros(len(self), bool)
            mask[rows] = True
            bits = np.packbits(mask, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
            # A graph walks past what it may not return and comes back with too little: the vectors themselves do not.
            scores, found = self._flat.search(question, k, params=parameters)
        there = found[0] >= 0
        return scores[0][there], found[0][there]

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        """Vectors ``[n, d]`` of passages, as they were written."""
        vectors: Vectors = self._flat.reconstruct_batch(np.asarray(rows, np.int64))
        return vectors

    def sentences(self, row: int) -> Vectors:
        """Vectors ``[k, d]`` of the sentences of one passage, from 16 bits."""
        return self.stored_sentences(row).astype(np.float32)

    def nearest_sentences(self, rows: Rows, vector: Vectors) -> Vectors:
        """The cosine of a vector ``[d]`` and the nearest sentence of each passage ``[n]``; -1 where it has none."""
        starts, ends = self._offsets[rows], self._offsets[rows + 1]
        counts = ends - starts
        nearest = np.full(len(rows), -1.0, np.float32)
        some = counts > 0
        if some.any():
            # One gather for all of them: the sentences of a passage lie side by side.
            first = np.cumsum(counts) - counts
            inside = np.repeat(starts - first, counts) + np.arange(int(counts.sum()))
            cosines = self._sentences[inside].astype(np.float32) @ vector
            nearest[some] = np.maximum.reduceat(cosines, first[some])
        return nearest

    def nearest_to_each(self, rows: Rows, vectors: Vectors) -> Vectors:
        """How near some vectors ``[t, d]`` come to what each passage has for sentences ``[n]``.

        The mean of the cosines of each and the nearest one there; NaN where a passage has none.
        """
        starts, ends = self._offsets[rows], self._offsets[rows + 1]
        counts = ends - starts
        near = np.full(len(rows), np.nan, np.float32)
        some = counts > 0
        if some.any() and len(vectors):
            first = np.cumsum(counts) - counts
            inside = np.repeat(starts - first, counts) + np.arange(int(counts.sum()))
            cosines = self._sentences[inside].astype(np.float32) @ vectors.T
            near[some] = np.maximum.reduceat(cosines, first[some], axis=0).mean(axis=1)
        return near

    def stored_sentences(self, row: int) -> NDArray[np.float16]:
        """The same as they are stored, for copying."""
        block: NDArray[np.float16] = self._sentences[self._offsets[row] : self._offsets[row + 1]]
        return block


def _header(file: Any, sentences: int, dimensions: int) -> None:
    """The header of a .npy file, always of the same length, so that the true number can replace the first guess."""
    description = f"{{'descr': '<f2', 'fortran_order': False, 'shape': ({sentences:>20}, {dimensions:>6}), }}"
    # Format 1.0: magic, version, length of the description, then the description filled up to 128 bytes.
    start = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    file.write(start + description.ljust(117).encode("latin1") + b"\n")
    file.seek(0, os.SEEK_END)
