"""The action server: ``python -m actions.server``. Loopback unless the settings say otherwise, one process."""

from __future__ import annotations

import errno
import json
import logging
import os
import socket
import sys
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import settings
from actions import knowledge_base
from actions.passages import passages
from actions.scheduling.awaiting import routed
from actions.sessions.picking import to_sessions
from settings.settings import SettingsError

if TYPE_CHECKING:
    from sanic import Sanic
    from sanic.request import Request
    from sanic.response import HTTPResponse

__all__ = ["application", "main"]

logger = logging.getLogger(__name__)

#: Largest request in bytes: Rasa sends the whole conversation with every call.
REQUEST_BYTES = 64 * 1024 * 1024
#: How long a connection that is still open may keep a server that was told to stop, in seconds.
STOP_SECONDS = 2.0


def application() -> Sanic:
    """What Rasa calls: ``POST /webhook`` runs an action, ``GET /health`` says whether there will be answers.

    ``POST /passages`` is for channels that offer passages without a conversation (``actions.passages``).

    The same as the Rasa SDK's own application, but for three things: it sends no request back and logs none when an
    action fails (they hold what people wrote), it asks no browser in, and its health knows of index and encoder.
    """
    from rasa_sdk.executor import ActionExecutor
    from sanic import Sanic
    from sanic.exceptions import SanicException
    from sanic.response import json as respond

    executor = ActionExecutor()
    executor.register_package("actions")
    app = Sanic("attache_actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = REQUEST_BYTES
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_SECONDS

    async def health(_: Request) -> HTTPResponse:
        state = knowledge_base.shared().health
        return respond(asdict(state), status=200 if state.status == "ready" else 503)

    async def webhook(request: Request) -> HTTPResponse:
        call = _call(request)
        if call is None:
            return respond({"error": "Send the JSON object of an action call, as Rasa does."}, 400)
        call = dict(to_sessions(routed(call)))
        name = call["next_action"]
        if name not in executor.actions:
            return respond({"error": f"There is no action {name!r} here.", "action_name": name}, 404)
        return respond(await executor.run(call))

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, SanicException):
            return respond({"error": str(error)}, error.status_code)
        logger.error("A call of %s failed.", request.path, exc_info=error)
        return respond({"error": "The action failed; the log of the action server says why."}, 500)

    async def warm_up(*_: Any) -> None:
        knowledge_base.shared().warm_up()

    async def close(*_: Any) -> None:
        knowledge_base.shared().close()

    app.add_route(health, "/health", methods=["GET"])
    app.add_route(webhook, "/webhook", methods=["POST"])
    app.add_route(passages, "/passages", methods=["POST"])
    app.error_handler.add(Exception, failed)
    app.register_listener(warm_up, "after_server_start")
    app.register_listener(close, "before_server_stop")
    return app


def _call(request: Request) -> dict[str, Any] | None:
    """The action call in a request; ``None`` when there is none."""
    body = request.body
    try:
        if request.headers.get("Content-Encoding") == "deflate":
            body = zlib.decompressobj().decompress(body, REQUEST_BYTES)
        call = json.loads(body)
    except (ValueError, zlib.error, RecursionError):
        return None
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict) or not call.get("next_action"):
        return None
    return call


def main() -> int:
    """Serve until told to stop.

    Returns:
        Exit code: 0 after SIGTERM or SIGINT, 1 when it could not start.
    """
    try:
        config = settings.load()
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command speaks on stderr
        return 1
    logging.basicConfig(level=config.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        listening = _listen(config.host, config.actions_port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
        print(  # noqa: T201 - a command speaks on stderr
            f"Port {config.actions_port} on {config.host} {reason}. Stop what uses it, or set ATTACHE_ACTIONS_PORT.",
            file=sys.stderr,
        )
        return 1
    with listening:
        application().run(sock=listening, workers=1, access_log=False, debug=False, motd=False)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    sys.stdout.flush()
    # A search or a loading encoder may still be running in a thread; who is told to stop does not wait for it.
    os._exit(code)
