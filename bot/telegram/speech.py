"""The client of a speech service: a recording in, the words in it out.

It speaks the transcription half of the API that OpenAI made common and that services on one's own machine offer too
(https://platform.openai.com/docs/api-reference/audio/createTranscription).
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import NotMadeOut, SpeechDown

if TYPE_CHECKING:
    import httpx

__all__ = ["Listening", "Speech"]

#: Time limit for reaching the service, in seconds.
_CONNECT_SECONDS = 5.0
#: Longest answer, in bytes: the words of hours.
_ANSWER_BYTES = 1024 * 1024
#: The service says with these that it cannot read this recording; with all others that it does not work for us.
_NOT_MADE_OUT = frozenset({400, 413, 415, 422})
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Listening:
    """Where recordings are listened to, and which.

    Attributes:
        url: base of the service, e.g. ``"http://127.0.0.1:8000/v1"``.
        key: what it asks for, or nothing; never shown.
        model: which of its models.
        wait_seconds: time limit of one transcription.
        seconds: longest recording.
        megabytes: largest file.
    """

    url: str
    key: str = ""
    model: str = "whisper-1"
    wait_seconds: float = 90.0
    seconds: int = 180
    megabytes: int = 20

    @property
    def host(self) -> str:
        """Where recordings go, as people are told."""
        return urlsplit(self.url).hostname or ""

    def __repr__(self) -> str:
        """Without the key."""
        return f"Listening(url={self.url!r}, model={self.model!r})"


class Speech:
    """Asks one service. For one event loop."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._client: httpx.AsyncClient | None = None

    async def words(self, recording: bytes, name: str, kind: str) -> str:
        """What is said in a recording, on one line; empty when nothing is.

        Args:
            recording: the file.
            name: what it is called there; services tell the format by its ending.
            kind: its media type.

        Raises:
            SpeechDown: the service is away, too slow, or does not work for us.
            NotMadeOut: it cannot read this recording.
        """
        import httpx

        chosen = self._listening
        if self._client is None:
            headers = {"Authorization": f"Bearer {chosen.key}"} if chosen.key else {}
            timeout = httpx.Timeout(chosen.wait_seconds, connect=min(_CONNECT_SECONDS, chosen.wait_seconds))
            # A proxy of the environment leads out, not to this machine.
            self._client = httpx.AsyncClient(headers=headers, timeout=timeout, trust_env=chosen.host not in _HERE)
        try:
            # httpx limits each step; a service that sends a byte now and then must not hold a chat for ever.
            return await asyncio.wait_for(self._ask(self._client, recording, name, kind), chosen.wait_seconds)
        except (asyncio.TimeoutError, httpx.TimeoutException):
            raise SpeechDown(f"The speech service did not answer within {chosen.wait_seconds:g} seconds.") from None
        except httpx.HTTPError:
            raise SpeechDown("The speech service is not reached. Check ATTACHE_SPEECH_URL.") from None

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _ask(self, client: httpx.AsyncClient, recording: bytes, name: str, kind: str) -> str:
        async with client.stream(
            "POST",
            f"{self._listening.url.rstrip('/')}/audio/transcriptions",
            data={"model": self._listening.model, "response_format": "json"},
            files={"file": (name, recording, kind)},
        ) as response:
            if response.status_code in _NOT_MADE_OUT:
                raise NotMadeOut(f"The speech service refused a recording (status {response.status_code}).")
            if response.status_code != 200:
                raise SpeechDown(
                    f"The speech service refuses to work (status {response.status_code}). Check ATTACHE_SPEECH_URL, "
                    "ATTACHE_SPEECH_KEY and ATTACHE_SPEECH_MODEL."
                )
            body = b""
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _ANSWER_BYTES:
                    raise SpeechDown(f"The speech service answered with more than {_ANSWER_BYTES} bytes.")
        try:
            said = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            said = None
        if not isinstance(said, str):
            raise SpeechDown("What answers is no speech service. Check ATTACHE_SPEECH_URL.")
        return " ".join(said.split())
