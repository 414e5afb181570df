"""The buttons under an answer; their payloads are the intents' names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.replies import Button

if TYPE_CHECKING:
    from nlu.texts import Texts

__all__ = [
    "help_button",
    "more_button",
    "payload",
    "rating_buttons",
    "resources_button",
    "source_button",
    "staff_button",
    "topics_button",
    "why_button",
]


def payload(intent: str, **entities: str) -> str:
    """What a button sends that names something."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False, separators=(',', ':'))}"


def more_button(said: Texts) -> Button:
    """Further passages on the same question."""
    return Button(said.say("More"), "/more")


def source_button(said: Texts) -> Button:
    """The whole passage around the quotation."""
    return Button(said.say("Show the source"), "/show_source")


def why_button(said: Texts) -> Button:
    """How the answer was found."""
    return Button(said.say("Why this?"), "/why")


def help_button(said: Texts) -> Button:
    """How to ask."""
    return Button(said.say("How to ask"), "/help")


def staff_button(said: Texts) -> Button:
    """To hand the question to people."""
    return Button(said.say("Ask staff"), "/ask_staff")


def topics_button(said: Texts) -> Button:
    """The list of topics."""
    return Button(said.say("All topics"), "/topics")


def resources_button(said: Texts) -> Button:
    """The directory of resources."""
    return Button(said.say("All resources"), "/resources")


def rating_buttons(said: Texts) -> tuple[Button, Button]:
    """Whether the answer helped."""
    return Button(said.say("Helpful"), "/thumbs_up"), Button(said.say("Not helpful"), "/thumbs_down")
