"""A speech service with the transcription half of OpenAI's API, over real HTTP.

It hears what a recording says in plain letters: ``b"spoken: ..."``. See
https://platform.openai.com/docs/api-reference/audio/createTranscription.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["SPOKEN", "SpeechService"]

SPOKEN = b"spoken: "
_ENDINGS = ("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm")


class SpeechService:
    """The service; listens on loopback for as long as it is entered.

    Attributes:
        key: what it asks for.
        heard: what it was sent, in order: model, name and content of the file, authorization.
        answer: what it answers instead of words, as status and body; None: the words.
        gate: recordings wait for it; set at the beginning.
        waiting: how many do.
    """

    def __init__(self, key: str = "sk-only-for-tests") -> None:
        self.key = key
        self.heard: list[dict[str, Any]] = []
        self.answer: tuple[int, bytes] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = 0
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> SpeechService:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after ``stop`` on the same port again."""
        app = web.Application(client_max_size=30 * 2**20)
        app.router.add_post("/v1/audio/transcriptions", self._transcribe)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be away."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _transcribe(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form.get("file")
        if not isinstance(file, web.FileField) or set(form) - {"file", "model", "response_format"}:
            return _refused(400, "Send file, model and response_format.")
        content = file.file.read()
        sent = {"model": form.get("model"), "name": file.filename, "type": file.content_type, "content": content}
        self.heard.append(sent)
        self.waiting += 1
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1
        if self.answer is not None:
            status, body = self.answer
            return web.Response(status=status, body=body, content_type="application/json")
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return _refused(401, "Incorrect API key provided.")
        if form.get("model") != "whisper-1":
            return _refused(404, "The model does not exist.")
        if file.filename.rpartition(".")[2] not in _ENDINGS or not content.startswith(SPOKEN):
            return _refused(400, "Invalid file format.")
        return web.json_response({"text": content[len(SPOKEN) :].decode()})


def _refused(status: int, message: str) -> web.Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return web.json_response({"error": error}, status=status)
