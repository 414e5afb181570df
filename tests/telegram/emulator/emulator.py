"""``telegram-test-api``, a Bot API emulator that others wrote, as a process, and somebody who writes to the bot there.

``make telegram-emulator`` installs it. ``serve.cjs`` starts it and says what had to be put right.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.supervisor.ports import free
from settings.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

__all__ = ["FOLDER", "Emulator", "Somebody", "emulator", "missing"]

#: Where ``make telegram-emulator`` installs it.
FOLDER = PROJECT / "var" / "telegram-emulator"
TOKEN = "7000000002:only-for-the-emulator"
_SERVE = Path(__file__).with_name("serve.cjs")


@dataclass(frozen=True)
class Emulator:
    """Where it listens, under the names that ``tests.telegram.running`` takes a Bot API server by."""

    address: str
    token: str = TOKEN

    @property
    def base_url(self) -> str:
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.address}/file/bot"


def missing() -> str:
    """Why it cannot be started; empty when it can."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not (FOLDER / "node_modules" / "telegram-test-api").is_dir():
        return "telegram-test-api is not installed; make telegram-emulator installs it"
    return ""


@contextlib.contextmanager
def emulator(seconds: float = 90.0) -> Iterator[Emulator]:
    """It, running.

    Raises:
        RuntimeError: it ended, or said nothing for ``seconds``.
    """
    port = free("127.0.0.1")
    node = shutil.which("node") or "node"
    with subprocess.Popen(
        [node, str(_SERVE), str(FOLDER), str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        late = threading.Timer(seconds, process.kill)
        late.start()
        try:
            if process.stdout is None or process.stdout.readline().strip() != "ready":
                raise RuntimeError(f"telegram-test-api did not start (exit status {process.poll()})")
            late.cancel()
            yield Emulator(f"http://127.0.0.1:{port}")
        finally:
            late.cancel()
            process.kill()


@dataclass
class Somebody:
    """A person in a private chat, through the emulator's own client interface."""

    at: Emulator
    http: httpx.AsyncClient
    id: int = 4201
    seen: list[dict[str, Any]] = field(default_factory=list)

    async def says(self, text: str, **more: Any) -> None:
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}
        way = "sendCommand" if text.startswith("/") else "sendMessage"
        await self._post(way, self._body(text) | (command if way == "sendCommand" else {}) | more)

    async def edits(self, old: str, text: str) -> None:
        """Write a message anew."""
        history = await self._history()
        number = next(one["messageId"] for one in history if one.get("message", {}).get("text") == old)
        await self.says(text, message_id=number, edit_date=int(time.time()))

    async def presses(self, message: dict[str, Any], title: str, **more: Any) -> None:
        """Press a button under a message of the bot."""
        buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
        data = next(button["callback_data"] for button in buttons if button["text"] == title)
        under = self._body(message["text"]) | {"message_id": message["number"]}
        body = {"botToken": self.at.token, "from": under["from"], "message": under, "data": data}
        await self._post("sendCallback", body | more)

    async def gets(self, count: int, seconds: float = 60.0) -> list[dict[str, Any]]:
        """The messages of the bot so far, when they are ``count``; each with its ``number``."""
        deadline = time.monotonic() + seconds
        while len(self.seen) < count:
            body = await self._post("getUpdates", {"token": self.at.token, "chatId": self.id})
            self.seen += [{**one["message"], "number": one["messageId"]} for one in body["result"]]
            if len(self.seen) < count and time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.seen)} of {count} messages came")
            await asyncio.sleep(0.02)
        return self.seen

    async def heard(self) -> bool:
        """Whether everything that was written and pressed has been handed out to the bot."""
        history = await self._history()
        return all(one["isRead"] for one in history)

    async def shown(self, number: int) -> str:
        """The text of a message of the bot as it stands now."""
        history = await self._history()
        return next(
            one["message"]["text"]
            for one in history
            if one["messageId"] == number and "chat_id" in one.get("message", {})
        )

    async def _history(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self._post("getUpdatesHistory", {"token": self.at.token}))["result"]
        return found

    def _body(self, text: str) -> dict[str, Any]:
        person = {"id": self.id, "is_bot": False, "first_name": "Amina", "language_code": "en"}
        chat = {"id": self.id, "type": "private", "first_name": "Amina"}
        return {"botToken": self.at.token, "date": int(time.time()), "from": person, "chat": chat, "text": text}

    async def _post(self, way: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self.http.post(f"{self.at.address}/{way}", json=body)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
