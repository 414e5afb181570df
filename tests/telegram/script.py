"""What people say in a long conversation, and what the engine replies to it when nothing goes wrong."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.telegram.formatting import messages
from tests.telegram.checks import Parameters, text_of

if TYPE_CHECKING:
    from bot.dialogue import Dialogue

__all__ = ["expected", "script", "shown"]

_FOLDER = Path(__file__).resolve().parents[1] / "conversations" / "scripts"


def script(language: str, turns: int, questions: list[str] | None = None) -> list[str]:
    """So many messages: the conversation in this language again and again, with questions in between."""
    said = [turn["say"] for turn in yaml.safe_load((_FOLDER / f"{language}.yml").read_text("utf-8"))["turns"]]
    sources = [said, *([questions] if questions else [])]
    in_turn = (next(source) for source in itertools.cycle([itertools.cycle(source) for source in sources]))
    return list(itertools.islice(in_turn, turns))


def expected(dialogue: Dialogue, sender: str, said: list[str], language: str) -> list[list[str]]:
    """The messages of each answer, as they are shown, from a conversation of its own."""
    metadata = {"channel": "telegram", "language_hint": language}
    return [
        [shown(html) for reply in dialogue.turn(sender, text, metadata=metadata) for html in messages(reply)]
        for text in said
    ]


def shown(html: str) -> str:
    """The text that people see of a message sent as HTML."""
    return text_of(Parameters(text=html, parse_mode="HTML"))[0]
