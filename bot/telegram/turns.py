"""Commands and links that open something in the conversation: what the engine is told for them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.telegram.addressing import Command

__all__ = ["session_turn", "turn_of"]

#: Commands that the engine answers, with what stands behind them.
_ENGINE = frozenset({"resources", "sessions", "topics"})
#: What a link names (``t.me/bot?start=topic-rescue-at-sea``); Telegram takes 64 of these characters.
_LINK = re.compile(r"(topic|resource|session|poll)-([A-Za-z0-9_-]{1,64})")
#: Links into the programme are payloads of one form.
_DOES = {"session": "show", "poll": "poll"}


def turn_of(command: Command, *, private: bool) -> str | None:
    """What the engine is told for a command; ``None`` for one that the bot answers by itself.

    Args:
        command: ``/ask`` with a question, ``/topics``, ``/resources``, ``/sessions``, or ``/start`` with a link to one
            of these.
        private: whether it stands in a private chat, where alone links lead.
    """
    if command.name == "ask":
        return command.argument or None
    if command.name in _ENGINE:
        return f"/{command.name} {command.argument}".rstrip()
    link = _LINK.fullmatch(command.argument) if command.name == "start" and private else None
    if link is None:
        return None
    if link[1] in _DOES:
        return session_turn(_DOES[link[1]], link[2])
    return f"/{link[1]}s{json.dumps({link[1]: link[2]})}"


def session_turn(do: str, of: str) -> str:
    """What the engine is told to do about a session, a poll or a place: the payload of a button for it."""
    return f"/sessions{json.dumps({'do': do, 'of': of}, separators=(',', ':'))}"
