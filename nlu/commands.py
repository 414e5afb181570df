"""What people type or press instead of writing: ``/help``, ``/start`` of Telegram, the payload of a button, a thumb."""

from __future__ import annotations

import json
import re
from types import MappingProxyType

__all__ = ["ARGUMENTS", "COMMANDS", "EMOJI", "INTENTS", "normalise"]

#: Every intent that a message can be asked to have; ``nlu_fallback`` is the engine's own.
INTENTS = (
    "abuse",
    "affirm",
    "ask",
    "ask_staff",
    "capabilities",
    "change_language",
    "deny",
    "goodbye",
    "greet",
    "help",
    "identity",
    "join_session",
    "leave_session",
    "more",
    "move_session",
    "my_sessions",
    "off_topic",
    "office_hours",
    "personal_case",
    "resources",
    "schedule_session",
    "sessions",
    "set_zone",
    "show_source",
    "thanks",
    "thumbs_down",
    "thumbs_up",
    "topics",
    "why",
)

#: Commands under other names than their intent's.
COMMANDS = MappingProxyType(
    {
        **{intent: intent for intent in INTENTS},
        "about": "identity",
        "human": "ask_staff",
        "lang": "change_language",
        "language": "change_language",
        "no": "deny",
        "schedule": "schedule_session",
        "source": "show_source",
        "sources": "show_source",
        "start": "greet",
        "yes": "affirm",
        "zone": "set_zone",
    }
)

#: What an emoji says when a message has no words; skin tones and variation selectors do not matter.
EMOJI = MappingProxyType(
    {
        "👍": "thumbs_up",
        "👏": "thumbs_up",
        "👌": "thumbs_up",
        "✅": "thumbs_up",
        "💯": "thumbs_up",
        "❤": "thumbs_up",
        "👎": "thumbs_down",
        "❌": "thumbs_down",
        "🙏": "thanks",
        "👋": "greet",
        "❓": "help",
        "🖕": "abuse",
    }
)

#: Commands that take words behind them, by intent: the entity that the words become.
ARGUMENTS = MappingProxyType(
    {
        "ask_staff": "words",
        "join_session": "words",
        "leave_session": "words",
        "move_session": "words",
        "office_hours": "words",
        "resources": "words",
        "schedule_session": "words",
        "sessions": "words",
        "set_zone": "words",
        "topics": "topic",
    }
)

#: What only turns the direction of text (UAX #9).
_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_COMMAND = re.compile(r"/(?P<name>[A-Za-z_]+)(?:@\w+)?\s*(?P<rest>.*)", re.DOTALL)


def normalise(text: str) -> str:
    """``text`` so that Rasa's own reader of ``/intent{...}`` understands the commands in it, and only those.

    ``/start`` and ``/start friend`` become ``/greet``; ``/help@AttacheBot`` becomes ``/help``; a thumb becomes
    ``/thumbs_up``; ``/ask what is asylum?`` becomes the question; ``/resources mayors`` becomes
    ``/resources{"words": "mayors"}``. An unknown command loses its slash and is read as words. Marks of direction,
    which come along when a line is copied from a text that runs from right to left, hide no command. Everything else
    comes back as it was.
    """
    bare = text.lstrip(_MARKS)
    if bare.startswith("/"):
        text = "".join(character for character in bare if character not in _MARKS)
    if text.startswith("/"):
        return _command(text)
    if not any(character.isalnum() for character in text):
        return next((f"/{EMOJI[character]}" for character in text if character in EMOJI), text)
    return text


def _command(text: str) -> str:
    match = _COMMAND.fullmatch(text)
    name = match["name"].lower() if match else ""
    if match is None or name not in COMMANDS:
        return text.lstrip("/").strip()
    rest = match["rest"].strip()
    if rest and not rest.startswith("{") and name != "start":
        if entity := ARGUMENTS.get(COMMANDS[name]):
            return f"/{COMMANDS[name]}{json.dumps({entity: rest}, ensure_ascii=False)}"
        return rest if name == "ask" else f"{match['name']} {rest}"
    return f"/{COMMANDS[name]}{_entities(rest)}"


def _entities(rest: str) -> str:
    """The payload's entities as JSON; nothing where they are not a JSON object of texts."""
    try:
        values = json.loads(rest)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return ""
    return json.dumps(values, ensure_ascii=False) if values else ""
