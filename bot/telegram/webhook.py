"""The webhook: Telegram brings updates over HTTPS to a reverse proxy, and that brings them here."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram import Update

from bot.errors import StartFailed
from bot.listening import listen
from bot.telegram.secret_file import secret_of
from programme.errors import BadValue, DatabaseFailed

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from aiohttp import web
    from telegram import Bot

    from bot.telegram.receiving import Receiving
    from bot.telegram.status import Status

__all__ = ["Address", "Webhook", "listening", "token_of"]

logger = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: The largest update that is read, in bytes; Telegram's own have some thousands.
MOST_BYTES = 1_000_000
#: Within this time a request must have come whole, in seconds.
READ_SECONDS = 10.0
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the webhook is.

    Attributes:
        url: where Telegram reaches it, through the reverse proxy.
        host: the address of this machine that is listened on.
        port: the port there.
    """

    url: str
    host: str = "127.0.0.1"
    port: int = 8443

    @property
    def path(self) -> str:
        """The path of ``url``: the proxy hands it on as it is."""
        return urlsplit(self.url).path or "/"


def token_of(home: Path) -> str:
    """The secret that Telegram sends with each update: made once, for its owner's eyes only.

    Raises:
        StartFailed: the file holds something else.
        OSError: it cannot be written or read.
    """
    file = home / "telegram" / "webhook.key"
    secret = secret_of(file, lambda: secrets.token_urlsafe(48).encode())
    if not (32 <= len(secret) <= 256 and _LETTERS.issuperset(secret)):  # what Telegram takes as a secret token
        raise StartFailed(f"{file} does not hold a secret of the webhook. Delete it: the next start makes a new one.")
    return secret.decode()


class Webhook:
    """Takes the requests.

    An update is written down before it is confirmed. What could not be written is refused, and Telegram brings it
    again.

    Args:
        bot: whose updates they are.
        receiving: takes the updates.
        secret: what every request must bring along in a header.
        status: told of each success and failure.
    """

    def __init__(self, bot: Bot, receiving: Receiving, secret: str, status: Status) -> None:
        self._bot, self._receiving, self._status = bot, receiving, status
        self._secret = secret.encode()

    async def handle(self, request: web.Request) -> web.Response:
        """200 when the update is taken, is a duplicate, or is of no use; what is not Telegram's gets 4xx."""
        from aiohttp import web

        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        try:
            body = await asyncio.wait_for(request.read(), READ_SECONDS)
        except asyncio.TimeoutError:
            return web.Response(status=408)
        said = _update_in(body)
        if said is None:
            return web.Response(status=400)
        try:
            update = Update.de_json(said, self._bot)
        except Exception as error:  # it would be the same the next time: Telegram need not bring it again
            logger.error("An update could not be read (%s); it is passed over.", type(error).__name__)
            return web.Response()
        return web.Response(status=await self._take(update))

    async def _take(self, update: Update) -> int:
        try:
            await self._receiving.take(update)
        except DatabaseFailed as error:
            logger.error("%s", error)
            self._status.failed(str(error))
            return 503
        except BadValue as error:
            logger.error("An update could not be written down (%s); it is passed over.", type(error).__name__)
        except Exception as error:
            # Neither its text nor its traceback's: both may repeat what a person wrote.
            logger.error("An update could not be taken (%s).", type(error).__name__)
            return 500
        else:
            self._status.reached()
        return 200


def listening(webhook: Webhook, address: Address) -> AbstractAsyncContextManager[int]:
    """Listens as long as its block runs; yields the port. It raises what ``listen`` raises."""
    from aiohttp import web

    application = web.Application(client_max_size=MOST_BYTES)
    application.router.add_post(address.path, webhook.handle)
    return listen(
        application, address.host, address.port, what="The webhook cannot listen",
        setting="ATTACHE_TELEGRAM_WEBHOOK_PORT",
    )  # fmt: skip


def _update_in(body: bytes) -> dict[str, Any] | None:
    """The update that a request holds; None when it holds something else."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = said.get("update_id") if isinstance(said, dict) else None
    return said if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None
