"""How updates reach the bot: it asks for them (``getUpdates``), or they are posted to its webhook, never both."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from tests.telegram.checks import Parameters, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.telegram.updates import Update, Updates

__all__ = ["Delivery"]

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
PORTS = frozenset({80, 88, 443, 8443})
ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Delivery:
    """Long polling and the webhook of one bot. Lives in the loop of the server.

    Attributes:
        pause: seconds between two tries to post an update.
        seconds: how long the webhook may take.
        polls: how many calls of ``getUpdates`` wait at this moment.
    """

    def __init__(self, updates: Updates, call: Callable[[str, Parameters], Any]) -> None:
        self.updates, self.call = updates, call
        self.pause, self.seconds = 0.05, 10.0
        self.polls = 0
        self.webhook: dict[str, Any] = {}
        self._secret = ""
        self._loop = asyncio.get_running_loop()
        self._poll: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        updates.wake = self._wake_from_anywhere

    async def close(self) -> None:
        """Stop posting."""
        self.updates.wake = lambda: None
        self._end_poll(OTHER)
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def _wake_from_anywhere(self) -> None:
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._news.set()
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refused(409, why))

    async def get_updates(self, parameters: Parameters) -> list[Update]:
        """The updates after ``offset``; waits up to ``timeout`` seconds (50 at most) for one."""
        if self.webhook:
            raise Refused(409, ACTIVE)
        self._end_poll(OTHER)
        self.updates.want(parameters.data("allowed_updates"))
        self.updates.confirm(parameters.integer("offset"))
        limit = parameters.integer("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        deadline = time.monotonic() + min(max(parameters.integer("timeout"), 0), 50)
        self.polls += 1
        try:
            while True:
                batch = self.updates.batch(limit)
                remaining = deadline - time.monotonic()
                if batch or remaining <= 0:
                    return batch
                self._poll = mine = self._loop.create_future()
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(mine, remaining)
                if self._poll is not mine:
                    raise Refused(409, OTHER)
        finally:
            self.polls -= 1

    async def set_webhook(self, parameters: Parameters) -> tuple[bool, str]:
        """Post updates to ``url`` from now on. Plain HTTP is taken on loopback only, as a local Bot API server does."""
        url = urlsplit(parameters.text("url"))
        if not parameters.text("url"):
            return await self.delete_webhook(parameters)
        if url.scheme != "https" and (url.scheme, url.hostname) != ("http", "127.0.0.1"):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if url.scheme == "https" and (url.port or 443) not in PORTS:
            raise Refused(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        secret = parameters.text("secret_token")
        if len(secret) > 256:
            raise Refused(400, "Bad Request: secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        most = parameters.integer("max_connections", 40)
        if not 1 <= most <= 100:
            raise Refused(400, "Bad Request: max_connections must be in the range 1-100")
        self._end_poll("Conflict: terminated by setWebhook request")
        if parameters.flag("drop_pending_updates"):
            self.updates.drop()
        self.updates.want(parameters.data("allowed_updates"))
        self._secret = secret
        self.webhook = {"url": url.geturl(), "has_custom_certificate": False, "max_connections": most}
        if self._task is None:
            self._task = asyncio.create_task(self._post_all())
        self._news.set()
        return True, "Webhook was set"

    async def delete_webhook(self, parameters: Parameters) -> tuple[bool, str]:
        """Post nothing any more; what is pending waits for ``getUpdates``."""
        if parameters.flag("drop_pending_updates"):
            self.updates.drop()
        was, self.webhook = self.webhook, {}
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        return True, "Webhook was deleted" if was else "Webhook is already deleted"

    async def get_webhook_info(self, _: Parameters) -> dict[str, Any]:
        """Where updates are posted, how many wait, and what went wrong last."""
        none = {"url": "", "has_custom_certificate": False}
        return {**(self.webhook or none), "pending_update_count": len(self.updates.pending)}

    async def _post_all(self) -> None:
        """Chats side by side, the updates of one chat in order."""
        busy: dict[Any, asyncio.Task[None]] = {}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(self.seconds)) as session:
            try:
                while True:
                    self._news.clear()
                    for again in self.updates.again_now():
                        busy[object()] = asyncio.create_task(self._post(session, again))
                    for update in list(self.updates.pending):
                        chat = _chat_of(update)
                        if chat not in busy and len(busy) < self.webhook["max_connections"]:
                            busy[chat] = asyncio.create_task(self._post(session, update))
                    news = asyncio.create_task(self._news.wait())
                    await asyncio.wait([*busy.values(), news], return_when=asyncio.FIRST_COMPLETED)
                    news.cancel()
                    busy = {chat: task for chat, task in busy.items() if not task.done()}
            finally:
                for task in busy.values():
                    task.cancel()
                await asyncio.gather(*busy.values(), return_exceptions=True)

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> None:
        """One update, until it is taken."""
        left = 1 + self.updates.twice
        while left:
            try:
                headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
                async with session.post(self.webhook["url"], json=update, headers=headers) as response:
                    body = await response.read()
                    reason, taken = f"Wrong response from the webhook: {response.status} {response.reason}", response.ok
                    kind = response.content_type
            except asyncio.TimeoutError:
                reason, taken = "Read timeout expired", False
            except aiohttp.ClientError:
                reason, taken = "Connection refused", False
            if taken:
                left -= 1
                if kind == "application/json":
                    self._answer_within(body)
                continue
            if not self.webhook:  # deleted meanwhile
                return
            self.webhook |= {"last_error_date": int(time.time()), "last_error_message": reason}
            await asyncio.sleep(self.pause)
        self.updates.done(update)

    def _answer_within(self, body: bytes) -> None:
        """A webhook may call one method in its answer; it does not learn how that went."""
        with contextlib.suppress(Refused, ValueError):
            parameters = Parameters(Parameters(body=body.decode()).data("body") or {})
            if "method" in parameters:
                self.call(parameters.text("method"), parameters)


def _chat_of(update: Update) -> Any:
    body = next(value for key, value in update.items() if key != "update_id")
    message = body.get("message", body)
    return message.get("chat", body.get("from", {})).get("id")
