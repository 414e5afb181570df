"""Staff want a time found among people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.staff_only import staff_only
from actions.sessions.asked import press

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["poll_words"]

_COMMAND = "attache polls open --help"


@staff_only
def poll_words(asked: Asked, programme: Programme) -> Answer:
    """Where polls are opened: each person gets a link of their own there."""
    said = asked.said
    text = said.say(
        "A poll among named people is opened on the command line, which prints a link for each of them: {command}",
        command=said.foreign(_COMMAND),
    )
    return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
