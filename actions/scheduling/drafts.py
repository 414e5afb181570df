"""What is being planned in a conversation: kept in the slot ``draft`` between a question and its answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.planning import Draft

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked

__all__ = ["SLOT", "Open", "kept", "opened"]

SLOT = "draft"


@dataclass(frozen=True, slots=True)
class Open:
    """A plan on its way.

    Attributes:
        draft: what is known of it.
        ask: what was asked for last, a word of ``bot.planning.QUESTIONS``, ``"second"`` or ``"change"``; empty when
            nothing was.
        of: id of the session that it changes; empty for a new one.
    """

    draft: Draft
    ask: str = ""
    of: str = ""

    @property
    def mark(self) -> str:
        """What a button carries, so that what was read is what is done: six letters or figures of the draft's hash."""
        written = json.dumps([self.draft.as_data(), self.of], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:6]


def opened(asked: Asked) -> Open | None:
    """The plan on its way; None when there is none."""
    slot = asked.turn.understood.slots.get(SLOT)
    if not isinstance(slot, dict) or not isinstance(slot.get("draft"), dict):
        return None
    try:
        draft = Draft.from_data(slot["draft"])
    except (ValueError, TypeError):  # of another version
        return None
    return Open(draft, str(slot.get("ask") or ""), str(slot.get("of") or ""))


def kept(answer: Answer, plan: Open | None) -> Answer:
    """``answer`` with the plan kept for the next message, or given up."""
    value: dict[str, Any] | None = None
    if plan is not None:
        value = {"draft": plan.draft.as_data(), "ask": plan.ask, "of": plan.of}
    answer.slots[SLOT] = value
    return answer
