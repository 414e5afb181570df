from __future__ import annotations

import asyncio

import pytest

from bench.telegram_peer import CHANNEL
from tests.telegram.server import BotApi

WEBHOOK = "http://127.0.0.1:9/webhooks/telegram/webhook"


@pytest.mark.loopback
async def test_rasas_channel_registers_at_the_start_and_still_sends_afterwards() -> None:
    from rasa.shared.utils.common import class_from_module_path

    async with BotApi() as api:
        credentials = {"access_token": api.token, "verify": "attache_bot", "webhook_url": WEBHOOK}
        credentials["server"] = f"http://127.0.0.1:{api.port}"
        channel = class_from_module_path(CHANNEL).from_credentials(credentials)
        output = await asyncio.to_thread(channel.get_output_channel)  # in a loop of its own, as at Rasa's start
        assert api.delivery.webhook["url"] == WEBHOOK
        somebody = api.world.user()
        somebody.says("a question")
        try:
            await output.send_text_with_buttons(somebody.id, "an answer", [{"title": "More", "payload": "/more"}])
        finally:
            await output.session.close()
        assert (somebody.chat.last.text, somebody.chat.last.buttons) == ("an answer", ["More"])
