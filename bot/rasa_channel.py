"""The way into the dialogue engine over HTTP: one message in, whole replies out.

Takes the name and the path of Rasa's own REST channel and stands in for it, because that one cuts a
text at its blank lines and sends text and data as separate messages. Loaded by Rasa, from
``credentials.yml``; imports nothing of ours.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from rasa.shared.core.events import Event
    from sanic.request import Request
    from sanic.response import HTTPResponse

__all__ = ["MESSAGE_CHARACTERS", "SENDER_CHARACTERS", "RestChannel", "WholeReplies"]

logger = logging.getLogger(__name__)

#: Longer messages are cut here before they are stored; the limit that people meet is a setting, at most one below.
MESSAGE_CHARACTERS = 20_001

#: Longest name of a conversation, in characters: what the SQL tracker store has room for.
SENDER_CHARACTERS = 255

#: Time limit for asking whether the action server is there, in seconds.
ASK_SECONDS = 2.0

_PARTS = ("text", "buttons", "image", "attachment", "custom")


class WholeReplies(CollectingOutputChannel):  # type: ignore[misc]  # Rasa ships no types
    """Collects each reply as one object: text, data and whatever else it has stay together."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, as in the path."""
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one reply; an empty one is dropped."""
        parts = {part: message[part] for part in _PARTS if message.get(part)}
        if parts:
            await self._persist_message({"recipient_id": recipient_id, **parts})


class RestChannel(InputChannel):  # type: ignore[misc]
    """``POST /webhooks/rest/webhook`` with ``{"sender", "message", "metadata"}``; a list of replies comes back.

    An empty list says that the engine could not finish the turn (its log says why), 503 that it cannot even begin.

    Two names in ``metadata`` are for a client that does not know whether its message arrived: ``turn`` names the turn
    in its conversation, and with ``again`` a turn of that name which was finished is not gone through once more. Its
    replies come back as they were. ("More" said twice would be the page after the next.)
    """

    def __init__(self) -> None:
        self._in_doubt = False

    @classmethod
    def name(cls) -> str:
        """The channel's name, as in the path."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes of this channel."""
        routes = Blueprint("attache_rest", __name__)

        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        async def receive(request: Request) -> HTTPResponse:
            try:
                body = request.json
            except InvalidUsage:
                body = None
            problem = _problem(body)
            if problem:
                return response.json({"error": problem}, status=400)
            agent = request.app.ctx.agent
            if not agent.is_ready():
                return response.json({"error": "The dialogue model is not loaded yet. Run `make ready`."}, status=503)
            if self._in_doubt and not await _answers(agent.action_endpoint):
                return response.json({"error": "The action server does not answer (yet)."}, status=503)
            self._in_doubt = False
            replies = WholeReplies()
            metadata = body.get("metadata") or {}
            again = metadata.pop("again", False)
            message = UserMessage(
                body["message"][:MESSAGE_CHARACTERS],
                replies,
                body["sender"],
                input_channel=self.name(),
                metadata=metadata,
            )
            try:
                await (_once(agent, message) if again and metadata.get("turn") else on_new_message(message))
            except Exception:
                logger.exception("A turn failed.")  # without the message: what people ask is not for the log
                return response.json(
                    {"error": "The turn failed inside the dialogue engine; its log says why."}, status=500
                )
            self._in_doubt = not _finished(replies.messages)
            if self._in_doubt and not await _answers(agent.action_endpoint):  # gone or still loading: it comes back
                return response.json({"error": "The action server does not answer (yet)."}, status=503)
            return response.json(replies.messages)

        routes.add_route(health, "/", methods=["GET"])
        routes.add_route(receive, "/webhook", methods=["POST"])
        return routes


async def _once(agent: Any, message: UserMessage) -> None:
    """What ``Agent.handle_message`` does, unless the conversation's last turn is this one and was finished."""
    async with agent.lock_store.lock(message.sender_id):  # a first attempt that is still under way ends before
        tracker = await agent.tracker_store.retrieve(message.sender_id)
        replies = _replies(tracker.events if tracker else (), message.metadata["turn"])
        if _finished(replies):
            for reply in replies:
                await message.output_channel.send_response(message.sender_id, reply)
        else:
            await agent.processor.handle_message(message)


def _replies(events: Iterable[Event], turn: str) -> list[dict[str, Any]]:
    """What was replied to the last message, if its turn has this name."""
    said: list[dict[str, Any]] = []
    named = None
    for event in events:
        if isinstance(event, UserUttered):
            said, named = [], event.metadata.get("turn")
        elif isinstance(event, BotUttered):
            said.append(event.message())
    return said if named == turn else []


def _finished(replies: list[dict[str, Any]]) -> bool:
    """Whether a turn brought replies, and none that says that the sources are not reached."""
    return bool(replies) and all((reply.get("custom") or {}).get("state") != "unavailable" for reply in replies)


async def _answers(action_server: Any) -> bool:
    """Whether the action server is there and loads no more: without it a question would be given up."""
    import aiohttp

    if action_server is None or not action_server.url:
        return True
    url, limit = f"{action_server.url.rsplit('/', 1)[0]}/health", aiohttp.ClientTimeout(total=ASK_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as answer:
            return bool((await answer.json(content_type=None)).get("status") != "loading")
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, AttributeError):
        return False


def _problem(body: Any) -> str | None:
    """What is wrong with a request, as a sentence; ``None`` when nothing is."""
    if not isinstance(body, dict):
        return 'Send a JSON object: {"sender": "...", "message": "..."}.'
    sender, message, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not isinstance(sender, str) or not 0 < len(sender) <= SENDER_CHARACTERS:
        return f'"sender" names the conversation: a text of 1 to {SENDER_CHARACTERS} characters.'
    if not isinstance(message, str):
        return '"message" is missing: send the person\'s words as a text.'
    if metadata is not None and not isinstance(metadata, dict):
        return '"metadata" is a JSON object, or absent.'
    return None
