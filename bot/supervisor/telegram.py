"""Whether Telegram knows the bot that a token belongs to, and how the process is that talks to it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from bot.supervisor.health import Health
from bot.telegram.status import WRITE_SECONDS, file_of, read

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.status import Report

__all__ = ["ASK_SECONDS", "Hook", "bot_health", "described", "hook", "whoami"]

#: Time limit for the whole question, in seconds.
ASK_SECONDS = 5.0
#: A process that has not said for so long how it is hangs.
SILENT = timedelta(seconds=6 * WRITE_SECONDS)


def whoami(url: str, token: str, *, seconds: float = ASK_SECONDS) -> Health:
    """Ask the Bot API at ``url`` who ``token`` is. Never raises; proxies of the environment are used.

    Returns:
        ``ready`` with the bot's name (``"@attache_bot"``) as ``details["name"]`` and in ``details["inline"]`` whether
        its owner has turned inline mode on; ``failed`` when Telegram does not accept the token; ``unknown`` when what
        answers is no Bot API, or is in trouble; ``down`` when nothing answers.
        The reason is a sentence without the token.
    """
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every address, and the token is part of this one
    try:
        response = httpx.get(f"{url}/bot{token}/getMe", timeout=seconds)
        said = response.json()
        if said["ok"]:
            me = said["result"]
            inline = bool(me.get("supports_inline_queries"))
            return Health("ready", details={"name": f"@{me['username']}", "inline": inline})
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


def bot_health(home: Path, pid: int | None) -> Health:
    """How the process ``pid`` says it is: ``ready``; ``degraded`` with what is wrong and since when; ``loading`` before
    its first word.
    """
    report = read(file_of(home))
    if report is None or report.pid != pid:
        return Health("loading")
    return described(report, datetime.now(timezone.utc))


def described(report: Report, now: datetime) -> Health:
    """A report as health: ``ready`` or ``degraded``; in ``details`` what it says of numbers and times."""
    details: dict[str, object] = {
        "way": report.way,
        "reached_at": report.reached_at,
        "waiting": report.waiting,
        "outgoing": report.outgoing,
    }
    if now - report.written_at > SILENT:
        return Health("degraded", f"It has not said how it is since {_time(report.written_at)}.", details)
    if report.trouble:
        since = "" if report.trouble_since is None else f" (since {_time(report.trouble_since)})"
        return Health("degraded", f"{report.trouble}{since}", details)
    return Health("ready", None, details)


@dataclass(frozen=True, slots=True)
class Hook:
    """What Telegram knows of the bot's webhook.

    Attributes:
        url: where updates are brought; empty: they are asked for.
        pending: updates that wait at Telegram.
        error: what went wrong last, in Telegram's words; empty when nothing did.
        error_at: when, UTC.
    """

    url: str
    pending: int
    error: str = ""
    error_at: datetime | None = None


def hook(url: str, token: str, *, seconds: float = ASK_SECONDS) -> Hook | None:
    """Ask the Bot API at ``url`` for the webhook; None when it does not say. Never raises."""
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        said = httpx.get(f"{url}/bot{token}/getWebhookInfo", timeout=seconds).json()["result"]
        at = said.get("last_error_date")
        return Hook(
            str(said["url"]),
            int(said["pending_update_count"]),
            str(said.get("last_error_message", "")),
            None if at is None else datetime.fromtimestamp(at, timezone.utc),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, httpx.HTTPError):
        return None


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
