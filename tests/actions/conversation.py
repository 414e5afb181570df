"""Builders: what Rasa sends to an action, and what comes back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.replies import Reply

__all__ = ["run", "tracker"]


def tracker(
    text: str = "",
    *,
    intent: str = "ask",
    language: str | None = "en",
    channel: str | None = "rest",
    entities: list[dict[str, Any]] | None = None,
    metadata: dict[str, Any] | None = None,
    message: dict[str, Any] | None = None,
    **slots: Any,
) -> Tracker:
    """A conversation with one message, as JSON that an action server receives."""
    parse_data = {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": entities or [],
        "metadata": metadata or {},
        **(message or {}),
    }
    return Tracker.from_dict(
        {
            "sender_id": "someone",
            "slots": {"language": language, "question": None, "answer": None, "feedback": None, **slots},
            "latest_message": parse_data,
            "events": [{"event": "user", "text": text, "parse_data": parse_data, "input_channel": channel}],
            "paused": False,
            "active_loop": {},
            "latest_action_name": "action_listen",
        }
    )


async def run(action: Action, conversation: Tracker) -> tuple[Reply, dict[str, Any]]:
    """The one reply of an action, and the slots it sets."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, conversation, {})
    assert len(dispatcher.messages) == 1
    message = dispatcher.messages[0]
    reply = Reply.from_dict(message["custom"])
    assert message["text"] == reply.text
    return reply, {event["name"]: event["value"] for event in events if event["event"] == "slot"}
