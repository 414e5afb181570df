"""Every part is killed while people ask, and started again: every question gets its one answer, in order."""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING

import psutil
import pytest
from pydantic import SecretStr

from bench.killing import Killer
from bot.dialogue import Dialogue
from bot.supervisor import Engine, ports
from tests.telegram.asking import Asker, Verdict
from tests.telegram.script import expected, script
from tests.telegram.server import BotApi

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

TURNS = 6
LANGUAGES = ("en", "fr", "ru")


@pytest.fixture
def chosen(ready_settings: Settings, tmp_path: Path):
    """Settings with a home of their own and a bot, beside a Bot API server."""
    with BotApi() as api:
        home = tmp_path / "home"
        home.mkdir()
        (home / "models").symlink_to(ready_settings.models_dir)
        update = {
            "home": home,
            "index_path": ready_settings.index_dir,
            "rasa_port": ports.free(ready_settings.host),
            "actions_port": ports.free(ready_settings.host),
            "telegram_token": SecretStr(api.token),
            "telegram_url": api.base_url.removesuffix("/bot"),
        }
        yield api, ready_settings.copy(update=update)


async def test_every_part_is_killed_while_people_ask(chosen) -> None:
    api, settings = chosen
    others = frozenset(child.pid for child in psutil.Process().children())  # of the engine that all tests share
    engine = Engine(settings)
    await asyncio.to_thread(engine.start)
    try:
        askers = []
        group = api.world.group(
            "Delegates", super=False
        )  # in a supergroup the first message of a process may come twice
        with Dialogue(engine.url, seconds=60) as dialogue:
            for number, language in enumerate(LANGUAGES):
                person = api.world.user(f"Person {number}", language)
                said = script(language, TURNS)
                replies = await asyncio.to_thread(expected, dialogue, f"in peace {language}", said, language)
                chat = group if language == "ru" else person.chat
                chance = random.Random(number)  # noqa: S311
                askers.append(Asker(person, chat, said, replies, chance, think=0.5, patience=300.0))
        chance = random.Random(1)  # noqa: S311
        killer = Killer(os.getpid(), engine.url, engine.actions_url, api, chance, spared=others)
        asking = [asyncio.create_task(one.run(lambda: False)) for one in askers]

        async def answered(count: int) -> None:
            await api.world.until(lambda: sum(len(one.waits) for one in askers) >= count, 300)

        await killer.aim()
        await answered(3)
        assert killer.kill("action server")
        await answered(6)
        assert killer.kill("dialogue engine")
        await answered(9)
        await killer.aim()
        await answered(12)
        assert killer.kill("Telegram bot")
        await asyncio.gather(*asking)
        assert sum((one.verdict for one in askers), Verdict()) == Verdict(once=TURNS * len(LANGUAGES))
        assert killer.kills == {"Telegram bot": 3, "action server": 1, "dialogue engine": 1}
    finally:
        await asyncio.to_thread(engine.stop)
