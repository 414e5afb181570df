"""A reverse proxy as stands before the webhook: it hands requests on, and can lose what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Proxy"]


class Proxy:
    """On loopback, in the loop of the test.

    Attributes:
        behind: the port that requests are handed on to.
        answered: the status of each answer from behind, in order.
        losing: called with the status of an answer; when it says so, the answer is lost on its way back.
    """

    def __init__(self, behind: int) -> None:
        self.behind = behind
        self.port = 0
        self.answered: list[int] = []
        self.losing: Callable[[int], bool] = lambda _: False
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/telegram"

    async def __aenter__(self) -> Proxy:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._hand_on)
        self._runner = web.AppRunner(application, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _hand_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        url = f"http://127.0.0.1:{self.behind}{request.path_qs}"
        headers = {name: value for name, value in request.headers.items() if name.lower() not in ("host", "connection")}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.request(request.method, url, data=body, headers=headers) as response,
            ):
                said, status = await response.read(), response.status
        except aiohttp.ClientError:
            return web.Response(status=502)
        self.answered.append(status)
        if self.losing(status) and request.transport is not None:
            request.transport.abort()
        return web.Response(body=said, status=status)
