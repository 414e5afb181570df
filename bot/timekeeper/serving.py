"""The HTTP server of calendars: two addresses, and nothing else that could be told from nothing."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

from bot.calendar_address import PROGRAMME
from bot.listening import listen
from programme.errors import ProgrammeError

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from aiohttp import web

    from bot.timekeeper.feeds import Calendars, File
    from bot.timekeeper.options import Serving

__all__ = ["serving"]

logger = logging.getLogger(__name__)

#: For so long a calendar program need not ask again, in seconds.
KEEP_SECONDS = 300
#: How many calendars are made at once; others wait.
AT_ONCE = 4
_NAME = re.compile(r"([A-Za-z0-9_-]{1,128})\.ics")
#: A token stands in the address: it is to be found by nobody, and goes on to no other page.
_HEADERS = {
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def serving(calendars: Calendars, address: Serving) -> AbstractAsyncContextManager[int]:
    """Serves as long as its block runs; yields the port. It raises what ``listen`` raises."""
    from aiohttp import web

    application = web.Application(client_max_size=1024)
    application.router.add_get(f"{address.path}/{{name}}", _Handler(calendars).get)  # HEAD as well
    application.router.add_route("*", "/{rest:.*}", _missing)
    # The token of a calendar stands in its address, and aiohttp's own log names that in its errors.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    return listen(
        application, address.host, address.port, what="Calendars cannot be served", setting="ATTACHE_CALENDAR_PORT"
    )


class _Handler:
    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def get(self, request: web.Request) -> web.StreamResponse:
        """The calendar of a name; the same 404 for a token that is malformed, unknown or revoked."""
        from aiohttp import web

        named = _NAME.fullmatch(request.match_info["name"])
        if named is None:
            return await _missing(request)
        try:
            async with self._turns:
                file = await asyncio.to_thread(self._file, named[1])
        except ProgrammeError as error:
            logger.error("%s", error)
            return web.Response(status=503, headers={**_HEADERS, "Retry-After": "60"})
        except Exception as error:  # neither its text nor its traceback's: both may name the address
            logger.error("A calendar could not be made (%s).", type(error).__name__)
            return web.Response(status=500, headers=_HEADERS)
        if file is None:
            return await _missing(request)
        public = named[1] == PROGRAMME
        headers = {
            **_HEADERS,
            "ETag": f'"{file.tag}"',
            "Cache-Control": f"{'public' if public else 'private'}, max-age={KEEP_SECONDS}",
        }
        known = request.if_none_match
        if known and any(each.value in (file.tag, "*") for each in known):
            return web.Response(status=304, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="attache.ics"'
        return web.Response(body=file.content, content_type="text/calendar", charset="utf-8", headers=headers)

    def _file(self, name: str) -> File | None:
        return self._calendars.programme() if name == PROGRAMME else self._calendars.of(name)


async def _missing(_request: web.Request) -> web.StreamResponse:
    from aiohttp import web

    return web.Response(status=404, text="There is no such calendar.\n", headers=_HEADERS)
