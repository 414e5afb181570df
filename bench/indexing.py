"""How many new passages a second become part of an index, and whether the ranking stays that of the peer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from bench.row import Row
from bench.texts import write_documents

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bench.options import Options

__all__ = ["measure"]


def measure(options: Options) -> list[Row]:
    """Files into a fresh index with an empty cache; the same passages through sentence-transformers (torch).

    Ours reads the files in child processes, cuts, embeds passages and sentences, writes the lexical index, and swaps
    the build in; the peer embeds the passages and does nothing else.
    """
    from knowledge.encoder import Encoder, embedding_text
    from knowledge.index import Index, update

    settings, workspace = options.settings, options.workspace
    sections = options.count(400, 20)
    words = write_documents(workspace / "texts", settings.library_path, sections)
    encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
    texts = [question.text for question in options.questions()]
    asked = encoder.embed_questions(texts)
    started = time.perf_counter()
    report = update(
        [workspace / "texts"], workspace / "index", encoders=[encoder], cache_dir=workspace / "vectors", shipped=None
    )
    ours = report.passages / (time.perf_counter() - started)
    with Index.open(workspace / "index", encoders={encoder.name: encoder.checksum}) as index:
        every = list(range(len(index)))
        vectors = index.passage_vectors(encoder.name, every)
        passages = [embedding_text(passage)[0] for passage in index.passages(every)]
    del encoder

    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(settings.encoder_threads)
    model = SentenceTransformer(str(settings.encoder_dir), device="cpu", local_files_only=True)
    options_of_peer = {"normalize_embeddings": True, "show_progress_bar": False}
    expected_asked = np.asarray(model.encode(texts, prompt_name="query", **options_of_peer))
    started = time.perf_counter()
    expected = np.asarray(model.encode(passages, prompt_name="passage", **options_of_peer))
    peer = len(passages) / (time.perf_counter() - started)
    name = "sentence-transformers, torch"
    note = f"{report.passages} passages of {words / sections:.0f} words; with reading and writing; the peer only embeds"
    return [
        Row("index new passages", ours, "/s", 20, "higher", name, peer, note),
        Row(
            "same first passage as the peer",
            100 * _agreement(asked @ vectors.T, expected_asked @ expected.T),
            "%",
            99,
            "higher",
            name,
            100,
            f"{len(texts)} questions; how near to the loss of a point of ranking the precision comes",
        ),
    ]


def _agreement(ours: NDArray[np.float32], peer: NDArray[np.float32]) -> float:
    """Share of questions, 0 to 1, whose best passage by ``ours`` ``[questions, passages]`` is the peer's best too."""
    return float((ours.argmax(axis=1) == peer.argmax(axis=1)).mean())
