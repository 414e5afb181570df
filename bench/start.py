"""How long the dialogue engine takes to be ready, and how much memory it has then."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from bench import peer
from bench.engine import isolated
from bench.memory import family, megabytes
from bench.row import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.options import Options
    from bench.questions import Question

__all__ = ["measure"]

#: Questions before memory is looked at, so that nothing is left to load.
_ASKED = 12


def measure(options: Options) -> list[Row]:
    """Start to ready, and memory after a dozen questions: dialogue engine, action server and what watches them."""
    from bot.supervisor import Engine

    asked = options.questions()[:_ASKED]
    engine = Engine(isolated(options.settings, options.workspace / "home"), own_ports=True)
    started = time.perf_counter()
    with engine:
        ours = time.perf_counter() - started
        _ask(engine.url, asked)
        pids = family(os.getpid())
        memory = megabytes(pids)
    theirs, their_memory, remark = _peer(options, asked)
    return [
        Row(
            "start to ready",
            ours,
            "s",
            40,
            "lower",
            peer.PEER,
            theirs,
            f"files in the system's cache, a first message parsed and the index open{remark}",
        ),
        Row(
            "memory of all processes",
            memory,
            "MB",
            3_000,
            "lower",
            peer.PEER,
            their_memory,
            f"{len(pids)} processes, shared pages counted once, after {len(asked)} questions; the peer is one server",
        ),
    ]


def _peer(options: Options, asked: Sequence[Question]) -> tuple[float | None, float | None, str]:
    """Its seconds, its memory, and a remark where it has none."""
    try:
        server = peer.Peer(options, peer.trained(options))
        started = time.perf_counter()
        with server:
            seconds = time.perf_counter() - started
            _ask(server.url, asked)
            return seconds, megabytes(family(server.pid)), ""
    except peer.PeerFailed as error:
        return None, None, f"; peer: {error}"


def _ask(url: str, asked: Sequence[Question]) -> None:
    from bot.dialogue import Dialogue

    with Dialogue(url, seconds=60) as dialogue:
        for question in asked:
            dialogue.turn(f"memory {question.topic} {question.language}", question.text)
