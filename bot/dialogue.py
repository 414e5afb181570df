"""The one client of the dialogue engine: a message in, replies as data out, over HTTP with a time limit."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from bot.errors import BadMessage, BrokenAnswer, DialogueError, EngineDown, EngineSlow, TurnFailed
from bot.replies import Reply, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import httpx

__all__ = [
    "MESSAGE_CHARACTERS",
    "SENDER_CHARACTERS",
    "TURNS_AT_ONCE",
    "Dialogue",
    "clean",
    "language_of",
    "unavailable",
]

#: More of a message is not sent; the engine says that it is too long well before that.
MESSAGE_CHARACTERS = 20_001
#: Longest name of a conversation, in characters.
SENDER_CHARACTERS = 255
#: Time limit for reaching the engine, in seconds; it is on this machine or next to it.
CONNECT_SECONDS = 3.0
#: Turns that the async half has under way at most. The engine works on one after the other, and on the next while the
#: action server looks something up: more would only wait there, at the cost of their time limit.
TURNS_AT_ONCE = 8

_PATH = "/webhooks/rest/webhook"
_KEPT_CONTROLS = frozenset("\n\t")


class Dialogue:
    """Conversations with one dialogue engine. Safe to share between threads; one event loop for the async half.

    Of the async half's turns, ``TURNS_AT_ONCE`` are under way; the time limit of others begins when their turn comes.

    Args:
        base_url: where the engine listens, e.g. ``"http://127.0.0.1:5005"``.
        seconds: time limit for one turn.
        language: what people read while theirs is not known, for texts of this class alone.
    """

    def __init__(self, base_url: str, *, seconds: float = 15.0, language: str = "en") -> None:
        self._url = base_url.rstrip("/") + _PATH
        self._base_url = base_url
        self._seconds = seconds
        self._language = language
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None

    def turn(
        self,
        sender: str,
        text: str,
        *,
        language: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> list[Reply]:
        """Say ``text`` in the conversation ``sender`` and return what comes back, at least one reply.

        Args:
            sender: the conversation's name, 1 to 255 characters.
            text: as people write it; may be empty, too long or broken, the engine has words for that.
            language: fixes the language of the conversation (ISO 639-1, one of six).
            metadata: more for the engine, e.g. ``{"language_hint": "fr", "channel": "telegram"}``.

        Raises:
            EngineDown: nothing answers, or the engine is still loading.
            EngineSlow: the time limit is over.
            TurnFailed: the engine could not finish the turn.
            BrokenAnswer: what came back is not a list of replies.
            BadMessage: the engine refused the message.
        """
        import httpx

        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout(), trust_env=False)
        try:
            response = self._client.post(self._url, json=self._body(sender, text, language, metadata))
        except httpx.HTTPError as error:
            raise self._failure(error) from None
        return self._replies(response, language)

    async def turn_async(
        self,
        sender: str,
        text: str,
        *,
        language: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> list[Reply]:
        """``turn`` for an event loop; same arguments, same errors."""
        import httpx

        if self._async_client is None:
            limits = httpx.Limits(max_connections=TURNS_AT_ONCE, max_keepalive_connections=TURNS_AT_ONCE)
            self._async_client = httpx.AsyncClient(timeout=self._timeout(), limits=limits, trust_env=False)
        try:
            response = await self._async_client.post(self._url, json=self._body(sender, text, language, metadata))
        except httpx.HTTPError as error:
            raise self._failure(error) from None
        return self._replies(response, language)

    def close(self) -> None:
        """Close the connections of ``turn``."""
        if self._client is not None:
            self._client.close()
            self._client = None

    async def close_async(self) -> None:
        """Close the connections of ``turn_async``."""
        if self._async_client is not None:
            await self._async_client.aclose()
            self._async_client = None

    def __enter__(self) -> Dialogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _timeout(self) -> httpx.Timeout:
        import httpx

        return httpx.Timeout(self._seconds, connect=min(CONNECT_SECONDS, self._seconds), pool=None)

    def _body(self, sender: str, text: str, language: str | None, metadata: Mapping[str, Any] | None) -> dict[str, Any]:
        sender = clean(sender)
        if not 0 < len(sender) <= SENDER_CHARACTERS:
            raise BadMessage(f"A conversation's name has 1 to {SENDER_CHARACTERS} characters; this one {len(sender)}.")
        about = dict(metadata or {})
        if language is not None:
            about["language"] = language
        return {"sender": sender, "message": clean(text)[:MESSAGE_CHARACTERS], "metadata": about}

    def _failure(self, error: httpx.HTTPError) -> DialogueError:
        import httpx

        if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
            return EngineSlow(
                f"The dialogue engine did not answer within {self._seconds:g} seconds. "
                "Try again; ATTACHE_TURN_SECONDS gives it more time."
            )
        if isinstance(error, (httpx.RemoteProtocolError, httpx.DecodingError)):
            return BrokenAnswer(f"What answers at {self._base_url} is not the dialogue engine. See: attache doctor.")
        return EngineDown(f"The dialogue engine at {self._base_url} does not answer. Start it with: attache up.")

    def _replies(self, response: httpx.Response, language: str | None) -> list[Reply]:
        try:
            said = response.json()
        except (ValueError, UnicodeDecodeError):
            said = None
        if response.status_code == 200 and isinstance(said, list):
            replies = [_reply(item, language or self._language) for item in said]
            if replies:
                return replies
            raise TurnFailed("The dialogue engine could not finish this turn. Its log says why; see: attache doctor.")
        reason = said.get("error") if isinstance(said, dict) else None
        if response.status_code == 503:
            raise EngineDown("The dialogue engine is still loading. Try again in a moment.")
        if response.status_code == 400 and isinstance(reason, str):
            raise BadMessage(f"The dialogue engine refused the message: {reason}")
        if response.status_code >= 500:
            raise TurnFailed("The dialogue engine could not finish this turn. Its log says why; see: attache doctor.")
        raise BrokenAnswer(
            f"What answers at {self._base_url} is not the dialogue engine (status {response.status_code}). "
            "See: attache doctor."
        )


def clean(text: str) -> str:
    """``text`` as it can be sent and stored: lone surrogates replaced, control characters but newline and tab gone."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = (c for c in whole if c in _KEPT_CONTROLS or not (c < " " or "\x7f" <= c < "\xa0"))
    return "".join(kept).strip()


