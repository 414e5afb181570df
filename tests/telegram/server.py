"""A Bot API server on loopback, as strict as Telegram's, for tests of the bot over real HTTP.

    async with BotApi() as api:  # in the loop of the test; ``with BotApi() as api`` gives it a thread of its own
        bot = telegram.Bot(api.token, base_url=api.base_url)
        amina = api.world.user("Amina", "ar")
        amina.says("/start")
        ...
        assert amina.chat.last.text == "..."

See https://core.telegram.org/bots/api. People, chats and what was sent are in ``world``.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.telegram.checks import Parameters, Refused
from tests.telegram.delivery import Delivery
from tests.telegram.faults import Fault, after, before
from tests.telegram.methods import Methods
from tests.telegram.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["BotApi", "Call"]

MEGABYTES = 50
TOKEN = "7000000001:only-for-tests"


@dataclass
class Call:
    """One call of the bot. ``status`` is 0 as long as it is not answered; ``at`` is when it came, in seconds."""

    method: str
    parameters: Parameters
    status: int = 0
    at: float = field(default_factory=time.perf_counter)


class BotApi:
    """The server. ``token`` is the only one it knows.

    Attributes:
        world: the people and chats.
        faults: what goes wrong with the next calls.
        calls: every call in order, ``getUpdates`` too.
        witness: told the method of a call that was worked on, before the bot is told.
    """

    def __init__(self, world: World | None = None, token: str = TOKEN) -> None:
        self.world = world or World()
        self.token = token
        self.faults: list[Fault] = []
        self.calls: list[Call] = []
        self.witness: Callable[[str], None] = lambda method: None
        self.port = 0
        self.delivery: Delivery
        self._methods = Methods(self.world)
        self._runner: web.AppRunner | None = None
        self._thread: threading.Thread | None = None
        self._thread_loop: asyncio.AbstractEventLoop | None = None

    @property
    def base_url(self) -> str:
        """What ``telegram.Bot`` takes as ``base_url``."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """What ``telegram.Bot`` takes as ``base_file_url``."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def fails(self, kind: str, method: str = "", *, times: int = 1, seconds: float = 1.0) -> Fault:
        """Let the next ``times`` calls of ``method`` (any, when empty) go wrong; see ``Fault``."""
        self.faults.append(Fault(kind, method, times, seconds))
        return self.faults[-1]

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def __aenter__(self) -> BotApi:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after ``stop`` on the same port again, with the world as it was."""
        self.delivery = Delivery(self.world.updates, self._call)
        application = web.Application(client_max_size=MEGABYTES * 2**20)
        application.router.add_route("*", "/bot{token}/{method}", self._handle)
        application.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Cut every connection and listen no more."""
        await self.delivery.close()
        if self._runner:
            await self._runner.cleanup()

    def __enter__(self) -> BotApi:
        loop = self._thread_loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=loop.run_forever, name="bot-api", daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.start(), loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        loop, thread = self._thread_loop, self._thread
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fault = next((one for one in self.faults if one.meets(method)), None)
        instead = await before(fault, request)
        if instead is not None:
            return instead
        call = Call(method, Parameters())
        self.calls.append(call)
        try:
            self._known(request.match_info["token"])
            call.parameters = await _parameters(request)
            result, description = await self._answer(method, call.parameters)
            self.witness(method)
            body = {"ok": True, "result": result} | ({"description": description} if description else {})
            call.status = 200
        except Refused as refused:
            body, call.status = refused.answer(), refused.code
        return after(fault, request) or web.json_response(body, status=call.status)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        fault = next((one for one in self.faults if one.meets("download")), None)
        instead = await before(fault, request)
        if instead is not None:
            return instead
        try:
            self._known(request.match_info["token"])
            content = self.world.files.content(request.match_info["path"])
        except Refused as refused:
            return web.json_response(refused.answer(), status=refused.code)
        return after(fault, request) or web.Response(body=content, content_type="application/octet-stream")

    def _known(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _answer(self, method: str, parameters: Parameters) -> tuple[Any, str]:
        name = method.lower()
        if name == "getupdates":
            return await self.delivery.get_updates(parameters), ""
        if name == "getwebhookinfo":
            return await self.delivery.get_webhook_info(parameters), ""
        if name == "setwebhook":
            return await self.delivery.set_webhook(parameters)
        if name == "deletewebhook":
            return await self.delivery.delete_webhook(parameters)
        return self._call(method, parameters), ""

    def _call(self, method: str, parameters: Parameters) -> Any:
        with self.world.lock:
            return self._methods.named(method)(parameters)


async def _parameters(request: web.Request) -> Parameters:
    """From the address, a form or JSON; files as name and bytes."""
    parameters = Parameters(request.query)
    if request.content_type == "application/json":
        try:
            parameters.update(await request.json())
        except (TypeError, ValueError):
            raise Refused(400, "Bad Request: can't parse request body as JSON object") from None
        return parameters
    for name, value in (await request.post()).items():
        parameters[name] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
    return parameters
