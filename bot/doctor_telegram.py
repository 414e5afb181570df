"""What ``attache doctor`` finds about Telegram: the token, how updates come, the process, what is remembered."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.doctor import Finding, Level
from bot.errors import StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.supervisor.telegram import Hook
    from settings import Settings

__all__ = ["telegram"]

#: What went wrong with the webhook longer ago than this is no matter any more, once nothing waits.
_LATELY = timedelta(hours=1)


def telegram(settings: Settings) -> Iterator[Finding]:
    """Every finding about Telegram."""
    from bot.supervisor import stores
    from bot.supervisor.telegram import hook, whoami

    token = settings.telegram_token.get_secret_value()
    if not token:
        yield Finding("Telegram", Level.OK, "off; TELEGRAM_BOT_TOKEN=... (from @BotFather) turns it on in attache up")
        return
    health = whoami(settings.telegram_url, token)
    if health.works and health.details:
        yield Finding("Telegram", Level.OK, f"{health.details['name']} at {settings.telegram_url}")
        if not health.details["inline"]:
            yield Finding("inline mode", Level.OK, "off; its owner turns it on by sending /setinline to @BotFather")
        known = hook(settings.telegram_url, token)
        if known is not None:
            yield _way(settings, known, datetime.now(timezone.utc))
    else:
        todo = "correct ATTACHE_TELEGRAM_TOKEN" if health.status == "failed" else "check network, proxy and firewall"
        yield Finding("Telegram", Level.FAIL, health.reason or health.status, todo)
    yield from _process(settings)
    try:
        stores.check_database(settings.database, "ATTACHE_DATABASE_URL")
    except StoreUnreachable as error:
        yield Finding("people", Level.FAIL, str(error), "start it, or correct ATTACHE_DATABASE_URL")
    else:
        yield Finding("people", Level.OK, stores.place(settings.database))


def _way(settings: Settings, known: Hook, now: datetime) -> Finding:
    """How updates come, as Telegram sees it and as the settings want it."""
    what, waiting = "Telegram updates", f"{known.pending} wait at Telegram"
    wanted = settings.telegram_webhook_url
    if known.url != wanted:
        if known.url:  # its path may be somebody's secret
            found = f"brought to a webhook at {urlsplit(known.url).hostname}; the settings have {wanted or 'none'}"
        else:
            found = f"not brought to {wanted} yet"
        return Finding(what, Level.WARN, f"{found}; {waiting}", "attache up sets this right when it starts")
    if not wanted:
        return Finding(what, Level.OK, f"asked for (long polling); {waiting}")
    lately = known.error_at is not None and now - known.error_at < _LATELY
    if known.error and (known.pending or lately):
        at = "" if known.error_at is None else f" ({known.error_at:%Y-%m-%d %H:%M} UTC)"
        found = f"brought to {wanted}; {waiting}; last failure: {known.error}{at}"
        return Finding(what, Level.WARN, found, "see that attache up runs, and check the proxy and its certificate")
    return Finding(what, Level.OK, f"brought to {wanted}; {waiting}")


def _process(settings: Settings) -> Iterator[Finding]:
    """How the process says it is, where it runs."""
    from bot.supervisor import running
    from bot.supervisor.telegram import described
    from bot.telegram.status import file_of, read

    report = read(file_of(settings.home))
    if report is None or running(settings.home) is None:
        return
    health = described(report, datetime.now(timezone.utc))
    reached = "not reached yet" if report.reached_at is None else f"Telegram reached {_time(report.reached_at)}"
    counts = f"{_count(report.waiting)} updates to work on, {_count(report.outgoing)} messages to send"
    if health.works:
        yield Finding("Telegram bot", Level.OK, f"ready; {reached}; {counts}")
    else:
        todo = f"see {settings.logs_dir / 'telegram.log'}"
        yield Finding("Telegram bot", Level.WARN, f"{health.status}: {health.reason} {reached}; {counts}", todo)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)