def language_of(text: str, *, chosen: str | None = None, hint: str | None = None) -> str:
    """In which of the six languages to answer ``text``: the one that was chosen, else its own.

    Args:
        text: what the person wrote.
        chosen: fixed by the person, ISO 639-1.
        hint: what is assumed where the text does not say.
    """
    from knowledge.language import LANGUAGES, identify

    found = chosen if chosen in LANGUAGES else identify(clean(text)[:500], hint=hint or "en")
    return found if found in LANGUAGES else "en"


def unavailable(error: DialogueError, *, text: str = "", language: str | None = None, seconds: float = 15.0) -> Reply:
    """What a person is told when a turn brought nothing, in the language they wrote or chose."""
    from nlu.texts import texts

    chosen = language_of(text, chosen=language)
    say = texts(chosen).say
    if isinstance(error, EngineSlow):
        words = say(
            "That took longer than {seconds} seconds, so I stopped waiting. Please send it again in a minute.",
            seconds=math.ceil(seconds),
        )
    else:
        words = say("I cannot be reached just now. Your question is not lost if you send it again in a minute.")
    return Reply(text=words, language=chosen, state=State.UNAVAILABLE)


def _reply(item: Any, language: str) -> Reply:
    """One reply from one object of the channel; Rasa's own texts have no ``custom``."""
    try:
        if "custom" in item:
            return Reply.from_dict(item["custom"])
        return Reply(text=item["text"], language=language)
    except (KeyError, TypeError, ValueError):
        shown = json.dumps(item, ensure_ascii=False)[:100]
        raise BrokenAnswer(f"The dialogue engine sent something that is not a reply: {shown}") from None
