"""A small web server on loopback that answers what a test tells it to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Server:
    """What to answer, and what was asked. While ``free`` is not set, nothing is answered."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.status = 200
        self.body: bytes = b"[]"
        self.seconds = 0.0
        self.free = threading.Event()
        self.free.set()
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []

    def says(self, data: Any, status: int = 200) -> None:
        self.status, self.body = status, data if isinstance(data, bytes) else json.dumps(data).encode()


@contextlib.contextmanager
def serve() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            if length:
                server.asked.append(json.loads(self.rfile.read(length)))
            server.paths.append(self.path)
            time.sleep(server.seconds)
            server.free.wait(60)
            with contextlib.suppress(OSError):
                self.send_response(server.status)
                self.send_header("Content-Length", str(len(server.body)))
                self.end_headers()
                self.wfile.write(server.body)

        do_GET = do_POST  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_: Any) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    listener.block_on_close = False
    server = Server(f"http://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.free.set()
    listener.shutdown()
    listener.server_close()
    thread.join()
