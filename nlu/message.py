"""A reply as a message that Rasa hands to a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.replies import Reply

__all__ = ["DATA_CHANNELS", "as_message"]

#: Channels that hand data through as data. Rasa's other connectors would show it to the person as a text.
DATA_CHANNELS = frozenset({"callback", "rest", "socketio"})


def as_message(reply: Reply, channel: str | None) -> dict[str, Any]:
    """``{"text", "custom"}`` with the whole reply, or ``{"text", "buttons"}`` where the channel renders no data.

    Args:
        reply: what is to be said.
        channel: name of the channel that the person's message came through, ``None`` when unknown.
    """
    if channel is None or channel in DATA_CHANNELS:
        return {"text": reply.text, "custom": reply.to_dict()}
    message: dict[str, Any] = {"text": reply.text}
    if reply.buttons:
        message["buttons"] = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    return message
