"""How long a question in Telegram waits for its answer, and how much of that is the channel."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bench.engine import isolated
from bench.row import Row
from bench.telegram_load import SHAPES, Shape, ask_directly, ask_in_telegram, expected
from bench.telegram_peer import PEER, rasa_telegram
from bench.timing import median, percentile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.options import Options
    from bench.questions import Question
    from bench.telegram_load import Asked, Told
    from settings import Settings
    from tests.telegram.server import BotApi

__all__ = ["Measured", "measure", "rows"]

#: Questions in Telegram before anything is measured.
_WARM = 12
_READY_SECONDS = 60.0
#: So many questions are tried alone, and so many must bring an answer; those are asked in turn.
_TRIED, _ENOUGH = 120, 60


@dataclass(frozen=True, slots=True)
class Measured:
    """One shape of questions.

    Attributes:
        told: what came back in Telegram.
        direct: what came back from the engine itself, right before.
        calls: of the bot to Telegram for an answer, by method.
    """

    told: Told
    direct: Told
    calls: dict[str, float]

    @property
    def engine(self) -> float:
        """Median of the engine's own turn, in ms."""
        return median(self.direct.milliseconds)

    @property
    def channel(self) -> float:
        """What Telegram takes more, from median to median, in ms."""
        return median(self.told.milliseconds) - self.engine


def measure(options: Options) -> list[Row]:
    """Every question comes from somebody new, so it opens a chat and a conversation of its own."""
    from bot.errors import BotError

    asked = options.questions()[:_TRIED]
    shapes = [replace(shape, chats=min(shape.chats, 3), rounds=1) for shape in SHAPES] if options.quick else SHAPES
    with _ours(options) as (url, api):
        answered = _known(url, asked, hint=True)
        if len(answered) < (1 if options.quick else _ENOUGH):
            raise RuntimeError(f"{len(answered)} of {len(asked)} questions were answered; {_ENOUGH} are needed.")
        ours = _measured(url, api, shapes, answered, hint=True)
    try:
        with _theirs(options) as (url, api):
            theirs = _measured(url, api, shapes, _known(url, asked, hint=False), hint=False)
        remark = ""
    except (BotError, RuntimeError) as error:
        theirs, remark = {}, f"; peer: {error}"
    note = f"{len(answered)} of {len(asked)} questions brought passages and are asked, each by somebody new{remark}"
    return rows(shapes, ours, theirs, note)


def rows(shapes: Sequence[Shape], ours: dict[str, Measured], theirs: dict[str, Measured], note: str = "") -> list[Row]:
    """Three lines a shape, and what was lost of all. ``note`` stands there."""
    found = []
    for shape in shapes:
        mine, other = ours[shape.name], theirs.get(shape.name)
        name = f"in Telegram, {shape.name}"
        times = mine.told.milliseconds
        others = other.told.milliseconds if other else ()
        counted = f"{len(times)} answers; the engine's own turn {mine.engine:.0f} ms"
        found += [
            Row(
                f"{name}, median",
                median(times),
                "ms",
                peer_name=PEER,
                peer=median(others) if others else None,
                note=f"{counted}, the peer's {other.engine:.0f} ms" if other else counted,
            ),
            Row(
                f"{name}, p95",
                percentile(times, 95),
                "ms",
                peer_name=PEER,
                peer=percentile(others, 95) if others else None,
                note="",
            ),
            Row(
                "of it the channel, median",
                mine.channel,
                "ms",
                peer_name=PEER,
                peer=other.channel if other else None,
                note=_calls(mine, other),
            ),
        ]
    found.append(
        Row(
            "answers lost in Telegram",
            sum(one.told.lost for one in ours.values()),
            "",
            0,
            "lower",
            PEER,
            sum(one.told.lost for one in theirs.values()) if theirs else None,
            f"did not come, or not the one that the question gets alone; {note}",
        )
    )
    return found


@contextlib.contextmanager
def _ours(options: Options) -> Iterator[tuple[str, BotApi]]:
    """Engine, action server and bot as ``attache up`` starts them, beside a Bot API server."""
    from bot.supervisor import Engine, ports
    from tests.telegram.server import BotApi

    with BotApi() as api:
        settings = _apart(options, "home").copy(
            update={
                "telegram_token": SecretStr(api.token),
                "telegram_url": f"http://127.0.0.1:{api.port}",
                "rasa_port": ports.free(options.settings.host),
                "actions_port": ports.free(options.settings.host),
            }
        )
        with Engine(settings) as engine:
            _wait_for(api, "getUpdates")
            yield engine.url, api


@contextlib.contextmanager
def _theirs(options: Options) -> Iterator[tuple[str, BotApi]]:
    """The same engine behind Rasa's Telegram channel, beside a Bot API server."""
    from tests.telegram.server import BotApi

    with BotApi() as api:
        username = str(api.world.bot["username"])
        server = f"http://127.0.0.1:{api.port}"
        with rasa_telegram(_apart(options, "peer-home"), token=api.token, username=username, server=server) as url:
            _wait_for(api, "setWebhook")
            yield url, api


def _apart(options: Options, name: str) -> Settings:
    settings = isolated(options.settings, options.workspace / name)
    return settings.copy(update={"database_url": SecretStr("")})


def _wait_for(api: BotApi, method: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not api.called(method):
        if time.monotonic() > deadline:
            raise RuntimeError(f"The bot did not call {method} within {_READY_SECONDS:g} s.")
        time.sleep(0.1)


def _known(url: str, asked: Sequence[Question], *, hint: bool) -> list[Asked]:
    from bot.dialogue import Dialogue

    with Dialogue(url, seconds=60) as dialogue:
        return expected(dialogue, asked, hint=hint)


def _measured(
    url: str, api: BotApi, shapes: Sequence[Shape], asked: Sequence[Asked], *, hint: bool
) -> dict[str, Measured]:
    """By name of the shape; straight to the engine and in Telegram in turn, so that both meet the same machine."""
    ask_in_telegram(api, Shape("warm", _WARM, 0.0, 1), asked)
    found = {}
    for shape in shapes:
        direct = asyncio.run(ask_directly(url, shape, asked, hint=hint))
        before = len(api.calls)
        told = ask_in_telegram(api, shape, asked)
        if not (told.milliseconds and direct.milliseconds):
            raise RuntimeError(f"Nothing was answered: {shape.name}.")
        methods = Counter(call.method for call in api.calls[before:] if call.method != "getUpdates")
        count = shape.chats * shape.rounds
        found[shape.name] = Measured(told, direct, {name: methods[name] / count for name in sorted(methods)})
    return found


def _calls(mine: Measured, other: Measured | None) -> str:
    def shown(one: Measured) -> str:
        return ", ".join(f"{name} {count:.3g}" for name, count in one.calls.items())

    return f"calls an answer: {shown(mine)}" + (f"; the peer's: {shown(other)}" if other else "")
