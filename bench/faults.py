"""``python -m bench.faults``: every part killed again and again while people ask; is each question answered once?

The whole of Attaché runs as ``attache up`` runs it, beside the Bot API server of the tests. First every conversation is
had once in peace, directly with the engine. Then people have it in Telegram while processes are killed without warning;
what they see has to be the same messages in the same order, each once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.engine import isolated
from bench.killing import PARTS, Killer
from bench.questions import questions
from bench.results import keep_trouble
from bench.row import Part, Row
from bench.timing import median, percentile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings
    from tests.telegram.asking import Asker
    from tests.telegram.chats import Chat
    from tests.telegram.server import BotApi

__all__ = ["main"]

_READY_SECONDS = 600.0
_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
#: Every so many-th person asks in a group, three to a group.
_IN_GROUPS, _MEMBERS = 8, 3


@click.command()
@click.option("--kills", default=200, show_default=True, help="How many processes are killed.")
@click.option("--chats", default=50, show_default=True, help="How many people ask.")
@click.option("--minutes", default=32.0, show_default=True, help="For how long at most.")
@click.option("--turns", default=100, show_default=True, help="How long a conversation is at most.")
@click.option("--think", default=60.0, show_default=True, help="The longest pause of a person, in seconds.")
@click.option("--seed", default=1, show_default=True)
@click.option("--logs", type=click.Path(path_type=Path), help="A folder to copy the logs of all processes into.")
@click.option("--keep/--no-keep", default=True, help="Keep the result in bench/results.")
def main(
    kills: int, chats: int, minutes: float, turns: int, think: float, seed: int, logs: Path | None, keep: bool
) -> None:
    """Kill and count."""
    from bench.show import show
    from settings import load

    settings = load()
    folder = settings.home / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-", dir=folder, ignore_cleanup_errors=True) as place:
        try:
            rows = asyncio.run(_measure(settings, Path(place), kills, chats, minutes, turns, think, seed))
        finally:
            if logs is not None:
                shutil.copytree(place, logs, ignore=shutil.ignore_patterns("models", "*.db*"), dirs_exist_ok=True)
    taken = datetime.now(timezone.utc).isoformat(timespec="seconds")
    part = Part("faults", taken, time.monotonic() - began, 0.0, tuple(rows))
    if keep:
        keep_trouble(part)
    show([part])
    if any(row.met is False for row in rows):
        raise SystemExit(1)


async def _measure(
    settings: Settings, place: Path, kills: int, chats: int, minutes: float, turns: int, think: float, seed: int
) -> list[Row]:
    from tests.telegram.asking import Verdict
    from tests.telegram.server import BotApi

    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    with BotApi() as api:
        own = isolated(settings, place / "home")
        with _running(own, api, place) as (supervisor, url, actions_url):
            scripts = await asyncio.to_thread(_in_peace, url, turns)
            people = _people(api, scripts, chats, chance, think)
            over = asyncio.Event()
            asking = [asyncio.create_task(one.run(over.is_set)) for one in people]
            killer = Killer(supervisor, url, actions_url, api, chance)
            began = time.monotonic()
            telling = asyncio.create_task(_tell(killer, people, began))
            await killer.run(kills, minutes * 45 / kills, minutes * 60)
            seconds = time.monotonic() - began
            over.set()
            await asyncio.gather(*asking)
            await asyncio.sleep(10.0)  # what comes twice may come late
            telling.cancel()
    verdict = sum((one.verdict for one in people), Verdict())
    for one in people:
        _explain(one)
    return _rows(people, killer, verdict, seconds, api)


async def _tell(killer: Killer, people: list[Asker], began: float) -> None:
    while True:
        await asyncio.sleep(60.0)
        asked, answered = sum(len(one.asked) for one in people), sum(len(one.waits) for one in people)
        kills = ", ".join(f"{part} {count}" for part, count in killer.kills.items())
        click.echo(f"{time.monotonic() - began:.0f} s: {asked} asked, {answered} answered; killed: {kills}", err=True)


@contextlib.contextmanager
def _running(settings: Settings, api: BotApi, place: Path) -> Iterator[tuple[int, str, str]]:
    """``attache up`` with the bot: its process id, the addresses of the engine and of the action server."""
    from bot.supervisor import ports
    from bot.supervisor.state import running

    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATTACHE_")} | {
        "ATTACHE_HOME": str(settings.home),
        "ATTACHE_ENCODER_PATH": str(settings.encoder_dir),
        "ATTACHE_SECOND_ENCODER": str(settings.second_encoder_dir or "none"),
        "ATTACHE_INDEX_PATH": str(settings.index_dir),
        "ATTACHE_RASA_PORT": str(ports.free(settings.host)),
        "ATTACHE_ACTIONS_PORT": str(ports.free(settings.host)),
        "ATTACHE_TELEGRAM_TOKEN": api.token,
        "ATTACHE_TELEGRAM_URL": api.base_url.removesuffix("/bot"),
        "ATTACHE_RESTARTS": "1000000",
        "ATTACHE_START_SECONDS": str(int(_READY_SECONDS)),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
    }
    with (place / "up.log").open("wb") as log:
        up = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", "up"],
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        deadline = time.monotonic() + _READY_SECONDS
        while (found := running(settings.home)) is None:
            if up.poll() is not None or time.monotonic() > deadline:
                raise click.ClickException(f"attache up did not start: {(place / 'up.log').read_text()[-500:]}")
            time.sleep(0.2)
        yield up.pid, found.url, found.actions_url
    finally:
        up.terminate()
        up.wait(60)


def _in_peace(address: str, turns: int) -> dict[str, tuple[list[str], list[list[str]]]]:
    """What is said in each language, and what is replied when nothing goes wrong."""
    from bot.dialogue import Dialogue
    from tests.telegram.script import expected, script

    asked = {language: [each.text for each in questions() if each.language == language] for language in _LANGUAGES}
    said = {language: script(language, turns, asked[language]) for language in _LANGUAGES}
    with Dialogue(address, seconds=120) as dialogue:
        return {
            language: (texts, expected(dialogue, f"in peace {language}", texts, language))
            for language, texts in said.items()
        }


def _people(
    api: BotApi, scripts: dict[str, tuple[list[str], list[list[str]]]], count: int, chance: random.Random, think: float
) -> list[Asker]:
    """People in private chats, some in groups, each with the conversation of their language."""
    from tests.telegram.asking import Asker

    people: list[Asker] = []
    groups: list[Chat] = []
    for number in range(count):
        language = _LANGUAGES[number % len(_LANGUAGES)]
        person = api.world.user(f"Person {number}", language)
        chat = person.chat
        if number % _IN_GROUPS == 0:
            member = number // _IN_GROUPS
            if member % _MEMBERS == 0:
                groups.append(api.world.group(f"Group {len(groups)}"))
            chat = groups[-1]
            chat.members[person.id] = person.user
        said, replies = scripts[language]
        people.append(Asker(person, chat, said, replies, random.Random(chance.random()), think))  # noqa: S311
    return people


def _explain(one: Asker) -> None:
    """Where something went wrong: what was to come and what came, by place in the conversation; nobody's words."""
    verdict = one.verdict
    if verdict.once == len(one.asked):
        return
    click.echo(f"{one.person.user['first_name']} ({'group' if one.chat.id < 0 else 'private'}): {verdict}", err=True)
    wanted = [(number, text) for number, texts in enumerate(one.expected[: len(one.asked)]) for text in texts]
    for place, ((number, text), seen) in enumerate(zip(wanted, one.seen)):  # noqa: B905 - one may be shorter
        if text != seen:
            click.echo(
                f"  message {place} (question {number}): {text[:70]!r} was to come, {seen[:70]!r} came", err=True
            )
            break


