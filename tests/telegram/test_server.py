"""The Bot API server of the tests, driven by the real client over HTTP."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from telegram import (
    Bot,
)
from telegram.error import (
    BadRequest,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
)

from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

JSON = {"Content-Type": "application/json"}


async def test_the_bot_knows_itself(bot, world):
    me = await bot.get_me()
    assert (me.username, me.supports_inline_queries, me.can_read_all_group_messages) == ("attache_bot", True, False)


@pytest.mark.parametrize(("token", "status"), [("7000000001:wrong", 401), ("nonsense", 404)])
async def test_a_wrong_token_is_refused(api, token, status):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{api.base_url}{token}/getMe")
    assert (answer.status_code, answer.json()["ok"], answer.json()["error_code"]) == (status, False, status)
    with pytest.raises(InvalidToken):
        await Bot(token, base_url=api.base_url).initialize()


async def test_an_unknown_method_is_refused(bot):
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendPigeon")


def test_it_runs_in_a_thread_of_its_own():
    with BotApi() as api:
        amina = api.world.user("Amina")
        amina.says("hello")

        async def answer() -> None:
            async with Bot(api.token, base_url=api.base_url) as bot:
                (update,) = await bot.get_updates(timeout=5)
                await update.message.reply_text("hello, Amina")

        asyncio.run(answer())
        assert amina.chat.last.text == "hello, Amina"
        assert [call.status for call in api.called("sendMessage")] == [200]


async def test_it_can_be_away_and_come_back_on_the_same_port(api, bot, amina):
    amina.says("one")
    await api.stop()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    amina.says("two")
    await api.start()
    assert [update.message.text for update in await bot.get_updates()] == ["one", "two"]
    amina.says("three")
    assert (await bot.get_updates(offset=-1, timeout=5))[0].message.text == "three"


async def test_every_call_is_remembered(api, bot, amina):
    await bot.send_message(amina.id, "hello")
    with pytest.raises(BadRequest):
        await bot.send_message(1, "hello")
    calls = [(call.parameters["chat_id"], call.status) for call in api.called("sendMessage")]
    assert calls == [(str(amina.id), 200), ("1", 400)]


async def test_json_is_read_as_a_form_is(api, amina):
    async with httpx.AsyncClient(trust_env=False) as client:
        good = await client.post(f"{api.base_url}{api.token}/SENDMESSAGE", json={"chat_id": amina.id, "text": "hello"})
        bad = await client.post(f"{api.base_url}{api.token}/getMe", content="{", headers=JSON)
    assert (good.json()["result"]["text"], bad.status_code) == ("hello", 400)
