"""The buttons under an answer; their payloads are the intents' names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies import Button

if TYPE_CHECKING:
    from nlu.texts import Texts

__all__ = ["help_button", "more_button", "rating_buttons", "source_button", "why_button"]


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


def rating_buttons(said: Texts) -> tuple[Button, Button]:
    """Whether the answer helped."""
    return Button(said.say("Helpful"), "/thumbs_up"), Button(said.say("Not helpful"), "/thumbs_down")
