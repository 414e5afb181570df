"""How long the dialogue model trains."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench import peer
from bench.row import Row

if TYPE_CHECKING:
    from bench.options import Options

__all__ = ["measure"]


def measure(options: Options) -> list[Row]:
    """Ours in a fresh home, then the peer's: the same small talk, and a ResponseSelector over the bench's questions."""
    from nlu.training import train

    encoder = options.settings.encoder_dir
    settings = options.settings.copy(update={"home": options.workspace / "home", "encoder_path": encoder})
    started = time.perf_counter()
    train(settings)
    ours = time.perf_counter() - started
    note = "whole command, Rasa's own start included"
    try:
        theirs = peer.train(options).seconds
    except peer.PeerFailed as error:
        return [Row("train the dialogue model", ours, "s", 90, "lower", peer.PEER, None, f"{note}; peer: {error}")]
    return [Row("train the dialogue model", ours, "s", 90, "lower", peer.PEER, theirs, note)]
