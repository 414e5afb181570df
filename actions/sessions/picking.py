"""A choice among what was listed in the message before, whatever it was taken for: a "2" looks like nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from actions.sessions.asked import Asked
from actions.sessions.ordinals import ordinal, without_ordinals

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["picked", "to_sessions"]

ACTION = "action_sessions"
#: What a choice does, by what the list is for.
_DOES = {"join": "join", "leave": "leave", "list": "show", "move": "move"}
#: Longest choice, in characters.
_LONGEST = 40
#: What may stand beside the number: a message with any other word is none.
_BESIDE = frozenset(
    (
        "the", "one", "please", "pls", "session", "option", "le", "la", "l", "n", "séance", "svp", "stp", "el",
        "una", "uno", "sesión", "por", "favor", "сессия", "сессию", "пожалуйста", "الجلسة", "الخيار", "من", "فضلك",
        "请", "我", "要", "我要", "选", "我选", "选择", "个", "场", "那", "那个", "吧",
    )
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")


def picked(asked: Asked) -> Asked | None:
    """The turn as if the button of the session had been pressed; None where the message is no mere choice, or the
    message before was not answered with a list.
    """
    ids = [each for each in asked.listing.get("ids") or () if isinstance(each, str)]
    does = _DOES.get(str(asked.listing.get("then") or ""))
    listed = bool(asked.before) and asked.listing.get("after") == asked.before
    words = asked.words
    if not ids or does is None or not listed or not words or len(words) > _LONGEST or "/" in words:
        return None
    at = ordinal(words, len(ids), first=asked.first)
    if at is None or not _BESIDE.issuperset(_WORDS.findall(without_ordinals(words))):
        return None
    return asked.doing(does, ids[at])


def to_sessions(call: Mapping[str, Any]) -> Mapping[str, Any]:
    """An action call of Rasa's, to ``action_sessions`` where its message is a mere choice."""
    tracker = call["tracker"]
    slots, message = tracker.get("slots"), tracker.get("latest_message")
    listing = slots.get("listing") if isinstance(slots, dict) else None
    text = str(message.get("text") or "") if isinstance(message, dict) else ""
    # Only what may be one is looked at: the whole conversation would be read for it.
    if not isinstance(listing, dict) or not listing.get("ids") or not 0 < len(text) <= _LONGEST or text[0] == "/":
        return call
    from rasa_sdk import Tracker

    return call if picked(Asked.of_tracker(Tracker.from_dict(tracker))) is None else {**call, "next_action": ACTION}
