"""How long one chat question takes to become a vector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.row import Row
from bench.timing import median, percentile, times

if TYPE_CHECKING:
    from bench.options import Options

__all__ = ["measure"]

_WARM = 10


def measure(options: Options) -> list[Row]:
    """One question at a time with our encoder, then with sentence-transformers (torch) on the same folder."""
    from knowledge.encoder import Encoder

    settings = options.settings
    texts = [question.text for question in options.questions()]
    encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
    encoder.embed_questions(texts[:_WARM])
    ours = times(encoder.embed_question, texts)
    vectors = encoder.embed_questions(texts)
    del encoder

    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(settings.encoder_threads)
    model = SentenceTransformer(str(settings.encoder_dir), device="cpu", local_files_only=True)

    def encode(text: str) -> object:
        return model.encode(text, prompt_name="query", normalize_embeddings=True, show_progress_bar=False)

    times(encode, texts[:_WARM])
    peer = times(encode, texts)
    expected = np.stack([np.asarray(encode(text)) for text in texts])
    cosine = float((vectors * expected).sum(axis=1).min())
    name = "sentence-transformers, torch"
    note = (
        f"{len(texts)} questions in six languages, {settings.encoder_threads} threads; "
        f"lowest cosine to the peer's vector {cosine:.6f}"
    )
    return [
        Row("embed a question, median", median(ours), "ms", 8, "lower", name, median(peer), note),
        Row("embed a question, p95", percentile(ours, 95), "ms", None, "lower", name, percentile(peer, 95)),
    ]
