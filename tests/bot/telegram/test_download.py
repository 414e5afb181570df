"""Files fetched from a strict Bot API server, and what goes wrong on the way."""

from __future__ import annotations

import pytest
from telegram import Bot

from bot.telegram.download import NotFetched, TooLarge, download
from bot.telegram.sending import NotSent
from tests.telegram.files import LARGEST
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as one:
        yield one


async def test_a_file_comes_whole(api, bot):
    file = api.world.files.add("document", b"content" * 1000)
    assert await download(bot, file["file_id"], most=7000) == b"content" * 1000


async def test_a_file_that_is_too_large_is_not_fetched(api, bot):
    file = api.world.files.add("document", b"content")
    with pytest.raises(TooLarge):
        await download(bot, file["file_id"], most=6)
    huge = api.world.files.add("document", b"content", size=LARGEST + 1)
    with pytest.raises(TooLarge):
        await download(bot, huge["file_id"], most=2 * LARGEST)


async def test_a_file_that_says_less_than_it_holds_is_not_taken(api, bot):
    file = api.world.files.add("document", b"content", size=3)
    with pytest.raises(TooLarge):
        await download(bot, file["file_id"], most=6)


async def test_a_file_that_is_gone(api, bot):
    file = api.world.files.add("document", b"content")
    api.world.files.forget()
    with pytest.raises(NotFetched):
        await download(bot, file["file_id"], most=7)


@pytest.mark.parametrize("kind", ["429", "500", "drop"])
async def test_a_network_that_fails_is_for_later(api, bot, kind):
    file = api.world.files.add("document", b"content")
    api.fails(kind, "getFile")
    with pytest.raises(NotSent):
        await download(bot, file["file_id"], most=7)
    assert await download(bot, file["file_id"], most=7) == b"content"
