"""The message after a question of staff's planning: it is the answer, whatever it was understood to be.

"90 minutes" or "in Suva" alone look like anything else. So where the last question was what a session lacks, and what
is written can be read as that, the call goes to the action that asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions.scheduling.drafts import opened
from actions.scheduling.planning import answer_to
from actions.sessions.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["awaits", "routed"]

ACTION = "action_schedule_session"
#: What is never an answer: the yes and the no are their own, the rest is a wish.
_OTHERWISE = frozenset(
    {"affirm", "deny", "ask_staff", "change_language", "my_sessions", "personal_case", "resources", "thumbs_down",
     "thumbs_up", "topics"}
)  # fmt: skip


def awaits(asked: Asked) -> bool:
    """Whether this message answers what was asked for in the turn before."""
    if asked.pending is None or asked.pending.get("do") != "say" or not asked.is_staff:
        return False
    plan = opened(asked)
    if plan is None or not asked.words or asked.turn.text.startswith("/"):
        return False
    return answer_to(plan, asked.words, asked) is not None


def routed(call: Mapping[str, Any]) -> Mapping[str, Any]:
    """An action call of Rasa's, to ``action_schedule_session`` where its message is awaited there."""
    slots = call["tracker"].get("slots")
    pending = slots.get("pending") if isinstance(slots, dict) else None
    if not isinstance(pending, dict) or pending.get("do") != "say" or call["next_action"] == ACTION:
        return call
    from rasa_sdk import Tracker

    tracker = Tracker.from_dict(call["tracker"])
    message = tracker.latest_message or {}
    intent = (message.get("intent") or {}).get("name")
    if intent in _OTHERWISE or str(message.get("text") or "").startswith("/"):
        return call
    return {**call, "next_action": ACTION} if awaits(Asked.of_tracker(tracker)) else call
