"""What can go wrong on the way, on purpose."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from tests.telegram.checks import Refused

__all__ = ["Fault", "after", "before"]


@dataclass
class Fault:
    """One thing that goes wrong, ``times`` times, with calls of ``method`` (any when empty).

    Attributes:
        kind: ``drop`` the connection before the call is worked on, or ``lose`` the answer of a call that was; be
            ``slow``; answer ``429`` or ``500`` in Telegram's form, or ``502`` with the page of a proxy.
        seconds: how slow, or how long to wait after ``429`` (whole seconds).
    """

    kind: str
    method: str = ""
    times: int = 1
    seconds: float = 1.0

    def meets(self, method: str) -> bool:
        """Whether this call goes wrong; counts."""
        if self.times <= 0 or (self.method and self.method.lower() != method.lower()):
            return False
        self.times -= 1
        return True


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def before(fault: Fault | None, request: web.Request) -> web.Response | None:
    """What is answered instead of working on the call."""
    if fault is None or fault.kind == "lose":
        return None
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return None
    if fault.kind == "drop":
        return _cut(request)
    if fault.kind == "500":
        return web.json_response(Refused(500, "Internal Server Error: restart").answer(), status=500)
    if fault.kind == "429":
        wait = max(1, round(fault.seconds))
        refused = Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        return web.json_response(refused.answer(), status=429)
    if fault.kind == "502":
        page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>nginx</center></body></html>"
        return web.Response(status=502, text=page, content_type="text/html")
    raise ValueError(f"no such fault: {fault.kind!r}; there are drop, lose, slow, 429, 500, 502")


def after(fault: Fault | None, request: web.Request) -> web.Response | None:
    """What is answered instead of the result of the call."""
    return _cut(request) if fault is not None and fault.kind == "lose" else None
