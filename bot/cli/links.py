"""Links that open the bot in Telegram with something to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from settings import Settings

__all__ = ["bot_name", "start_link"]


def bot_name(settings: Settings) -> str:
    """The bot's name, asked of Telegram; empty when there is no token, or Telegram does not answer."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return ""
    from bot.supervisor.telegram import whoami

    health = whoami(settings.telegram_url, token)
    return str((health.details or {}).get("name", "")).lstrip("@") if health.status == "ready" else ""


def start_link(name: str, start: str) -> str | None:
    """The link that opens the bot called ``name`` with ``start``; None without a name."""
    if not name:
        return None
    from telegram.helpers import create_deep_linked_url

    return create_deep_linked_url(name, start)
