"""Updates reach the real client by long polling or by a webhook."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from aiohttp import web
from telegram import (
    Bot,
)
from telegram.error import (
    BadRequest,
    Conflict,
)

pytestmark = pytest.mark.loopback


async def test_updates_stay_until_an_offset_confirms_them(bot, amina):
    for text in ("one", "two", "three"):
        amina.says(text)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first] == ["one", "two"]
    assert [update.update_id for update in await bot.get_updates(limit=2)] == [update.update_id for update in first]
    (third,) = await bot.get_updates(offset=first[-1].update_id + 1)
    assert (third.message.text, third.update_id) == ("three", first[-1].update_id + 1)
    assert await bot.get_updates(offset=third.update_id + 1) == ()


async def test_a_negative_offset_keeps_the_last(bot, amina):
    for text in ("one", "two", "three"):
        amina.says(text)
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["three"]
    assert [update.message.text for update in await bot.get_updates()] == ["three"]


async def test_a_long_poll_ends_when_somebody_writes(api, bot, amina):
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await api.world.until(lambda: api.delivery.polls)
    amina.says("مرحبا")
    assert [update.message.text for update in await poll] == ["مرحبا"]


async def test_a_second_poll_ends_the_first(api, bot, amina):
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await api.world.until(lambda: api.delivery.polls)
    async with Bot(api.token, base_url=api.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        amina.says("hello")
        assert len(await second) == 1


async def test_only_the_kinds_that_are_wanted_come_and_the_wish_is_kept(bot, amina):
    assert await bot.get_updates(allowed_updates=["message"]) == ()
    message = amina.says("hello")
    amina.edits(message, "hello again")
    assert [update.message.text for update in await bot.get_updates()] == ["hello"]


async def test_an_update_can_come_twice(world, bot, amina):
    world.updates.twice = True
    amina.says("hello")
    first, second = await bot.get_updates()
    assert first.update_id == second.update_id
    world.updates.twice = False
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    world.updates.again()
    assert [update.update_id for update in await bot.get_updates(offset=first.update_id + 1)] == [first.update_id]
    assert await bot.get_updates(offset=first.update_id + 1) == ()


@contextlib.asynccontextmanager
async def hook(answers: list[int | dict]):
    """A webhook that gives these answers in turn, the last for ever; yields its address and what was posted."""
    seen: list[tuple[str | None, dict]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return web.json_response(answer) if isinstance(answer, dict) else web.Response(status=answer)

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", seen
    finally:
        await runner.cleanup()


async def test_a_webhook_is_posted_until_it_takes(world, bot, amina):
    async with hook([500, 403, 200]) as (url, seen):
        await bot.set_webhook(url, secret_token="s3cret_-")
        amina.says("one")
        amina.says("two")
        await world.until(lambda: len(seen) == 4)
        assert [(secret, body["message"]["text"]) for secret, body in seen] == [
            *[("s3cret_-", "one")] * 3,
            ("s3cret_-", "two"),
        ]
        await world.until(lambda: not world.updates.pending)
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        assert await bot.delete_webhook() is True
        assert await bot.get_updates() == ()


async def test_a_webhook_may_answer_with_a_method(world, bot, amina):
    async with hook([{"method": "sendMessage", "chat_id": amina.id, "text": "at once"}]) as (url, _):
        await bot.set_webhook(url)
        amina.says("hello")
        await world.until(lambda: amina.chat.sent)
    assert amina.chat.last.text == "at once"


@pytest.mark.parametrize(
    ("url", "options", "reason"),
    [
        ("http://example.org/hook", {}, "an https url must be provided"),
        ("https://example.org:8080/hook", {}, "only on ports"),
        ("https://example.org/hook", {"secret_token": "no spaces"}, "unallowed characters"),
        ("https://example.org/hook", {"max_connections": 101}, "Max_connections"),
    ],
)
async def test_a_bad_webhook_is_refused(bot, url, options, reason):
    with pytest.raises(BadRequest, match=reason):
        await bot.set_webhook(url, **options)
    assert (await bot.get_webhook_info()).url == ""


async def test_a_chat_that_fails_does_not_hold_up_another(world, bot, amina):
    seen: list[str] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((await request.json())["message"]["text"])
        return web.Response(status=500 if seen[-1] == "poison" else 200)

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
        amina.says("poison")
        amina.says("waits")
        world.user("Boris").says("goes on")
        await world.until(lambda: seen.count("poison") >= 2 and "goes on" in seen)
        assert "waits" not in seen
        assert [update["message"]["text"] for update in world.updates.confirmed] == ["goes on"]
    finally:
        await bot.delete_webhook()
        await runner.cleanup()


async def test_a_webhook_that_is_away_is_told_and_its_updates_wait(api, world, bot, amina):
    async with hook([200]) as (url, _):
        pass
    await bot.set_webhook(url)
    amina.says("hello")
    await world.until(lambda: "last_error_message" in api.delivery.webhook)
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates()] == ["hello"]
    amina.says("too late")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_webhook_gets_an_update_twice_when_told(world, bot, amina):
    world.updates.twice = True
    async with hook([200]) as (url, seen):
        await bot.set_webhook(url)
        amina.says("hello")
        await world.until(lambda: world.updates.confirmed)
        ids = [body["update_id"] for _, body in seen]
        assert ids == [ids[0], ids[0]]
