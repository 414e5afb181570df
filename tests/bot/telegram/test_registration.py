"""The webhook is set, looked after, and what goes wrong with it is said, against a strict Bot API server."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from telegram import Bot

from bot.errors import StartFailed
from bot.telegram.registration import Registration
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

URL = "https://bot.example.org/telegram"


class Said:
    """Keeps what a ``Status`` would be told."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def reached(self) -> None:
        self.words.append("")

    def failed(self, trouble: str) -> None:
        self.words.append(trouble)


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
def said():
    return Said()


@contextlib.asynccontextmanager
async def registered(api: BotApi, said: Said, url: str = URL):
    async with Bot(api.token, base_url=api.base_url) as bot:
        registration = Registration(bot, url, ["message"], "s" * 40, said, look_seconds=0.02, pause=0.02)
        task = asyncio.create_task(registration.run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_it_is_set_once_and_looked_at_again(api, said):
    async with registered(api, said):
        await api.world.until(lambda: len(api.called("getWebhookInfo")) > 2)
        assert (api.delivery.webhook["url"], len(api.called("setWebhook"))) == (URL, 1)
    assert set(said.words) == {""}
    assert api.delivery.webhook["url"] == URL


async def test_it_is_set_anew_when_another_took_it_away(api, said, caplog):
    async with registered(api, said):
        await api.world.until(lambda: api.called("getWebhookInfo"))
        async with Bot(api.token, base_url=api.base_url) as other:
            await other.delete_webhook()
        await api.world.until(lambda: len(api.called("setWebhook")) == 2 and api.delivery.webhook)
    assert "another process uses this bot's token" in caplog.text


async def test_a_webhook_that_telegram_does_not_reach_is_said_until_it_does(api, said):
    async with registered(api, said):
        amina = api.world.user("Amina")
        amina.says("hello")
        await api.world.until(lambda: said.words[-1:] and said.words[-1].startswith("Telegram does not reach"))
        assert "Check the reverse proxy" in said.words[-1]
        api.world.updates.drop()
        await api.world.until(lambda: said.words[-1] == "")


async def test_an_address_that_is_refused_is_explained_and_tried_again(api, said, caplog):
    async with registered(api, said, "http://bot.example.org/telegram"):
        await api.world.until(lambda: len(api.called("setWebhook")) > 1)
    assert said.words[-1].startswith("Telegram does not take the webhook (Bad webhook: an https url must be provided")
    assert caplog.text.count("does not take the webhook") == 1


async def test_a_token_that_is_not_known_any_more_ends_it(api, said):
    async with registered(api, said) as task:
        await api.world.until(lambda: api.called("getWebhookInfo"))
        api.token = "7000000001:another-one-altogether"
        with pytest.raises(StartFailed, match="refuses the bot's token"):
            await asyncio.wait_for(task, 10)
