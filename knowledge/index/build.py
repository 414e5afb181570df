"""Writes one build: passages, vectors, lexical index, manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from knowledge.index.layout import LEXICAL, PASSAGES, SPELLINGS, vectors_folder
from knowledge.index.lexical import LexicalIndex
from knowledge.index.manifest import EncoderRecord, IndexedDocument, Manifest
from knowledge.index.store import Store
from knowledge.index.vectors import VectorIndex
from knowledge.spelling import Counts
from knowledge.tokens import TOKENS_VERSION, tokenise

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from knowledge.index.encoders import IndexEncoder, Vectors
    from knowledge.index.previous import Previous
    from knowledge.passage import Passage

__all__ = ["Entry", "Progress", "Versions", "write_build"]

#: Called with a stage (``check``, ``read``, ``embed``, ``write``), what is done of it and its total.
Progress = Callable[[str, int, int], None]

#: Passages that are in memory with all their vectors at one time: 20 MB with two encoders of 768 dimensions.
_BLOCK = 1_024


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the new build.

    Attributes:
        document: its record; of a document that is taken over ``first`` is its first row in the previous index.
        passages: as cut; ``None`` takes passages and vectors over from the previous index.
    """

    document: IndexedDocument
    passages: Sequence[Passage] | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What decides how a file becomes passages."""

    reader: int
    cutting: int
    words: tuple[int, int]


def write_build(
    build: Path,
    entries: Sequence[Entry],
    previous: Previous,
    *,
    encoders: Sequence[IndexEncoder],
    cache_dir: Path,
    shipped: Path | None,
    versions: Versions,
    progress: Progress,
) -> Manifest:
    """Fill the empty folder ``build``.

    Vectors that have to be computed go into the cache as they come, so a run that is killed loses seconds of work.

    Args:
        build: the folder.
        entries: in the order in which their passages become rows.
        previous: where the passages and vectors of entries without ``passages`` are.
        encoders: whose vectors go in.
        cache_dir: where computed vectors are kept.
        shipped: vectors that came with the library, read only.
        versions: for the manifest.
        progress: told of the stages ``embed`` and ``write``.

    Raises:
        BrokenIndex: the previous index proves to be damaged.
        CacheError: the cache cannot be read or written.
        OSError: the disk is full or cannot be written.
    """
    Store.write(build / PASSAGES, _all_passages(entries, previous))
    store = Store(build / PASSAGES)
    try:
        origin = _origin(entries)
        tell = _Embedding(progress, encoders, previous, origin)
        for encoder in encoders:
            blocks = _vector_blocks(encoder, store, previous, origin, cache_dir, shipped, tell)
            VectorIndex.write(vectors_folder(build, encoder.checksum), encoder.dimensions, len(store), blocks)
        tokens: list[list[str]] = []
        counts = Counts()
        for start in range(0, len(store), _BLOCK):
            progress("write", start, len(store))
            block = store.block(start, start + _BLOCK)
            tokens += [lexical_tokens(passage) for passage in block]
            counts.add(block)
        LexicalIndex.write(build / LEXICAL, tokens)
        counts.write(build / SPELLINGS)
        progress("write", len(store), len(store))
    finally:
        store.close()
    first = 0
    documents = []
    for entry in entries:
        documents.append(replace(entry.document, first=first))
        first += entry.document.passages
    manifest = Manifest(
        build=build.name,
        created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        reader=versions.reader,
        cutting=versions.cutting,
        tokens=TOKENS_VERSION,
        words=versions.words,
        encoders=tuple(EncoderRecord(encoder.name, encoder.checksum, encoder.dimensions) for encoder in encoders),
        documents=tuple(documents),
        files={
            path.relative_to(build).as_posix(): path.stat().st_size
            for path in sorted(build.rglob("*"))
            if path.is_file()
        },
    )
    manifest.write(build)
    return manifest


def lexical_tokens(passage: Passage) -> list[str]:
    """What of a passage the lexical search sees: as the encoder, title and headings too, each once."""
    above = dict.fromkeys(part for part in (passage.title, *passage.section) if part)
    return tokenise("\n".join((*above, passage.text)), passage.language)


def _all_passages(entries: Sequence[Entry], previous: Previous) -> Iterator[Passage]:
    for entry in entries:
        yield from previous.passages(entry.document) if entry.passages is None else entry.passages


def _origin(entries: Sequence[Entry]) -> NDArray[np.int64]:
    """For each new row its row in the previous index, -1 where it has none."""
    parts = [np.empty(0, np.int64)]
    for entry in entries:
        rows = entry.document.rows
        parts.append(np.arange(rows.start, rows.stop) if entry.passages is None else np.full(len(rows), -1))
    return np.concatenate(parts)


class _Embedding:
    """Counts what is embedded over all encoders."""

    def __init__(
        self, progress: Progress, encoders: Sequence[IndexEncoder], previous: Previous, origin: NDArray[np.int64]
    ) -> None:
        self._progress = progress
        self._done = 0
        self._total = sum(
            int((origin < 0).sum()) if previous.vectors(encoder) is not None else len(origin) for encoder in encoders
        )

    def within(self, done: int, _: int) -> None:
        """Tell of a part of the block at hand."""
        self._progress("embed", self._done + done, self._total)

    def finish(self, passages: int) -> None:
        """Count a whole block."""
        self._done += passages


def _vector_blocks(
    encoder: IndexEncoder,
    store: Store,
    previous: Previous,
    origin: NDArray[np.int64],
    cache_dir: Path,
    shipped: Path | None,
    tell: _Embedding,
) -> Iterator[tuple[Vectors, Sequence[NDArray[Any]]]]:
    from knowledge.encoder import VectorCache, embed_cached

    cache = VectorCache(cache_dir, encoder.checksum, shipped)
    before = previous.vectors(encoder)
    for start in range(0, len(store), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(store)))
        sources = origin[rows] if before is not None else np.full(len(rows), -1)
        vectors = np.empty((len(rows), encoder.dimensions), np.float32)
        sentences: list[NDArray[Any]] = [vectors[:0]] * len(rows)
        taken, fresh = np.flatnonzero(sources >= 0), np.flatnonzero(sources < 0)
        if before is not None and len(taken):
            vectors[taken] = before.vectors(sources[taken])
            for at in taken:
                sentences[at] = before.stored_sentences(int(sources[at]))
        if len(fresh):
            passages = store.passages([int(row) for row in rows[fresh]])
            # It is written for our own encoder; nothing but the protocol's part of that is used.
            embedded = embed_cached(cast("Any", encoder), passages, cache, tell.within)
            vectors[fresh] = embedded.vectors
            for at, block in zip(fresh, embedded.sentences, strict=True):
                sentences[at] = block
            tell.finish(len(fresh))
        yield vectors, sentences
