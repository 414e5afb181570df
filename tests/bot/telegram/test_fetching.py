from __future__ import annotations

import logging

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.telegram import fetching
from bot.telegram.app import silence
from bot.telegram.fetching import Batch, fetch
from tests.telegram.server import BotApi

KINDS = ("message", "callback_query")


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url) as one:
        yield one


def broken(api: BotApi) -> int:
    """An update that the library cannot read: a pressed button without the chat that it belongs to."""
    user = api.world.user("Secretive").user
    number = api.world.updates.put("callback_query", {"id": "1", "from": user, "data": "what a person said"})
    assert number is not None
    return number


@pytest.mark.loopback
async def test_what_comes_is_read_and_the_next_call_confirms_it(api, bot) -> None:
    amina = api.world.user("Amina")
    amina.says("one")
    last = amina.says("two")
    batch = await fetch(bot, offset=None, timeout=0, kinds=KINDS)
    assert [update.message.text for update in batch.updates] == ["one", "two"]
    assert batch.updates[-1].message.message_id == last.id
    assert await fetch(bot, offset=batch.offset, timeout=0, kinds=KINDS) == Batch((), None)
    assert len(api.world.updates.confirmed) == 2


@pytest.mark.loopback
@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_update_that_cannot_be_read_is_passed_over_and_never_written_down(api, bot, caplog, place) -> None:
    silence()
    amina = api.world.user("Amina")
    for number in range(3):
        broken(api) if number == place else amina.says(f"question {number}")
    with caplog.at_level(logging.DEBUG, logger="bot"):
        batch = await fetch(bot, offset=None, timeout=0, kinds=KINDS)
    texts = [f"question {number}" for number in range(3) if number != place]
    assert [update.message.text for update in batch.updates] == texts
    assert caplog.messages == ["An update could not be read (TypeError); it is passed over."]
    assert await fetch(bot, offset=batch.offset, timeout=0, kinds=KINDS) == Batch((), None)
    assert api.world.updates.pending == []


@pytest.mark.loopback
async def test_only_what_cannot_be_read_is_passed_over_too(api, bot) -> None:
    number = broken(api)
    assert await fetch(bot, offset=None, timeout=0, kinds=KINDS) == Batch((), number + 1)


@pytest.mark.loopback
async def test_what_telegram_refuses_is_told(api, bot) -> None:
    api.token = "1:a-new-one"
    with pytest.raises(InvalidToken):
        await fetch(bot, offset=None, timeout=0, kinds=KINDS)


async def test_a_server_that_holds_no_call_is_not_asked_without_end(monkeypatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    class AtOnce:
        async def get_updates(self, **_: object) -> tuple[()]:
            return ()

    monkeypatch.setattr(fetching.asyncio, "sleep", sleep)
    await fetch(AtOnce(), offset=None, timeout=30, kinds=KINDS)
    await fetch(AtOnce(), offset=None, timeout=0, kinds=KINDS)  # who does not wait is not made to
    assert [seconds > 0 for seconds in waited] == [True, False]
