"""The client of ``POST /passages``: cited passages on a question, without a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadMessage, BrokenAnswer, EngineDown, EngineSlow
from bot.replies import Citation

if TYPE_CHECKING:
    import httpx

__all__ = ["Found", "Passages"]

#: Time limit for reaching the action server, in seconds; it is on this machine or next to it.
_CONNECT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        language: of the question, ISO 639-1.
        passages: best first; none when nothing is near.
    """

    language: str
    passages: tuple[Citation, ...] = ()


class Passages:
    """Asks one action server. For one event loop.

    Args:
        base_url: where it listens, e.g. ``"http://127.0.0.1:5055"``.
        seconds: time limit of a question; who is typing does not wait for long.
    """

    def __init__(self, base_url: str, *, seconds: float = 3.0) -> None:
        self._url, self._seconds = f"{base_url.rstrip('/')}/passages", seconds
        self._client: httpx.AsyncClient | None = None

    async def find(self, question: str, *, language: str | None = None, limit: int = 5) -> Found:
        """Passages on ``question``, ``limit`` at most.

        Args:
            question: in any of the six languages.
            language: expected, for a question too short to tell; one of the six.
            limit: 1 to 10.

        Raises:
            EngineDown: nothing answers, or there is no index to search yet.
            EngineSlow: the time limit is over.
            BadMessage: the question was refused.
            BrokenAnswer: what came back is something else.
        """
        import httpx

        if self._client is None:
            timeout = httpx.Timeout(self._seconds, connect=min(_CONNECT_SECONDS, self._seconds))
            self._client = httpx.AsyncClient(timeout=timeout, trust_env=False)
        body = {"question": question, "language": language, "limit": limit}
        try:
            response = await self._client.post(self._url, json=body)
        except httpx.ConnectTimeout:
            raise EngineDown("The action server does not answer.") from None
        except httpx.TimeoutException:
            raise EngineSlow(f"The action server did not answer within {self._seconds:g} seconds.") from None
        except httpx.HTTPError:
            raise EngineDown("The action server does not answer.") from None
        return _found(response)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def _found(response: httpx.Response) -> Found:
    if response.status_code == 503:
        raise EngineDown("The action server cannot search yet; its log says why.")
    if response.status_code in (400, 413):
        raise BadMessage("The action server refused the question.")
    try:
        said = response.raise_for_status().json()
        return Found(str(said["language"]), tuple(Citation(**item) for item in said["passages"]))
    except Exception:  # whatever it is: not what the action server sends
        raise BrokenAnswer(f"What answers there is not the action server (status {response.status_code}).") from None
