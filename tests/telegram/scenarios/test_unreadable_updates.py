"""Updates that the library cannot read, between those that it can."""

from __future__ import annotations

import logging

import pytest

from tests.telegram.running import answers

pytestmark = pytest.mark.loopback


async def test_they_keep_nobody_waiting_and_stay_out_of_the_log(api, bot, caplog) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    amina = api.world.user("Amina")
    amina.says("first")
    for number in range(3):
        body = {"id": str(number), "from": amina.user, "data": "a secret of hers"}  # without the chat it belongs to
        api.world.updates.put("callback_query", body)
    amina.says("second")
    sent = await answers(api, amina.chat, 2)
    assert sorted(text for one in sent for text in ("first", "second") if f"({text})" in one.text) == [
        "first",
        "second",
    ]
    await api.world.until(lambda: not api.world.updates.pending, 30)
    assert not bot.done()
    assert caplog.messages.count("An update could not be read (TypeError); it is passed over.") >= 3
    assert "secret" not in caplog.text
