"""``python -m bench.flood``: a thousand people who ask within one minute, beside three busy groups.

The bot runs as a process of its own between the Bot API server of the tests, which counts Telegram's limits, and a
stand-in for the engine that answers at once: what is measured is the bot alone. It happens twice, once in peace and
once with Telegram asking to wait now and then; the bot's memory is looked at all the while.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import click

from bench.results import keep_trouble
from bench.row import Part, Row
from bench.timing import median, percentile

__all__ = ["main"]

_GROUPS, _QUESTIONS = 3, 30
_PATIENCE = 900.0


@click.command()
@click.option("--chats", default=1000, show_default=True, help="How many people ask, one question each.")
@click.option("--seconds", default=60.0, show_default=True, help="Within how many seconds.")
@click.option("--seed", default=1, show_default=True)
@click.option("--keep/--no-keep", default=True, help="Keep the result in bench/results.")
def main(chats: int, seconds: float, seed: int, keep: bool) -> None:
    """Flood and count."""
    import psutil

    from bench.show import show

    began, busy = time.monotonic(), psutil.cpu_percent(interval=1)
    with tempfile.TemporaryDirectory(prefix="attache-flood-") as place:
        rows = asyncio.run(_measure(Path(place), chats, seconds, seed))
    taken = datetime.now(timezone.utc).isoformat(timespec="seconds")
    part = Part("flood", taken, time.monotonic() - began, busy, tuple(rows))
    if keep:
        keep_trouble(part)
    show([part])
    if any(row.met is False for row in rows):
        raise SystemExit(1)


async def _measure(place: Path, chats: int, seconds: float, seed: int) -> list[Row]:
    import psutil

    from tests.telegram.engine import Engine
    from tests.telegram.flooding import Flood
    from tests.telegram.process import Process
    from tests.telegram.server import BotApi

    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    memory: list[float] = []
    with BotApi() as api, Engine() as engine:
        process = Process(api, engine, place)
        bot = psutil.Process(process.pid)

        def look() -> None:
            memory.append(bot.memory_info().rss / 1e6)

        try:
            await Flood(api, chance, chats=1, seconds=0.0).run(_PATIENCE)
            look()
            before = memory[-1]
            first = Flood(api, chance, chats, _GROUPS, _QUESTIONS, seconds)
            await first.run(_PATIENCE, look)
            after_one, broken = memory[-1], api.world.limits.broken
            for _ in range(10):
                api.fails("429", "sendMessage", times=1, seconds=chance.choice((1, 2, 5)))
            second = Flood(api, chance, chats, _GROUPS, _QUESTIONS, seconds)
            await second.run(_PATIENCE, look)
            process.end()
        finally:
            if process.alive:
                process.kill()
    waits = [one.answered for one in first.private if one.answered is not None]
    again = [one.answered for one in second.private if one.answered is not None]
    typing = [one.typing for one in first.private if one.typing is not None]
    groups = [one.answered for one in first.grouped if one.answered is not None]
    note = f"{chats} people within {seconds:g} s, beside {_GROUPS} groups with {_QUESTIONS} questions each"
    return [
        Row("answered", len(waits) + len(groups), "", chats + _GROUPS * _QUESTIONS, "higher", note=note),
        Row("answered more than once", first.more_than_once + second.more_than_once, "", 0),
        Row("limits of Telegram broken", broken, "", 0, note="counted by the server when messages arrive"),
        Row("limits broken, asked to wait ten times", api.world.limits.broken - broken, "", 0),
        Row("question to answer in private, median", median(waits), "s"),
        Row("question to answer in private, longest", max(waits), "s"),
        Row("the same, asked to wait ten times, longest", max(again), "s"),
        Row('question to "typing", p95', percentile(typing, 95) if typing else 0.0, "s",
            note=f"{len(typing)} of {chats} saw it before their answer"),
        Row("question to answer in a group, longest", max(groups), "s", note="20 messages a minute are allowed there"),
        Row("memory of the bot before", before, "MB", note="resident"),
        Row("memory of the bot, highest", max(memory), "MB"),
        Row("memory of the bot after the first flood", after_one, "MB"),
        Row("memory of the bot after the second", memory[-1], "MB", note="two floods do not show where it ends"),
    ]  # fmt: skip


if __name__ == "__main__":
    main(prog_name="python -m bench.flood")
