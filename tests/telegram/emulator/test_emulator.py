"""The bot beside a Bot API emulator that nobody here wrote; skipped where that is not installed."""

from __future__ import annotations

import asyncio
import logging
import time

import httpx
import pytest

from bot.telegram import privacy_wording
from tests.telegram.emulator.emulator import Somebody, emulator, missing
from tests.telegram.engine import Engine
from tests.telegram.running import options, running

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.emulator,
    pytest.mark.skipif(bool(missing()), reason=missing() or "it is there"),
]


@pytest.fixture
def engine():
    with Engine() as one:
        yield one


@pytest.fixture
async def amina(engine, tmp_path):
    """Somebody who writes to the bot, which runs."""
    with emulator() as server:
        async with running(options(server, engine, tmp_path)) as bot, httpx.AsyncClient(timeout=20) as http:
            yield Somebody(server, http)
            assert not bot.done(), "the bot has ended"


async def until(condition, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it never was"
        await asyncio.sleep(0.02)


async def test_from_the_first_word_to_an_answer(amina, engine) -> None:
    await amina.says("/start")
    (welcome,) = await amina.gets(1)
    assert "I am Attaché" in welcome["text"]
    await amina.presses(welcome, privacy_wording.agree_button("en"), chat_instance="1")
    assert "I remember your language" in (await amina.gets(2))[1]["text"]
    await amina.says("may a refugee be expelled?")
    answer = (await amina.gets(3))[2]
    assert "<blockquote>" in answer["text"]
    assert "No Contracting State shall expel (may a refugee be expelled?)." in answer["text"]
    await amina.presses(answer, "More", chat_instance="1")
    assert (await amina.gets(4))[3]["text"] == "More passages."
    assert [body["message"] for body in engine.asked] == ["may a refugee be expelled?", "/more"]


async def test_an_edited_question_changes_its_answer(amina) -> None:
    await amina.says("may a refugee be expelled?")
    (answer,) = await amina.gets(1)
    await amina.edits("may a refugee be expelled?", "may a stateless person be expelled?")

    async def changed() -> bool:
        return "(may a stateless person be expelled?)" in await amina.shown(answer["number"])

    await until(changed)


async def test_a_pressed_button_that_cannot_be_read_keeps_nobody_from_an_answer(amina) -> None:
    await amina.says("first")
    (answer,) = await amina.gets(1)
    await amina.presses(answer, "More")  # as the emulator hands it on: without chat_instance
    await until(
        amina.heard
    )  # it hands out each update once only, so what comes in one call with this one is lost there
    await amina.says("second")
    assert "(second)" in (await amina.gets(2))[1]["text"]


async def test_menus_that_cannot_be_registered_are_a_line_in_the_log(engine, tmp_path, caplog) -> None:
    with emulator() as server, caplog.at_level(logging.WARNING, logger="bot"):
        async with running(options(server, engine, tmp_path)):

            async def said() -> bool:
                return (
                    "Menus and descriptions were not registered (NetworkError); at the next start." in caplog.messages
                )

            await until(said)
