"""Whether Telegram knows the bot that a token belongs to, asked with a time limit."""

from __future__ import annotations

import logging

from bot.supervisor.health import Health

__all__ = ["ASK_SECONDS", "whoami"]

#: Time limit for the whole question, in seconds.
ASK_SECONDS = 5.0


def whoami(url: str, token: str, *, seconds: float = ASK_SECONDS) -> Health:
    """Ask the Bot API at ``url`` who ``token`` is. Never raises; proxies of the environment are used.

    Returns:
        ``ready`` with the bot's name (``"@attache_bot"``) as ``details["name"]``; ``failed`` when Telegram does not
        accept the token; ``unknown`` when what answers is no Bot API, or is in trouble; ``down`` when nothing answers.
        The reason is a sentence without the token.
    """
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every address, and the token is part of this one
    try:
        response = httpx.get(f"{url}/bot{token}/getMe", timeout=seconds)
        said = response.json()
        if said["ok"]:
            return Health("ready", details={"name": f"@{said['result']['username']}"})
        if said["error_code"] in (401, 404):  # 404: it is not even of the right form
            return Health(
                "failed",
                f"Telegram ({url}) does not accept the token. Copy it again from @BotFather (/mybots), "
                "or remove ATTACHE_TELEGRAM_TOKEN to run without Telegram.",
            )
        return Health("unknown", f"Telegram ({url}) is in trouble (status {said['error_code']}).")
    except (ValueError, KeyError, TypeError):
        return Health("unknown", f"What answers at {url} is no Bot API. Check ATTACHE_TELEGRAM_URL.")
    except httpx.HTTPError:
        return Health("down", f"Telegram ({url}) is not reached from this machine.")
