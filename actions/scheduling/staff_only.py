"""Who may plan: the staff, in a private chat; everybody else hears so."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from actions.sessions.asked import press
from bot.replies import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["staff_only"]


def staff_only(handler: Callable[[Asked, Programme], Answer]) -> Callable[[Asked, Programme], Answer]:
    """``handler`` for the staff; a polite line for everybody else."""

    @wraps(handler)
    def checked(asked: Asked, programme: Programme) -> Answer:
        return handler(asked, programme) if asked.is_staff else _refused(asked)

    return checked


def _refused(asked: Asked) -> Answer:
    said = asked.said
    buttons = [press(said.say("What is on"), "list", "1")]
    if asked.turn.staff:
        buttons.append(Button(said.say("Ask staff"), "/ask_staff"))
    text = said.say(
        "Planning, changing and cancelling sessions is for the staff of the programme. I gladly show you what is on."
    )
    return asked.answer(text, buttons=tuple(buttons))
