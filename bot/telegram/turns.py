"""Commands and links that open something in the conversation: what the engine is told for them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.telegram.addressing import Command

__all__ = ["turn_of"]

#: Commands that the engine answers, with what stands behind them.
_ENGINE = frozenset({"resources", "topics"})
#: What a link names (``t.me/bot?start=topic-rescue-at-sea``); Telegram takes 64 of these characters.
_LINK = re.compile(r"(topic|resource)-([A-Za-z0-9_-]{1,64})")


def turn_of(command: Command, *, private: bool) -> str | None:
    """What the engine is told for a command; ``None`` for one that the bot answers by itself.

    Args:
        command: ``/ask`` with a question, ``/topics``, ``/resources``, or ``/start`` with a link to one of these.
        private: whether it stands in a private chat, where alone links lead.
    """
    if command.name == "ask":
        return command.argument or None
    if command.name in _ENGINE:
        return f"/{command.name} {command.argument}".rstrip()
    link = _LINK.fullmatch(command.argument) if command.name == "start" and private else None
    return f"/{link[1]}s{json.dumps({link[1]: link[2]})}" if link else None
