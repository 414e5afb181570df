"""How long a whole turn with an answer takes over HTTP, one at a time and eight at once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import peer
from bench.engine import isolated
from bench.row import Row
from bench.timing import median, percentile
from bot.replies import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.options import Options
    from bench.questions import Question
    from bot.dialogue import Dialogue
    from bot.replies import Reply

__all__ = ["Alone", "Together", "answered", "ask_alone", "ask_together", "measure"]

_AT_ONCE = 8
_WARM = 12
#: Fewest turns with an answer that a figure is told of.
_ENOUGH = 100
_ANSWERS = frozenset({State.ANSWERED, State.CLOSEST})


@dataclass(frozen=True, slots=True)
class Alone:
    """One turn with nothing beside it."""

    question: Question
    milliseconds: float
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Turns at once.

    Attributes:
        a_second: replies that came back right, a second.
        lost: questions whose reply did not come or was not the one that they get alone.
    """

    a_second: float
    lost: int


def measure(options: Options) -> list[Row]:
    """Each question opens a conversation of its own; what counts are the turns that brought passages."""
    from bot.dialogue import Dialogue
    from bot.supervisor import Engine

    asked = options.questions()
    with Engine(isolated(options.settings, options.workspace / "home"), own_ports=True) as engine:
        with Dialogue(engine.url, seconds=60) as dialogue:
            ask_alone(dialogue, asked[:_WARM], "warm")
            turns = answered(ask_alone(dialogue, asked, "alone"))
        enough = 1 if options.quick else _ENOUGH
        if len(turns) < enough:
            raise RuntimeError(f"{len(turns)} of {len(asked)} questions were answered; {enough} are needed.")
        together = asyncio.run(ask_together(engine.url, turns))
    told = sum(turn.replies[0].state is State.ANSWERED for turn in turns)
    languages = len({turn.question.language for turn in turns})
    note = (
        f"{len(turns)} of {len(asked)} questions in {languages} languages brought passages, {told} of them as an answer"
        f", the rest as closest; each in a conversation of its own"
    )
    return _rows(turns, together, note, *_peer(options, turns))


def ask_alone(dialogue: Dialogue, asked: Sequence[Question], name: str) -> list[Alone]:
    """One turn after the other, each in a new conversation whose name begins with ``name``."""
    turns = []
    for question in asked:
        started = time.perf_counter()
        replies = dialogue.turn(f"{name} {question.topic} {question.language}", question.text)
        turns.append(Alone(question, (time.perf_counter() - started) * 1000, tuple(replies)))
    return turns


def answered(turns: Sequence[Alone]) -> list[Alone]:
    """Those that brought passages."""
    return [turn for turn in turns if turn.replies[0].state in _ANSWERS]


async def ask_together(url: str, turns: Sequence[Alone], at_once: int = _AT_ONCE) -> Together:
    """The questions of ``turns`` again, always ``at_once`` of them under way.

    Every reply is compared with the one that the question got alone, so that one which went to another conversation
    counts as lost.
    """
    from bot.dialogue import Dialogue
    from bot.errors import DialogueError

    dialogue = Dialogue(url, seconds=60)
    waiting = list(turns)[::-1]
    right = 0

    async def work() -> None:
        nonlocal right
        while waiting:
            turn = waiting.pop()
            question = turn.question
            try:
                replies = await dialogue.turn_async(f"together {question.topic} {question.language}", question.text)
            except DialogueError:
                continue
            right += tuple(replies) == turn.replies

    try:
        started = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_once)))
        seconds = time.perf_counter() - started
    finally:
        await dialogue.close_async()
    return Together(right / seconds, len(turns) - right)


def _peer(options: Options, turns: Sequence[Alone]) -> tuple[list[Alone], Together | None, str]:
    """The peer on the same questions: its turns, its turns at once, and a remark."""
    from bot.dialogue import Dialogue

    asked = [turn.question for turn in turns]
    try:
        with peer.Peer(options, peer.trained(options)) as server:
            with Dialogue(server.url, seconds=60) as dialogue:
                ask_alone(dialogue, asked[:_WARM], "warm")
                theirs = ask_alone(dialogue, asked, "alone")
            together = asyncio.run(ask_together(server.url, theirs))
    except peer.PeerFailed as error:
        return [], None, f"peer: {error}"
    right = sum(turn.replies[0].text.strip() == peer.answer_of(turn.question.topic).strip() for turn in theirs)
    return theirs, together, f"the peer, trained on these very questions, knew {right} of {len(theirs)}"


def _rows(
    turns: Sequence[Alone], together: Together, note: str, theirs: Sequence[Alone], beside: Together | None, remark: str
) -> list[Row]:
    ours = [turn.milliseconds for turn in turns]
    peers = [turn.milliseconds for turn in theirs]
    name = peer.PEER
    return [
        Row(
            "turn with an answer, median", median(ours), "ms", 80, "lower", name, median(peers) if peers else None, note
        ),
        Row(
            "turn with an answer, p95",
            percentile(ours, 95),
            "ms",
            200,
            "lower",
            name,
            percentile(peers, 95) if peers else None,
            remark,
        ),
        Row(
            f"answers, {_AT_ONCE} at once",
            together.a_second,
            "/s",
            20,
            "higher",
            name,
            beside.a_second if beside else None,
        ),
        Row(
            f"replies lost, {_AT_ONCE} at once",
            together.lost,
            "",
            0,
            "lower",
            name,
            beside.lost if beside else None,
            "did not come, or was not the reply that the question gets alone",
        ),
    ]
