"""A choice among what was listed in the message before: "2", "the first one", "la première", "第二个"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from actions.sessions.asked import Asked
from actions.sessions.choosing import ordinal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["picked", "to_sessions"]

ACTION = "action_sessions"
#: What a choice does, by what the list is for.
_DOES = {"join": "join", "leave": "leave", "list": "show", "move": "move"}
#: Longest choice, in characters.
_LONGEST = 40
#: What may stand beside the number: a message with any other word is none.
_BESIDE = re.compile(
    r"(?:the|one|please|pls|number|no|session|option|le|la|l|numéro|séance|svp|stp|el|una|uno|número|sesión|por|favor|"
    r"номер|сессия|сессию|пожалуйста|رقم|الجلسة|الخيار|من|فضلك|请|我|要|选|选择|个|场|那|吧|一|二|三|四|五)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(
    r"first|second|third|fourth|fifth|last|st|nd|rd|th|premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|cinquième|"
    r"derni(?:er|ère)|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|últim[ao]|"
    r"(?:перв|втор|четв[её]рт|пят|последн)\w{2}|трет(?:ий|ья|ье|ью)|"
    r"ال(?:أول[ى]?|ثاني[ة]?|ثالث[ة]?|رابع[ة]?|خامس[ة]?|أخير[ة]?)"
)


def picked(asked: Asked) -> Asked | None:
    """The turn as if the button of the session had been pressed; None where the message is no mere choice, or the
    message before was not answered with a list.
    """
    ids = [each for each in asked.listing.get("ids") or () if isinstance(each, str)]
    does = _DOES.get(str(asked.listing.get("then") or ""))
    listed = bool(asked.before) and asked.listing.get("after") == asked.before
    words = asked.words.strip().casefold()
    if not ids or does is None or not listed or not words or len(words) > _LONGEST or "/" in words:
        return None
    if not all(_is_beside(word) for word in _WORDS.findall(words)):
        return None
    number = re.search(r"\d+", words)
    first = asked.listing.get("first")
    if number is not None and isinstance(first, int):
        at = int(number[0]) - first
        return asked.doing(does, ids[at]) if 0 <= at < len(ids) else None
    found = ordinal(words, len(ids))
    return None if found is None else asked.doing(does, ids[found])


def to_sessions(call: Mapping[str, Any]) -> Mapping[str, Any]:
    """An action call of Rasa's, to ``action_sessions`` where its message is a mere choice: a "2" looks like nothing."""
    slots = call["tracker"].get("slots")
    listing = slots.get("listing") if isinstance(slots, dict) else None
    if not isinstance(listing, dict) or not listing.get("ids") or call["next_action"] == ACTION:
        return call
    from rasa_sdk import Tracker

    asked = Asked.of_tracker(Tracker.from_dict(call["tracker"]))
    return call if asked.do or picked(asked) is None else {**call, "next_action": ACTION}


def _is_beside(word: str) -> bool:
    if _NUMBERED.fullmatch(word) or _BESIDE.fullmatch(word):
        return True
    # Chinese writes its words together.
    return re.fullmatch(rf"(?:第|最后|{_BESIDE.pattern})+", word) is not None