def _rows(people: list[Asker], killer: Killer, verdict: object, seconds: float, api: BotApi) -> list[Row]:
    from tests.telegram.asking import Verdict

    assert isinstance(verdict, Verdict)
    asked = sum(len(one.asked) for one in people)
    waits = [wait for one in people for wait in one.waits]
    by_part = ", ".join(f"{part} {killer.kills[part]}" for part in PARTS)
    groups = sum(one.chat.id < 0 for one in people)
    return [
        Row(
            "processes killed", sum(killer.kills.values()), "", None, "higher",
            note=f"{by_part}; {killer.aimed} of the bot's after Telegram had taken a message and before it was told; "
            f"{killer.while_loading} while the part was still loading; "
            f"over {seconds / 60:.0f} minutes, each restarted by attache up",
        ),
        Row("questions asked", asked, "", None, "higher", note=f"by {len(people)} people, {groups} of them in groups"),
        Row("answered once, in order", verdict.once, "", asked, "higher", note="with the words of the engine in peace"),
        Row("answered twice", verdict.twice, "", 0),
        Row("lost", verdict.lost, "", 0),
        Row("out of order", verdict.moved, "", 0),
        Row("other messages", verdict.other, "", 0, note="beside answers and the lines about waiting"),
        Row("lines about waiting", sum(one.lines for one in people), "", None),
        Row("from question to answer, median", median(waits), "s", None),
        Row("from question to answer, p95", percentile(waits, 95), "s", None),
        Row("from question to answer, longest", max(waits), "s", None),
        Row("limits of Telegram broken", api.world.limits.broken, "", None, note="counted by the server"),
    ]  # fmt: skip


if __name__ == "__main__":
    main(prog_name="python -m bench.faults")
