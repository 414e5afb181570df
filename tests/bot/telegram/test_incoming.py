"""The bot gets to know itself, however long Telegram is away, and says how it is."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot

from bot.errors import StartFailed
from bot.telegram import incoming
from bot.telegram.incoming import reach, status_of
from bot.telegram.options import Options
from bot.telegram.status import file_of, read
from bot.telegram.webhook import Address
from programme import Database, Inbox
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
def parts(tmp_path):
    """Options, a database and an inbox."""
    options = Options("1:x", tmp_path, f"sqlite:///{tmp_path / 'attache.db'}", "", "")
    database = Database(options.database)
    database.create()
    yield options, database, Inbox(database)
    database.close()


async def test_telegram_is_away_for_a_while(api, parts, monkeypatch, caplog):
    monkeypatch.setattr(incoming, "_PAUSE", 0.01)
    options, database, inbox = parts
    status = status_of(options, database, inbox)
    telling = asyncio.create_task(status.run())
    bot = Bot(api.token, base_url=api.base_url)
    try:
        api.fails("500", "getMe", times=2)
        api.fails("429", "getMe", times=1)
        await reach(bot, status)
        report = await api.world.until(lambda: (found := read(file_of(options.home))) and not found.trouble and found)
        assert (report.way, report.waiting, report.outgoing) == ("polling", 0, 0)
        assert report.reached_at is not None
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
        await bot.shutdown()
    assert caplog.text.count("Telegram is not reached. I go on trying.") == 1


async def test_a_token_that_is_not_known(api, parts):
    bot = Bot("7000000001:another-one-altogether", base_url=api.base_url)
    with pytest.raises(StartFailed, match="refuses the bot's token") as refused:
        await reach(bot, status_of(*parts))
    assert "another-one" not in str(refused.value)


def test_how_updates_come_is_said(parts):
    options, database, inbox = parts
    hooked = Options(*([options.token, options.home, options.database, "", ""]), webhook=Address("https://a.example/"))
    assert [status_of(one, database, inbox)._way for one in (options, hooked)] == ["polling", "webhook"]
