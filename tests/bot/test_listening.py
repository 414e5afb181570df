"""An HTTP server of ours."""

from __future__ import annotations

import aiohttp
import pytest
from aiohttp import web

from bot.errors import StartFailed
from bot.listening import listen

pytestmark = pytest.mark.loopback

SAYS = {"what": "Nothing can be served", "setting": "ATTACHE_SOME_PORT"}


def served() -> web.Application:
    application = web.Application()

    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="hello")

    application.router.add_get("/", hello)
    return application


async def test_it_answers_as_long_as_the_block_runs():
    async with aiohttp.ClientSession() as client:
        async with listen(served(), "127.0.0.1", 0, **SAYS) as port, client.get(f"http://127.0.0.1:{port}/") as answer:
            assert await answer.text() == "hello"
        with pytest.raises(aiohttp.ClientError):
            await client.get(f"http://127.0.0.1:{port}/")


async def test_a_port_that_is_taken_says_which_setting_helps():
    async with listen(served(), "127.0.0.1", 0, **SAYS) as port:
        with pytest.raises(StartFailed, match=f"Nothing can be served on port {port} .* set ATTACHE_SOME_PORT"):
            async with listen(served(), "127.0.0.1", port, **SAYS):
                pass
