"""Rasa's own Telegram channel, pointed at another Bot API server. Loaded by Rasa, from ``credentials.yml``."""

from __future__ import annotations

import asyncio
from typing import Any

from aiogram.bot.api import TelegramAPIServer
from rasa.core.channels.telegram import TelegramInput, TelegramOutput

__all__ = ["RasaTelegram"]


class RasaTelegram(TelegramInput):  # type: ignore[misc]  # Rasa ships no types
    """The channel as it is; its credentials also hold ``server``, the address of the Bot API without a path."""

    server = ""

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RasaTelegram:
        """The channel for these credentials."""
        channel: RasaTelegram = super().from_credentials(credentials)
        channel.server = (credentials or {})["server"]
        return channel

    def get_output_channel(self) -> TelegramOutput:
        """Register the webhook, as Rasa's does, at ``server``."""
        channel = TelegramOutput(self.access_token)
        channel.server = TelegramAPIServer.from_base(self.server)
        asyncio.run(self._register(channel))
        return channel

    async def _register(self, channel: TelegramOutput) -> None:
        await channel.set_webhook(url=self.webhook_url)
        # Rasa's keeps these connections, which belong to the loop that ends here: its every later call would fail
        # with "Event loop is closed". Once closed, they are opened anew in the server's loop.
        await channel.session.close()
